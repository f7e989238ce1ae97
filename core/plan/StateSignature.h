#pragma once

#include "core/plan/LogicalPlan.h"

#include <string>

namespace weir::plan {

/// Returns what state of a node depends on, as a stable text hash (16 hex digits): kind, key and
/// value types, window, aggregates and the canonical form of everything upstream in its statement
/// (ENGINE.md 8). Spans, aliases and names of the statement do not count.
std::string stateSignature(const Query &query, NodeIndex node);

/// Returns the signature of all stateful nodes of a query together; a stateless query has that of
/// "no state", so a change of it keeps its offsets.
std::string stateSignature(const Query &query);

/// Returns whether the node keeps the rows of that input to show them later. They are kept whole,
/// whatever is read of them now: a statement that reads one column more goes on with its state.
bool keepsRowsOf(const Node &node, std::size_t input);

/// Returns whether the node keeps rows between steps: joins, aggregates, tables with a filter.
bool isStateful(const Node &node);

} // namespace weir::plan
