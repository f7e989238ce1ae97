#pragma once

#include "core/types/Value.h"

#include <cstdint>

namespace weir {

/// Compares two values of one type that has an order, neither null, as compareRows does: negative,
/// 0 or positive.
int compareValues(const Value &a, const Value &b);

/// Hashes a value so that equal values of one type hash alike. For tables in memory only.
std::uint64_t hashValue(const Value &value);

} // namespace weir
