#pragma once

#include "core/bind/BindContext.h"
#include "core/bind/Scope.h"
#include "core/plan/LogicalPlan.h"
#include "core/sql/view/Query.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace weir::bind {

/// A query while it grows node by node. `failed` is set once something was reported that leaves a
/// hole; binding goes on as far as it makes sense, and the query is dropped in the end.
struct QueryDraft {
    BindContext &context;
    plan::Query query;
    bool failed = false;
    /// Pseudo columns that the text names.
    std::vector<plan::RowPart> pseudoColumns = {};
    /// All sources of the FROM clause, for aliases.
    std::vector<ScopeSource> sources = {};
    std::optional<Fix> aliasFix = {};
    /// The leftmost source: a sink takes its formats and partitions.
    std::shared_ptr<const catalog::Source> leftSource = {};

    plan::Node &node(plan::NodeIndex index) { return query.nodes[index]; }
    plan::NodeIndex last() const { return query.nodes.size() - 1; }
    /// Adds a node; its key is made unique within the query. Table and window are those of the
    /// first input.
    plan::NodeIndex add(const std::string &role, plan::Operator op,
                        std::vector<plan::NodeIndex> inputs, Schema schema, SourceSpan span);
};

/// Returns the number of partitions of a topic, 1 while it is not known.
int partitionsOf(const BindContext &context, const std::string &topic);

/// Returns a format that can hold the key between two operators: `wanted` if it can, else JSON.
catalog::FormatSpec exchangeFormat(catalog::FormatSpec wanted,
                                   const std::vector<plan::ExprPtr> &key);

/// Looks through the text of a query for what must be known before its parts are bound: sources,
/// pseudo columns, aliases that nobody declared.
void surveyQuery(QueryDraft &draft, const sql::QueryView &query);

/// Says whether `*` lists ROWTIME, ROWPARTITION and ROWOFFSET of each source: the reference does so
/// where a join is partitioned anew (odd).
bool listsPseudoColumns(const sql::QueryView &query);

} // namespace weir::bind
