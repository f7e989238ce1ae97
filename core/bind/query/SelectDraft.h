#pragma once

#include "core/bind/query/SelectItems.h"

#include <cstddef>
#include <functional>
#include <set>
#include <vector>

namespace weir::bind {

/// A SELECT between its clauses: the node whose rows the next clause reads, and everything bound
/// over those rows.
struct SelectDraft {
    QueryDraft &query;
    sql::QueryView view;
    const Scope &scope;
    GeneratedNames &names;
    plan::NodeIndex node = 0;
    std::vector<SelectItem> items;
    /// Columns that equal the (only) key because a join made them so.
    std::set<std::size_t> equalToKey;
    bool persistent = true;
    bool windowed = false;

    BindContext &context() const { return query.context; }
    const plan::Node &input() const { return query.query.nodes[node]; }
    /// Rewrites the items for a node that was put behind: `replace` as in plan::rewriteExpr.
    void rewriteItems(const std::function<plan::ExprPtr(const plan::ExprPtr &)> &replace);
};

/// WHERE. Puts a FilterOp.
void bindWhere(SelectDraft &draft);
/// Table functions in the SELECT. Puts a FlattenOp and rewrites the items.
void bindTableFunctions(SelectDraft &draft);
/// PARTITION BY. Puts RekeyOp and ExchangeOp and rewrites the items.
void bindPartitionBy(SelectDraft &draft);
/// WINDOW, GROUP BY and HAVING. Puts ExchangeOp, WindowOp, AggregateOp, FilterOp and rewrites the
/// items.
void bindGroupBy(SelectDraft &draft);
/// Puts the ProjectOp that splits the items into key and value; returns the positions of the items
/// in its schema, in the order of the SELECT.
std::vector<std::size_t> bindProjection(SelectDraft &draft);

} // namespace weir::bind
