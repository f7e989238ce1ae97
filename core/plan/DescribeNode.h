#pragma once

#include "core/plan/LogicalPlan.h"

#include <cstdint>
#include <string>

namespace weir::plan {

/// Two short lines for a node on the canvas, in outlines and in EXPLAIN.
struct NodeTitle {
    std::string title;  ///< "Filter", "Left join", "Tumbling 1 minute"
    std::string detail; ///< "STARS < 3", "USER_ID = ID", "closes after 24 h"
};

/// Describes a node from its values alone. `query` is the one that holds it.
NodeTitle describeNode(const Query &query, const Node &node);

/// Returns whether the canvas draws a node of `query` as a step of its own: not a source, Coalesce,
/// an exchange, or a projection that nobody would call a step: an identity, or one after GROUP BY
/// that only names and orders its groups' columns.
bool isDrawn(const Query &query, const Node &node);

/// Writes an expression as SQL over the columns of `input` (the node it reads), without the casts
/// that the binder added: `STARS < 3`.
std::string exprText(const Expr &expr, const Schema &input);

/// Writes a duration for a person: "1 minute", "24 h", "500 ms".
std::string durationText(std::int64_t ms);

} // namespace weir::plan
