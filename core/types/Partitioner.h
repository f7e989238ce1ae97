#pragma once

#include <cstdint>
#include <string_view>

namespace weir {

/// Returns murmur2 of the bytes as the Java Kafka client computes it (seed 0x9747b28c), signed as
/// there.
std::int32_t murmur2(std::string_view bytes);

/// Returns the partition Java's default partitioner gives a non-null key: (murmur2 & 0x7fffffff)
/// mod `partitions`. An empty key is a key. What becomes of a null key is the caller's rule
/// (ENGINE.md 4: the source row's partition mod n).
std::int32_t partitionOfKey(std::string_view key, std::int32_t partitions);

} // namespace weir
