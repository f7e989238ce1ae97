#pragma once

#include "core/plan/Operators.h"

namespace weir::plan {

/// Returns whether two operators do the same: everything but spans of their expressions is equal.
bool sameOperator(const Operator &a, const Operator &b);

/// Returns whether two sources are the same; where their names stand in a text does not count.
bool sameSource(const catalog::Source &a, const catalog::Source &b);

} // namespace weir::plan
