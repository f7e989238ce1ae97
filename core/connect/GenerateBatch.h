#pragma once

#include "core/connect/Generator.h"
#include "core/types/RecordBuffer.h"

#include <span>
#include <vector>

namespace weir::connect {

/// What a batch shall hold: records from index `first` on with event times up to `until`, at most
/// `most`.
struct BatchRequest {
    std::uint64_t first = 0;
    EpochMs until = 0;
    std::size_t most = 8192;
    /// Per partition the first index that is still missing there (after a run that was cut off);
    /// empty: nothing is skipped.
    std::span<const std::uint64_t> missingFrom = {};
};

/// Adds records of a generator to one buffer a partition: murmur2 of the key bytes mod the number
/// of buffers; without a key the index decides. Returns the index behind the last record looked
/// at. No allocation per record.
std::uint64_t generateBatch(const Generator &generator, const BatchRequest &request,
                            std::vector<RecordBuffer> &partitions);

} // namespace weir::connect
