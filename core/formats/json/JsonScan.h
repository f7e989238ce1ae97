#pragma once

#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace weir::formats {

/// Scans plain JSON straight from the bytes. Every function takes a place in a payload and returns
/// the place behind what it read, or null where it is not sure: then a full parser must decide.
/// What they accept is always well-formed JSON, but for UTF-8. May read up to 64 bytes past `end`.
namespace scan {

inline const char *skipBlanks(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r')) {
        ++at;
    }
    return at;
}

/// Reads a text without escapes, `at` behind its opening quote; returns the closing quote.
/// `nonAscii` is set when it holds bytes beyond ASCII.
inline const char *textEnd(const char *at, const char *end, bool &nonAscii)
{
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i control = _mm_set1_epi8(0x1F);
    for (; at < end; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        const __m128i special = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
            _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
        const auto found = static_cast<unsigned>(_mm_movemask_epi8(special));
        const auto high = static_cast<unsigned>(_mm_movemask_epi8(bytes));
        if (found != 0) {
            nonAscii |= (high & (found ^ (found - 1))) != 0;
            at += __builtin_ctz(found);
            return at < end && *at == '"' ? at : nullptr;
        }
        nonAscii |= high != 0;
    }
    return nullptr;
#else
    for (; at < end && *at != '"'; ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte < 0x20 || byte == '\\') {
            return nullptr;
        }
        nonAscii |= byte >= 0x80;
    }
    return at < end ? at : nullptr;
#endif
}

/// Reads a whole number of at most 18 digits; returns null when it has a fraction or exponent.
inline const char *wholeNumber(const char *at, std::int64_t &number)
{
    constexpr int kSafeDigits = 18;
    const bool negative = *at == '-';
    const char *const first = at + (negative ? 1 : 0);
    std::uint64_t value = 0;
    for (at = first; at <= first + kSafeDigits; ++at) {
        const unsigned digit = static_cast<unsigned char>(*at) - unsigned('0');
        if (digit > 9) {
            break;
        }
        value = value * 10 + digit;
    }
    const auto digits = at - first;
    if (digits == 0 || digits > kSafeDigits || (*first == '0' && digits > 1) || *at == '.' ||
        *at == 'e' || *at == 'E') {
        return nullptr;
    }
    number = negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
    return at;
}

/// Reads any number.
const char *anyNumber(const char *at, const char *end);

/// Reads `true`, `false` or `null`.
const char *literal(const char *at, const char *end);

/// Reads any value, to a moderate depth, without looking at what it is.
const char *anyValue(const char *at, const char *end, bool &nonAscii);

} // namespace scan

} // namespace weir::formats
