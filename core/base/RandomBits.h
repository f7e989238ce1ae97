#pragma once

#include <cstdint>
#include <random>

namespace weir {

/// Mixes a word into a state (splitmix64): the same everywhere, and different for different words.
inline std::uint64_t mixBits(std::uint64_t state, std::uint64_t word)
{
    std::uint64_t z = (state ^ word) + 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// Returns a number that nobody can foretell.
inline std::uint64_t randomSeed()
{
    std::random_device random;
    return std::uint64_t(random()) << 32U | random();
}

} // namespace weir
