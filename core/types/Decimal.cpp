#include "core/types/Decimal.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace weir {

namespace {

constexpr int kShortDigits = 38;

/// Only for 0 … 38.
Int128 shortPower(int exponent)
{
    Int128 power = 1;
    for (int i = 0; i < exponent; ++i) {
        power *= 10;
    }
    return power;
}

std::optional<int> decimalExponent(std::string_view text)
{
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
        if (!text.empty() && text.front() == '-') {
            return std::nullopt;
        }
    }
    int exponent = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) {
        return std::nullopt;
    }
    return exponent;
}

/// Divides by 10 to the power of `digits` and rounds half up, away from zero.
WideInteger dividedAndRounded(const WideInteger &value, int digits)
{
    const WideInteger unit = WideInteger::powerOfTen(digits);
    WideInteger rest;
    const WideInteger quotient = value.dividedBy(unit, rest);
    const WideInteger twice = rest.magnitude() + rest.magnitude();
    if (twice < unit) {
        return quotient;
    }
    return quotient + WideInteger(Int128{value.isNegative() ? -1 : 1});
}

} // namespace

Decimal::Decimal(const WideInteger &unscaled, int scale)
    : m_scale(scale)
{
    // The least of all has no negative, so it is not short.
    const std::optional<Int128> narrow = unscaled.toInt128();
    if (narrow && *narrow != std::numeric_limits<Int128>::min()) {
        m_unscaled = *narrow;
    } else {
        m_wide = std::make_shared<const WideInteger>(unscaled);
    }
}

std::optional<Decimal> Decimal::parse(std::string_view text)
{
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const std::size_t mark = text.find_first_of("eE");
    int exponent = 0;
    if (mark != std::string_view::npos) {
        const std::optional<int> parsed = decimalExponent(text.substr(mark + 1));
        if (!parsed) {
            return std::nullopt;
        }
        exponent = *parsed;
        text = text.substr(0, mark);
    }
    Int128 unscaled = 0;
    int scale = 0;
    int digits = 0;
    bool point = false;
    bool wide = false;
    for (const char c : text) {
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || digits == kMostDecimalDigits) {
            return std::nullopt;
        }
        Int128 next = 0;
        wide = wide || __builtin_mul_overflow(unscaled, Int128{10}, &next) ||
               __builtin_add_overflow(next, Int128{c - '0'}, &next);
        unscaled = next;
        scale += point ? 1 : 0;
        ++digits;
    }
    if (digits == 0 || exponent < -kMostDecimalDigits || exponent > kMostDecimalDigits) {
        return std::nullopt;
    }
    Decimal result(negative ? -unscaled : unscaled, scale - exponent);
    if (wide) {
        std::string plain(text);
        plain.erase(std::remove(plain.begin(), plain.end(), '.'), plain.end());
        const WideInteger value = *WideInteger::parseDigits(plain);
        result = Decimal(negative ? value.negated() : value, scale - exponent);
    }
    return result.m_scale < 0 ? result.rescaled(0) : result;
}

int Decimal::digitCount() const
{
    if (m_wide) {
        return static_cast<int>(m_wide->digits().size());
    }
    int digits = 1;
    for (Int128 rest = m_unscaled / 10; rest != 0; rest /= 10) {
        ++digits;
    }
    return digits;
}

Decimal Decimal::negated() const
{
    return m_wide ? Decimal(wide().negated(), m_scale) : Decimal(-m_unscaled, m_scale);
}

std::string Decimal::toString() const
{
    std::string digits;
    const bool negative = m_wide ? m_wide->isNegative() : m_unscaled < 0;
    if (m_wide) {
        digits = m_wide->digits();
        std::reverse(digits.begin(), digits.end());
    }
    for (Int128 rest = m_unscaled; rest != 0; rest /= 10) {
        const int digit = static_cast<int>(rest % 10);
        digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
    }
    while (static_cast<int>(digits.size()) <= m_scale) {
        digits += '0';
    }
    std::reverse(digits.begin(), digits.end());
    if (m_scale > 0) {
        digits.insert(digits.size() - static_cast<std::size_t>(m_scale), 1, '.');
    }
    return negative ? "-" + digits : digits;
}

Decimal Decimal::rescaled(int scale) const
{
    const int more = scale - m_scale;
    if (more == 0 || isZero()) {
        return m_wide ? *this : Decimal(m_unscaled, scale);
    }
    if (more > 0) {
        Int128 unscaled = 0;
        if (!m_wide && more <= kShortDigits &&
            !__builtin_mul_overflow(m_unscaled, shortPower(more), &unscaled)) {
            return Decimal(unscaled, scale);
        }
        return Decimal(wide() * WideInteger::powerOfTen(more), scale);
    }
    if (m_wide) {
        return Decimal(dividedAndRounded(*m_wide, -more), scale);
    }
    if (-more > kShortDigits) {
        return Decimal(0, scale);
    }
    const Int128 power = shortPower(-more);
    const Int128 rest = m_unscaled % power;
    Int128 unscaled = m_unscaled / power;
    if ((rest < 0 ? -rest : rest) >= power - (rest < 0 ? -rest : rest)) {
        unscaled += rest < 0 ? -1 : 1;
    }
    return Decimal(unscaled, scale);
}

std::strong_ordering Decimal::compare(const Decimal &other) const
{
    if (!m_wide && !other.m_wide && m_scale == other.m_scale) {
        return m_unscaled <=> other.m_unscaled;
    }
    const int scale = std::max(m_scale, other.m_scale);
    const Decimal left = rescaled(scale);
    const Decimal right = other.rescaled(scale);
    return left.m_wide || right.m_wide ? left.wide() <=> right.wide()
                                       : left.m_unscaled <=> right.m_unscaled;
}

} // namespace weir
