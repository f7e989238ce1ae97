#pragma once

#include "core/plan/LogicalPlan.h"

#include <string>

namespace weir::plan {

/// Returns what a query does, as a stable text hash: its canonical SQL and the definitions of the
/// sources it reads and writes. Equal signatures: what runs is what is written (UI.md, Run). Places
/// and comments in the text do not count.
std::string querySignature(const Query &query);

} // namespace weir::plan
