#include "core/types/Decimal.h"

#include <algorithm>
#include <charconv>

namespace weir {

namespace {

constexpr int kDecimalDigits = 38;

std::optional<Int128> decimalPower(int exponent)
{
    if (exponent < 0 || exponent > kDecimalDigits) {
        return std::nullopt;
    }
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

} // namespace

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
    for (const char c : text) {
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        Int128 next = 0;
        if (c < '0' || c > '9' || __builtin_mul_overflow(unscaled, Int128{10}, &next) ||
            __builtin_add_overflow(next, Int128{c - '0'}, &next)) {
            return std::nullopt;
        }
        unscaled = next;
        scale += point ? 1 : 0;
        ++digits;
    }
    if (digits == 0 || exponent < -10000 || exponent > 10000) {
        return std::nullopt;
    }
    scale -= exponent;
    if (scale < 0) {
        const std::optional<Int128> power = decimalPower(-scale);
        if (unscaled != 0 && (!power || __builtin_mul_overflow(unscaled, *power, &unscaled))) {
            return std::nullopt;
        }
        scale = 0;
    }
    return Decimal(negative ? -unscaled : unscaled, scale);
}

std::string Decimal::toString() const
{
    std::string digits;
    const bool negative = m_unscaled < 0;
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
    Int128 unscaled = m_unscaled;
    for (int i = m_scale; i < scale; ++i) {
        unscaled *= 10;
    }
    if (scale < m_scale) {
        const std::optional<Int128> power = decimalPower(m_scale - scale);
        if (!power) {
            return Decimal(0, scale);
        }
        const Int128 rest = unscaled % *power;
        unscaled /= *power;
        if ((rest < 0 ? -rest : rest) >= *power - (rest < 0 ? -rest : rest)) {
            unscaled += rest < 0 ? -1 : 1;
        }
    }
    return Decimal(unscaled, scale);
}

std::strong_ordering Decimal::compare(const Decimal &other) const
{
    if (m_scale == other.m_scale) {
        return m_unscaled <=> other.m_unscaled;
    }
    if (m_scale > other.m_scale) {
        const std::strong_ordering reversed = other.compare(*this);
        return reversed == 0
                   ? reversed
                   : (reversed < 0 ? std::strong_ordering::greater : std::strong_ordering::less);
    }
    // The integer parts decide; only equal ones need the fraction, which then cannot overflow.
    const std::optional<Int128> own = decimalPower(m_scale);
    const std::optional<Int128> theirs = decimalPower(other.m_scale);
    if (!own || !theirs) {
        return m_unscaled <=> other.m_unscaled;
    }
    const Int128 whole = m_unscaled / *own;
    const Int128 otherWhole = other.m_unscaled / *theirs;
    if (whole != otherWhole) {
        return whole <=> otherWhole;
    }
    const Int128 fraction = (m_unscaled % *own) * (*theirs / *own);
    return fraction <=> other.m_unscaled % *theirs;
}

} // namespace weir
