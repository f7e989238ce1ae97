#pragma once

#include <cstddef>

namespace weir::runtime {

/// Returns what a run's state may take where nobody says more: half of the machine's memory, in
/// bytes (ENGINE.md 8).
std::size_t defaultStateBudget();

} // namespace weir::runtime
