#pragma once

#include "core/plan/LogicalPlan.h"

#include <string>

namespace weir::plan {

/// Writes a query as an indented tree, its sink first, for EXPLAIN: one line a node with key,
/// title, detail and schema.
std::string explainText(const Query &query);

} // namespace weir::plan
