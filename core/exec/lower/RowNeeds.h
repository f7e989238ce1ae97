#pragma once

#include "core/plan/LogicalPlan.h"

#include <vector>

namespace weir::exec {

/// What the nodes above need of a node's rows.
struct RowNeeds {
    /// By column of the node's schema: somebody reads it.
    std::vector<bool> columns;
    /// Changes of a table must carry the row before them.
    bool before = false;
};

/// Returns the needs by node of a query.
std::vector<RowNeeds> rowNeeds(const plan::Query &query);

} // namespace weir::exec
