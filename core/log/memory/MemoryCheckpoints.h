#pragma once

#include "core/log/memory/MemoryLog.h"

namespace weir::log {

/// The checkpoints of a memory cluster; they live as long as the cluster.
class MemoryCheckpoints final : public CheckpointStore {
public:
    explicit MemoryCheckpoints(std::shared_ptr<MemoryLog> log)
        : m_log(std::move(log))
    {
    }

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
    std::shared_ptr<MemoryLog> m_log;
};

} // namespace weir::log
