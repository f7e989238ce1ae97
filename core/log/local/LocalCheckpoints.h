#pragma once

#include "core/log/local/LocalStore.h"

namespace weir::log {

/// The checkpoints of a local cluster: outputs, their offsets and the checkpoint are one
/// transaction.
class LocalCheckpoints final : public CheckpointStore {
public:
    explicit LocalCheckpoints(std::shared_ptr<LocalStore> store);

    Result<std::unique_ptr<RunLease>> acquire(const std::string &runId, const std::string &program,
                                              const Deadline &deadline) override;
    Result<CheckpointChain> load(const std::string &runId, const Deadline &deadline) override;
    CommitResult commit(const RunLease &lease, std::span<const OutputBatch> outputs,
                        const Checkpoint &checkpoint, const Deadline &deadline) override;
    Status compact(const RunLease &lease, const Checkpoint &snapshot,
                   const Deadline &deadline) override;
    Status forget(const RunLease &lease, const Deadline &deadline) override;
    Result<std::vector<RunInfo>> runs(const Deadline &deadline) override;

private:
    std::shared_ptr<LocalStore> m_store;
    RunStore m_runs;
};

} // namespace weir::log
