#pragma once

#include "core/log/CheckpointStore.h"

namespace weir::log {

/// Tells whether a checkpoint may follow a chain: the next epoch, and a delta only behind
/// something.
Status checkFollows(const std::string &runId, std::uint64_t lastEpoch,
                    const Checkpoint &checkpoint);

/// Tells whether a snapshot's epoch is one that a chain from `first` to `last` has.
Status checkCompacts(const std::string &runId, std::uint64_t firstEpoch, std::uint64_t lastEpoch,
                     const Checkpoint &snapshot);

} // namespace weir::log
