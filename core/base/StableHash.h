#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace weir {

/// Returns the 64-bit FNV-1a hash of the bytes: the same on every machine and in every version, for
/// signatures and ids that are kept. Not for hash tables.
constexpr std::uint64_t stableHash(std::string_view bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char byte : bytes) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    }
    return hash;
}

/// Returns stableHash as 16 lower-case hex digits.
std::string stableHashText(std::string_view bytes);

} // namespace weir
