#pragma once

#include "core/types/Value.h"

namespace weir {

/// Compares two values of one type that has an order, neither null, as compareRows does: negative,
/// 0 or positive.
int compareValues(const Value &a, const Value &b);

} // namespace weir
