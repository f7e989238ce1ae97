#pragma once

#include <cstdint>

namespace weir::connect {

/// The random numbers of one record: a sequence that depends on seed and index alone (splitmix64,
/// public domain algorithm by its description). The same on every machine.
class RecordRandom {
public:
    RecordRandom(std::uint64_t seed, std::uint64_t index)
        : m_state(mix(seed + 0x9e3779b97f4a7c15U) ^ mix(index * 0xd1342543de82ef95U + 1))
    {
    }

    std::uint64_t next() { return mix(m_state += 0x9e3779b97f4a7c15U); }
    /// Returns a number of 0 … count - 1, all equally likely but for 1 in 2^32.
    std::uint32_t below(std::uint32_t count)
    {
        return std::uint32_t(((next() >> 32U) * count) >> 32U);
    }
    /// Returns a number of first … last.
    std::int32_t between(std::int32_t first, std::int32_t last)
    {
        return first + std::int32_t(below(std::uint32_t(last - first) + 1));
    }
    /// Returns a number in [0, 1).
    double fraction() { return double(next() >> 11U) * 0x1.0p-53; }

private:
    static std::uint64_t mix(std::uint64_t value)
    {
        value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
        value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
        return value ^ (value >> 31U);
    }

    std::uint64_t m_state;
};

} // namespace weir::connect
