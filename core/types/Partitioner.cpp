#include "core/types/Partitioner.h"

#include <cstddef>

namespace weir {

namespace {

constexpr std::uint32_t kMurmurMultiplier = 0x5bd1e995;
constexpr std::uint32_t kMurmurSeed = 0x9747b28c;

std::uint32_t littleEndianWord(const unsigned char *bytes)
{
    return std::uint32_t(bytes[0]) | std::uint32_t(bytes[1]) << 8U |
           std::uint32_t(bytes[2]) << 16U | std::uint32_t(bytes[3]) << 24U;
}

} // namespace

std::int32_t murmur2(std::string_view bytes)
{
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    std::size_t left = bytes.size();
    std::uint32_t hash = kMurmurSeed ^ std::uint32_t(left);
    for (; left >= 4; data += 4, left -= 4) {
        std::uint32_t word = littleEndianWord(data) * kMurmurMultiplier;
        word ^= word >> 24U;
        hash = (hash * kMurmurMultiplier) ^ (word * kMurmurMultiplier);
    }
    if (left >= 3) {
        hash ^= std::uint32_t(data[2]) << 16U;
    }
    if (left >= 2) {
        hash ^= std::uint32_t(data[1]) << 8U;
    }
    if (left >= 1) {
        hash = (hash ^ data[0]) * kMurmurMultiplier;
    }
    hash ^= hash >> 13U;
    hash *= kMurmurMultiplier;
    hash ^= hash >> 15U;
    return std::int32_t(hash);
}

std::int32_t partitionOfKey(std::string_view key, std::int32_t partitions)
{
    return (murmur2(key) & 0x7fffffff) % partitions;
}

} // namespace weir
