#pragma once

#include "core/types/DataType.h"
#include "core/types/Decimal.h"

#include <optional>

namespace weir::exec {

/// Calculates `a op b` (+ - * / %, b not 0 for the last two) as a value of `type`, rounded half up.
/// Nothing when it has more digits than the type. Only what does not fit 128 bits is slow.
std::optional<Decimal> calculateDecimal(char op, const Decimal &a, const Decimal &b,
                                        const DataType &type);

} // namespace weir::exec
