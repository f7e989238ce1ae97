#include "core/log/CheckpointChainRules.h"

#include "core/log/LogErrors.h"

namespace weir::log {

Status checkFollows(const std::string &runId, std::uint64_t lastEpoch, const Checkpoint &checkpoint)
{
    const bool orphan = checkpoint.kind == Checkpoint::Kind::Delta && lastEpoch == 0;
    if (checkpoint.epoch != lastEpoch + 1 || orphan) {
        return fail(epochMismatchError(runId, lastEpoch, checkpoint.epoch));
    }
    return {};
}

Status checkCompacts(const std::string &runId, std::uint64_t firstEpoch, std::uint64_t lastEpoch,
                     const Checkpoint &snapshot)
{
    if (snapshot.kind != Checkpoint::Kind::Snapshot || firstEpoch == 0 ||
        snapshot.epoch < firstEpoch || snapshot.epoch > lastEpoch) {
        return fail(epochMismatchError(runId, lastEpoch, snapshot.epoch));
    }
    return {};
}

} // namespace weir::log
