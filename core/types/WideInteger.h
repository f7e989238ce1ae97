#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir {

__extension__ using Int128 = __int128;

/// A whole number of any size, for DECIMALs beyond 38 digits. A value; copies allocate.
class WideInteger {
public:
    WideInteger() = default;
    explicit WideInteger(Int128 value);

    /// Reads decimal digits (nothing else); nothing when there is none.
    static std::optional<WideInteger> parseDigits(std::string_view digits);
    /// Reads a two's complement number of `size` bytes, least significant first.
    static WideInteger fromBytes(const std::byte *bytes, std::size_t size);
    /// Returns 10 to the power of `exponent`, which is not negative.
    static WideInteger powerOfTen(int exponent);

    bool isNegative() const { return m_negative; }
    bool isZero() const { return m_limbs.empty(); }
    /// Returns the value where it fits.
    std::optional<Int128> toInt128() const;
    /// Returns the decimal digits without a sign, `0` for zero.
    std::string digits() const;
    /// Writes the form that fromBytes reads; false when it needs more bytes.
    bool toBytes(std::byte *bytes, std::size_t size) const;

    WideInteger negated() const;
    WideInteger magnitude() const;
    WideInteger operator+(const WideInteger &other) const;
    WideInteger operator-(const WideInteger &other) const { return *this + other.negated(); }
    WideInteger operator*(const WideInteger &other) const;
    /// Divides as Java does: the quotient is cut towards zero, the rest has the sign of this.
    /// `divisor` is not zero.
    WideInteger dividedBy(const WideInteger &divisor, WideInteger &rest) const;

    std::strong_ordering operator<=>(const WideInteger &other) const;
    bool operator==(const WideInteger &other) const = default;

private:
    using Limbs = std::vector<std::uint32_t>;

    WideInteger(Limbs limbs, bool negative);
    static std::strong_ordering compareLimbs(const Limbs &a, const Limbs &b);
    static Limbs addLimbs(const Limbs &a, const Limbs &b);
    /// `a` is not less than `b`.
    static Limbs subtractLimbs(const Limbs &a, const Limbs &b);
    /// Divides `limbs` by one limb in place and returns the rest.
    static std::uint32_t divideSmall(Limbs &limbs, std::uint32_t divisor);
    /// Divides by two limbs or more; `rest` is what remains.
    static Limbs divideLong(const Limbs &a, const Limbs &b, Limbs &rest);

    Limbs m_limbs; ///< of the magnitude, least significant first, without leading zeros
    bool m_negative = false;
};

} // namespace weir
