#pragma once

#include "core/types/WideInteger.h"

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace weir {

/// More digits than this are no number for us: neither a DECIMAL's precision nor a text.
inline constexpr int kMostDecimalDigits = 10'000;

/// A decimal number: unscaled integer and count of digits after the point. Precision lives in the
/// DataType. What fits 128 bits is held so; only more goes to a WideInteger.
class Decimal {
public:
    Decimal() = default;
    Decimal(Int128 unscaled, int scale)
        : m_unscaled(unscaled)
        , m_scale(scale)
    {
    }
    Decimal(const WideInteger &unscaled, int scale);

    /// Reads `-12.50` or `1E3` (scale from the literal's digits); nothing when it is not a number
    /// or has more than kMostDecimalDigits.
    static std::optional<Decimal> parse(std::string_view text);

    /// Says whether the unscaled integer needs more than 128 bits.
    bool isWide() const { return m_wide != nullptr; }
    /// Only where it is not wide.
    Int128 unscaled() const { return m_unscaled; }
    /// Returns the unscaled integer, wide or not.
    WideInteger wide() const { return m_wide ? *m_wide : WideInteger(m_unscaled); }
    int scale() const { return m_scale; }
    bool isZero() const { return !m_wide && m_unscaled == 0; }
    /// Returns the digits of the unscaled integer, at least 1.
    int digitCount() const;
    Decimal negated() const;
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
    std::shared_ptr<const WideInteger> m_wide;
};

} // namespace weir
