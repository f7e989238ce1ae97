#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace weir::log {

// Zigzag varints as Kafka's record format and Protocol Buffers write them.

inline std::uint64_t zigzag(std::int64_t value)
{
    return (std::uint64_t(value) << 1U) ^ std::uint64_t(value >> 63);
}

/// Returns the bytes a value takes.
inline std::size_t varintSize(std::int64_t value)
{
    return std::size_t(std::bit_width(zigzag(value) | 1U) + 6) / 7;
}

/// Writes a value and returns the place behind it.
inline char *writeVarint(char *to, std::int64_t value)
{
    std::uint64_t bits = zigzag(value);
    while (bits >= 0x80) {
        *to++ = static_cast<char>(bits | 0x80U);
        bits >>= 7U;
    }
    *to++ = static_cast<char>(bits);
    return to;
}

/// Reads a value and moves `from` behind it; returns false at `end` or when it has no end.
inline bool readVarint(const char *&from, const char *end, std::int64_t &value)
{
    std::uint64_t bits = 0;
    for (unsigned shift = 0; shift < 64 && from < end; shift += 7) {
        const auto byte = static_cast<unsigned char>(*from++);
        bits |= std::uint64_t(byte & 0x7FU) << shift;
        if (byte < 0x80) {
            value = std::int64_t(bits >> 1U) ^ -std::int64_t(bits & 1U);
            return true;
        }
    }
    return false;
}

} // namespace weir::log
