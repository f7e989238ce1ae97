#pragma once

#include "core/exec/PhysicalQuery.h"
#include "core/plan/LogicalPlan.h"

namespace weir::exec {

/// Adds to a query that was lowered what it takes to look at nodes of `bound` that rules merged or
/// moved on the way to `optimised`. A node whose rows cannot be made again (it reads columns that
/// an operator before it does not keep) is left out: the node it was merged into stands for it.
void addUnfused(const plan::Query &bound, const plan::Query &optimised, const LowerOptions &options,
                PhysicalQuery &physical);

} // namespace weir::exec
