#pragma once

#include "core/exec/TableContents.h"
#include "core/plan/LogicalPlan.h"

namespace weir::runtime {

/// Returns which rows of its table a pull query can want at all: the keys and the bounds of windows
/// that its WHERE binds to literals. The query still has to filter what it gets. `query` is best
/// optimised: constants are folded then.
exec::TableRequest pullRequest(const plan::Query &query);

} // namespace weir::runtime
