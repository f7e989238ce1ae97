#pragma once

#include "core/bind/relation/Relation.h"

#include <optional>

namespace weir::bind {

/// The two sides of `ON a = b`, each over the rows of its own input.
struct JoinCondition {
    plan::ExprPtr left;
    plan::ExprPtr right;
    /// Where the sides stand in the text.
    SourceSpan leftSpan;
    SourceSpan rightSpan;
};

/// Binds the condition of a join: one equality, each side of one input (in either order), types
/// equal. Reports bind.join-condition and bind.join-key-types.
std::optional<JoinCondition> bindJoinCondition(QueryDraft &draft, const sql::RelationView &join,
                                               const Relation &left, const Relation &right);

/// Returns the names of both inputs together, the right one's columns behind the left one's.
Scope jointScope(const QueryDraft &draft, const Relation &left, const Relation &right);

} // namespace weir::bind
