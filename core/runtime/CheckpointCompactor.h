#pragma once

#include "core/base/Result.h"
#include "core/exec/PhysicalQuery.h"
#include "core/log/Cluster.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace weir::runtime {

/// A query whose states can be read and written: of others a compaction keeps all parts.
struct CompactableQuery {
    std::string stateSignature;
    std::shared_ptr<const exec::PhysicalQuery> physical;
};
using CompactableQueries = std::map<std::string, CompactableQuery>;

/// What a compaction came to.
struct Compacted {
    std::uint64_t epoch = 0;  ///< up to which the chain is one snapshot now
    std::size_t merged = 0;   ///< bytes of the parts it replaced
    std::size_t snapshot = 0; ///< bytes of the snapshot
};

/// Makes one snapshot of a chain, of the epoch of its last part. `runtime.corrupt-checkpoint`,
/// `exec.cancelled`, `state.corrupt`.
Result<log::Checkpoint> compactChain(log::CheckpointChain chain, const CompactableQueries &queries,
                                     const std::stop_token &stop);

/// Compacts the checkpoints of a run on a thread of its own, beside the worker's commits: it reads
/// what was committed and never the live state (ENGINE.md 8). A kill, or an error, at any moment
/// leaves the chain as it was. The run's worker only.
class CheckpointCompactor {
public:
    /// The lease outlives it.
    CheckpointCompactor(log::ClusterPtr cluster, const log::RunLease &lease);
    /// Breaks off what is under way.
    ~CheckpointCompactor();
    CheckpointCompactor(const CheckpointCompactor &) = delete;
    CheckpointCompactor &operator=(const CheckpointCompactor &) = delete;

    bool running() const { return m_running; }
    /// Begins; only if none is running.
    void start(CompactableQueries queries);
    /// Returns how the last one ended, once.
    std::optional<Result<Compacted>> take();
    /// Waits until the one that is running, if any, has ended.
    void wait();

private:
    Result<Compacted> compact(const CompactableQueries &queries, const std::stop_token &stop) const;

    log::ClusterPtr m_cluster;
    const log::RunLease &m_lease;
    bool m_running = false;
    std::mutex m_mutex;
    std::optional<Result<Compacted>> m_result; ///< guarded by m_mutex
    std::jthread m_thread;
};

} // namespace weir::runtime
