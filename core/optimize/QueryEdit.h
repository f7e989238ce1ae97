#pragma once

#include "core/plan/LogicalPlan.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace weir::optimize {

/// Takes a node with one input out of the query: its readers read its input, and `keeper` covers
/// its key. Indexes above it move down by one.
void removeNode(plan::Query &query, plan::NodeIndex node, plan::NodeIndex keeper);

/// Returns the only node that reads `node`, or nothing when there are several or none.
std::optional<plan::NodeIndex> onlyReader(const plan::Query &query, plan::NodeIndex node);

/// Calls `visit(expr, input)` for each expression of a node with the number of the input it reads,
/// and replaces it by what is returned.
void rewriteNodeExprs(
    plan::Node &node,
    const std::function<plan::ExprPtr(const plan::ExprPtr &, std::size_t input)> &visit);

/// Returns the expressions that compute a projection's columns, key columns first.
std::vector<plan::ExprPtr> projectionColumns(const plan::ProjectOp &project);

/// Returns the expression with the columns of a projection replaced by what computes them.
plan::ExprPtr throughProjection(const plan::ExprPtr &expr, const plan::ProjectOp &project);

} // namespace weir::optimize
