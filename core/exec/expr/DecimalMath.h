#pragma once

#include "core/types/DataType.h"
#include "core/types/Decimal.h"

#include <optional>

namespace weir::exec {

/// Calculates `a op b` (+ - * / %, b not 0 for the last two) as an unscaled value of `type`,
/// rounded half up. Nothing when it has more digits than the type, or an intermediate more than 38.
std::optional<Int128> calculateDecimal(char op, const Decimal &a, const Decimal &b,
                                       const DataType &type);

} // namespace weir::exec
