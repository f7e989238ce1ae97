#include "core/types/WideInteger.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace weir {

namespace {

constexpr std::uint32_t kGroup = 1'000'000'000;
constexpr int kGroupDigits = 9;

std::vector<std::uint32_t> shiftedLeft(const std::vector<std::uint32_t> &limbs, int bits)
{
    std::vector<std::uint32_t> result(limbs.size() + 1);
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < limbs.size(); ++i) {
        carry |= std::uint64_t{limbs[i]} << bits;
        result[i] = static_cast<std::uint32_t>(carry);
        carry >>= 32;
    }
    result.back() = static_cast<std::uint32_t>(carry);
    return result;
}

/// `limbs[at …] -= factor * divisor`; true when that was too much and wrapped around.
bool subtractProduct(std::vector<std::uint32_t> &limbs, std::size_t at,
                     const std::vector<std::uint32_t> &divisor, std::uint64_t factor)
{
    std::uint64_t carry = 0;
    std::int64_t borrow = 0;
    for (std::size_t i = 0; i <= divisor.size(); ++i) {
        const std::uint64_t product = factor * (i < divisor.size() ? divisor[i] : 0) + carry;
        carry = product >> 32;
        const std::int64_t difference = static_cast<std::int64_t>(limbs[at + i]) -
                                        static_cast<std::int64_t>(product & 0xffffffffU) + borrow;
        limbs[at + i] = static_cast<std::uint32_t>(difference);
        borrow = difference >> 32;
    }
    return borrow != 0;
}

void addBack(std::vector<std::uint32_t> &limbs, std::size_t at,
             const std::vector<std::uint32_t> &divisor)
{
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i <= divisor.size(); ++i) {
        carry += std::uint64_t{limbs[at + i]} + (i < divisor.size() ? divisor[i] : 0);
        limbs[at + i] = static_cast<std::uint32_t>(carry);
        carry >>= 32;
    }
}

} // namespace

WideInteger::WideInteger(Limbs limbs, bool negative)
    : m_limbs(std::move(limbs))
{
    while (!m_limbs.empty() && m_limbs.back() == 0) {
        m_limbs.pop_back();
    }
    m_negative = negative && !m_limbs.empty();
}

WideInteger::WideInteger(Int128 value)
    : m_negative(value < 0)
{
    __extension__ using UInt128 = unsigned __int128;
    UInt128 rest = static_cast<UInt128>(value);
    rest = m_negative ? UInt128{0} - rest : rest;
    for (; rest != 0; rest >>= 32) {
        m_limbs.push_back(static_cast<std::uint32_t>(rest));
    }
}

std::optional<WideInteger> WideInteger::parseDigits(std::string_view digits)
{
    WideInteger result;
    for (std::size_t at = 0; at < digits.size(); at += kGroupDigits) {
        std::uint64_t carry = 0;
        std::uint64_t factor = 1;
        for (const char c : digits.substr(at, kGroupDigits)) {
            if (c < '0' || c > '9') {
                return std::nullopt;
            }
            carry = carry * 10 + static_cast<std::uint64_t>(c - '0');
            factor *= 10;
        }
        for (std::uint32_t &limb : result.m_limbs) {
            carry += limb * factor;
            limb = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        if (carry != 0) {
            result.m_limbs.push_back(static_cast<std::uint32_t>(carry));
        }
    }
    return digits.empty() ? std::nullopt : std::optional(std::move(result));
}

WideInteger WideInteger::fromBytes(const std::byte *bytes, std::size_t size)
{
    const bool negative = size > 0 && (bytes[size - 1] & std::byte{0x80}) != std::byte{0};
    Limbs limbs((size + 3) / 4);
    std::uint32_t carry = negative ? 1 : 0;
    for (std::size_t i = 0; i < size; ++i) {
        const auto byte = std::to_integer<std::uint32_t>(negative ? ~bytes[i] : bytes[i]) + carry;
        carry = byte >> 8;
        limbs[i / 4] |= (byte & 0xffU) << (i % 4 * 8);
    }
    return {std::move(limbs), negative};
}

WideInteger WideInteger::powerOfTen(int exponent)
{
    WideInteger result(Int128{1});
    const WideInteger group(Int128{kGroup});
    for (; exponent >= kGroupDigits; exponent -= kGroupDigits) {
        result = result * group;
    }
    Int128 last = 1;
    for (; exponent > 0; --exponent) {
        last *= 10;
    }
    return result * WideInteger(last);
}

std::optional<Int128> WideInteger::toInt128() const
{
    Int128 value = 0;
    return toBytes(reinterpret_cast<std::byte *>(&value), sizeof value) ? std::optional(value)
                                                                        : std::nullopt;
}

std::string WideInteger::digits() const
{
    std::string reversed;
    Limbs rest = m_limbs;
    while (!rest.empty()) {
        std::uint32_t group = divideSmall(rest, kGroup);
        for (int i = 0; i < kGroupDigits && (group != 0 || !rest.empty()); ++i) {
            reversed += static_cast<char>('0' + group % 10);
            group /= 10;
        }
    }
    return reversed.empty() ? "0" : std::string(reversed.rbegin(), reversed.rend());
}

bool WideInteger::toBytes(std::byte *bytes, std::size_t size) const
{
    std::uint32_t carry = m_negative ? 1 : 0;
    for (std::size_t i = 0; i < size; ++i) {
        std::uint32_t byte = i / 4 < m_limbs.size() ? m_limbs[i / 4] >> (i % 4 * 8) : 0;
        byte = ((m_negative ? ~byte : byte) & 0xffU) + carry;
        carry = byte >> 8;
        bytes[i] = static_cast<std::byte>(byte & 0xffU);
    }
    return fromBytes(bytes, size) == *this;
}

WideInteger WideInteger::negated() const
{
    return {m_limbs, !m_negative};
}

WideInteger WideInteger::magnitude() const
{
    return {m_limbs, false};
}

WideInteger WideInteger::operator+(const WideInteger &other) const
{
    if (m_negative == other.m_negative) {
        return {addLimbs(m_limbs, other.m_limbs), m_negative};
    }
    return compareLimbs(m_limbs, other.m_limbs) >= 0
               ? WideInteger(subtractLimbs(m_limbs, other.m_limbs), m_negative)
               : WideInteger(subtractLimbs(other.m_limbs, m_limbs), other.m_negative);
}

WideInteger WideInteger::operator*(const WideInteger &other) const
{
    Limbs product(m_limbs.size() + other.m_limbs.size());
    for (std::size_t i = 0; i < m_limbs.size(); ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < other.m_limbs.size(); ++j) {
            carry += std::uint64_t{m_limbs[i]} * other.m_limbs[j] + product[i + j];
            product[i + j] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        product[i + other.m_limbs.size()] = static_cast<std::uint32_t>(carry);
    }
    return {std::move(product), m_negative != other.m_negative};
}

WideInteger WideInteger::dividedBy(const WideInteger &divisor, WideInteger &rest) const
{
    const bool negative = m_negative;
    const bool quotientNegative = negative != divisor.m_negative;
    if (compareLimbs(m_limbs, divisor.m_limbs) < 0) {
        rest = *this;
        return {};
    }
    Limbs remains;
    Limbs quotient;
    if (divisor.m_limbs.size() == 1) {
        quotient = m_limbs;
        remains = {divideSmall(quotient, divisor.m_limbs[0])};
    } else {
        quotient = divideLong(m_limbs, divisor.m_limbs, remains);
    }
    rest = WideInteger(std::move(remains), negative);
    return {std::move(quotient), quotientNegative};
}

std::strong_ordering WideInteger::operator<=>(const WideInteger &other) const
{
    if (m_negative != other.m_negative) {
        return m_negative ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    return m_negative ? compareLimbs(other.m_limbs, m_limbs) : compareLimbs(m_limbs, other.m_limbs);
}

std::strong_ordering WideInteger::compareLimbs(const Limbs &a, const Limbs &b)
{
    if (a.size() != b.size()) {
        return a.size() <=> b.size();
    }
    return std::lexicographical_compare_three_way(a.rbegin(), a.rend(), b.rbegin(), b.rend());
}

WideInteger::Limbs WideInteger::addLimbs(const Limbs &a, const Limbs &b)
{
    Limbs sum(std::max(a.size(), b.size()) + 1);
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
        carry += (i < a.size() ? a[i] : 0U) + std::uint64_t{i < b.size() ? b[i] : 0U};
        sum[i] = static_cast<std::uint32_t>(carry);
        carry >>= 32;
    }
    return sum;
}

WideInteger::Limbs WideInteger::subtractLimbs(const Limbs &a, const Limbs &b)
{
    Limbs difference(a.size());
    std::int64_t borrow = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        borrow += std::int64_t{a[i]} - std::int64_t{i < b.size() ? b[i] : 0U};
        difference[i] = static_cast<std::uint32_t>(borrow);
        borrow >>= 32;
    }
    return difference;
}

std::uint32_t WideInteger::divideSmall(Limbs &limbs, std::uint32_t divisor)
{
    std::uint64_t rest = 0;
    for (std::size_t i = limbs.size(); i-- > 0;) {
        rest = rest << 32 | limbs[i];
        limbs[i] = static_cast<std::uint32_t>(rest / divisor);
        rest %= divisor;
    }
    while (!limbs.empty() && limbs.back() == 0) {
        limbs.pop_back();
    }
    return static_cast<std::uint32_t>(rest);
}

// Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D.
WideInteger::Limbs WideInteger::divideLong(const Limbs &a, const Limbs &b, Limbs &rest)
{
    const int shift = std::countl_zero(b.back());
    Limbs u = shiftedLeft(a, shift);
    Limbs v = shiftedLeft(b, shift);
    v.pop_back();
    const std::size_t n = v.size();
    Limbs quotient(a.size() - n + 1);
    for (std::size_t j = quotient.size(); j-- > 0;) {
        const std::uint64_t head = std::uint64_t{u[j + n]} << 32 | u[j + n - 1];
        std::uint64_t guess = head / v[n - 1];
        std::uint64_t remains = head % v[n - 1];
        while (guess >> 32 != 0 || guess * v[n - 2] > (remains << 32 | u[j + n - 2])) {
            --guess;
            remains += v[n - 1];
            if (remains >> 32 != 0) {
                break;
            }
        }
        if (subtractProduct(u, j, v, guess)) {
            --guess;
            addBack(u, j, v);
        }
        quotient[j] = static_cast<std::uint32_t>(guess);
    }
    rest.assign(n, 0);
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint64_t pair = std::uint64_t{u[i + 1]} << 32 | u[i];
        rest[i] = static_cast<std::uint32_t>(pair >> shift);
    }
    return quotient;
}

} // namespace weir
