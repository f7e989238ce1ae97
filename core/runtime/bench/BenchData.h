#pragma once

#include "core/types/Slab.h"

#include <cstdint>
#include <vector>

namespace weir::runtime {

/// Ratings and customers of BENCHMARKS.md in memory: 156 bytes a rating on average, event time
/// rising 1 ms every 10 records, user ids uniform over `users`, every fourth user no customer.
struct BenchData {
    std::vector<SlabPtr> ratings;
    std::vector<SlabPtr> customers;
    std::uint64_t records = 0;
    std::uint32_t users = 0;
};

/// Makes the data; the same arguments give the same bytes. Users 1 … `users`.
BenchData makeBenchData(std::uint64_t records, std::uint32_t users);

} // namespace weir::runtime
