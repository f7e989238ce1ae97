#pragma once

#include "core/types/Decimal.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weir {

/// Room that writeDouble and writeDecimal need at most.
inline constexpr std::size_t kMaxNumberText = 64;

/// Writes a double as Java does (SEMANTICS 8): shortest digits, always a point, plain for 1e-3 <=
/// |x| < 1e7, else `d.dddE<exp>`; NaN, Infinity. Returns the end of the text.
char *writeDouble(char *out, double value);
char *writeInteger(char *out, std::int64_t value);
/// Writes an unscaled value of at most 38 digits with its full scale.
char *writeDecimal(char *out, Int128 unscaled, int scale);

std::string doubleToText(double value);

/// Reads an integer that is nothing but sign and digits, and fits.
std::optional<std::int64_t> parseInteger(std::string_view text);
/// Reads a number in decimal or scientific form, NaN or Infinity, as Java does: blanks around it
/// are ignored.
std::optional<double> parseDouble(std::string_view text);
/// Returns the unscaled value of `value` with `scale` digits after the point, rounded half up;
/// nothing when it has more than `precision` digits, which are at most 38.
std::optional<Int128> fitDecimal(const Decimal &value, int precision, int scale);
/// The same for any precision.
std::optional<Decimal> fitAnyDecimal(const Decimal &value, int precision, int scale);
/// Returns the shortest digits of `value` as a number; nothing when it is not finite.
std::optional<Decimal> doubleToDecimal(double value);
/// Returns the nearest double.
double decimalToDouble(const Decimal &value);
double decimalToDouble(Int128 unscaled, int scale);
/// Returns 10 to the power of `exponent`, 0 … 38.
Int128 powerOfTen(int exponent);

} // namespace weir
