#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weir {

__extension__ using Int128 = __int128;

/// A decimal number: unscaled integer and count of digits after the point. Precision lives in the
/// DataType.
class Decimal {
public:
    Decimal() = default;
    Decimal(Int128 unscaled, int scale)
        : m_unscaled(unscaled)
        , m_scale(scale)
    {
    }

    /// Reads `-12.50` or `1E3` (scale from the literal's digits); nothing when it is not a number
    /// or does not fit.
    static std::optional<Decimal> parse(std::string_view text);

    Int128 unscaled() const { return m_unscaled; }
    int scale() const { return m_scale; }
    /// Returns all digits with the full scale, never an exponent: `-12.50`.
    std::string toString() const;
    /// Returns the same number with `scale` digits after the point, rounded half up (away from
    /// zero) where digits are lost.
    Decimal rescaled(int scale) const;
    /// Compares by numeric value, so 1.0 equals 1.00.
    std::strong_ordering compare(const Decimal &other) const;
    bool operator==(const Decimal &other) const { return compare(other) == 0; }

private:
    Int128 m_unscaled = 0;
    int m_scale = 0;
};

} // namespace weir
