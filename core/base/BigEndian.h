#pragma once

#include <cstddef>
#include <string>
#include <type_traits>

namespace weir {

/// Integers with the highest byte first: what Kafka's protocol, the KAFKA format and sortable keys
/// are made of. Nothing is checked: `sizeof(Integer)` bytes must be there.
template <class Integer> void putBigEndian(char *to, Integer value)
{
    auto bits = static_cast<std::make_unsigned_t<Integer>>(value);
    for (std::size_t i = sizeof(Integer); i-- > 0;) {
        to[i] = static_cast<char>(static_cast<unsigned char>(bits));
        if constexpr (sizeof(Integer) > 1) {
            bits = static_cast<std::make_unsigned_t<Integer>>(bits >> 8U);
        }
    }
}

template <class Integer> Integer getBigEndian(const char *from)
{
    std::make_unsigned_t<Integer> bits = 0;
    for (std::size_t i = 0; i < sizeof(Integer); ++i) {
        const auto byte = static_cast<unsigned char>(from[i]);
        if constexpr (sizeof(Integer) > 1) {
            bits = static_cast<std::make_unsigned_t<Integer>>(bits << 8U | byte);
        } else {
            bits = byte;
        }
    }
    return static_cast<Integer>(bits);
}

template <class Integer> std::string bigEndianBytes(Integer value)
{
    std::string bytes(sizeof(Integer), '\0');
    putBigEndian(bytes.data(), value);
    return bytes;
}

} // namespace weir
