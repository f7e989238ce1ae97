#pragma once

#include "core/bind/Scope.h"
#include "core/bind/query/QueryDraft.h"
#include "core/plan/LogicalPlan.h"
#include "core/sql/view/Relation.h"

#include <optional>

namespace weir::bind {

/// A bound part of a FROM clause: the node that gives its rows, and the names of its columns.
struct Relation {
    plan::NodeIndex node = 0;
    Scope scope;
};

/// Binds what stands after FROM. Nothing when it cannot be read at all; `joined` says that it is
/// part of a join.
std::optional<Relation> bindRelation(QueryDraft &draft, const sql::RelationView &relation,
                                     bool joined);
std::optional<Relation> bindSourceRelation(QueryDraft &draft, const sql::RelationView &relation,
                                           bool joined);
std::optional<Relation> bindJoinRelation(QueryDraft &draft, const sql::RelationView &relation);

/// Returns the source of that name, or reports bind.unknown-source with the nearest name.
std::shared_ptr<const catalog::Source> findSource(BindContext &context,
                                                  const sql::Identifier &identifier);

} // namespace weir::bind
