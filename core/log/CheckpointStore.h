#pragma once

#include "core/log/Writer.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace weir::log {

/// The right to run one run id on a cluster, held by at most one process at a time: an OS lock plus
/// a token that every commit checks. Given up on destruction; freed by the OS when the process
/// dies.
class RunLease {
public:
    virtual ~RunLease() = default;
    virtual const std::string &runId() const = 0;
    /// Grows with every acquire() of this run id.
    virtual std::uint64_t token() const = 0;
};

/// What one commit keeps of the run's state. A snapshot stands for itself; a delta goes on from the
/// epoch before. Epochs of a run rise by one per commit, from 1. The bytes are the caller's.
struct Checkpoint {
    enum class Kind { Snapshot, Delta };
    std::uint64_t epoch = 0;
    Kind kind = Kind::Snapshot;
    std::string bytes;
    /// What others learn of the run without its state (RunInfo); empty: as the commits before had
    /// it. commit() keeps it, compact() leaves it, load() does not return it.
    std::string about = {};
};

/// All that is needed to go on: a snapshot and the deltas behind it, oldest first; empty for a
/// fresh run.
struct CheckpointChain {
    std::vector<Checkpoint> parts;

    /// Returns the epoch of the last commit, 0 for a fresh run.
    std::uint64_t epoch() const { return parts.empty() ? 0 : parts.back().epoch; }
};

/// How a commit ended. Anything but Committed: drop what is in memory, load() and go on from there.
struct CommitResult {
    enum class Outcome {
        Committed, ///< outputs and checkpoint are in the log; `baseOffsets` are known
        Aborted,   ///< nothing was written
        Unknown,   ///< the deadline passed in between; load() tells
    };
    Outcome outcome = Outcome::Aborted;
    /// The offset of the first record of each output batch, in the order given.
    std::vector<std::int64_t> baseOffsets = {};
    /// Why it is not Committed. `log.run-lost` (fatal): another process owns the run now;
    /// `log.epoch-mismatch`: the checkpoint does not follow the last one. Where it is not retriable
    /// the same commit is refused for ever.
    std::optional<Error> reason = std::nullopt;
    /// Which output batch was refused, where `reason` is about one.
    std::optional<std::size_t> refused = std::nullopt;
};

/// What is known of a run without owning it.
struct RunInfo {
    std::string runId;
    std::uint64_t epoch = 0;
    /// What its commits said of it; empty where they were made before they said anything.
    std::string about = {};
    /// Who runs it now; empty when nobody does.
    std::string program = {};
    std::int64_t pid = 0;
};

/// Keeps the runs' checkpoints beside the log (ENGINE.md 8). memory and local: outputs and
/// checkpoint in one atomic commit, exactly once. kafka: outputs are acknowledged first, then the
/// checkpoint is kept in the user's data folder: state exact, outputs at least once.
class CheckpointStore {
public:
    virtual ~CheckpointStore() = default;

    /// Takes a run for this process. `program` is what others are told ("weir run").
    /// `log.run-owned` names the program and pid that has it. Any thread.
    virtual Result<std::unique_ptr<RunLease>>
    acquire(const std::string &runId, const std::string &program, const Deadline &deadline) = 0;
    /// Returns the last committed checkpoint of a run. Any thread.
    virtual Result<CheckpointChain> load(const std::string &runId, const Deadline &deadline) = 0;
    /// Commits outputs and checkpoint. Output batches get their offsets inside the commit, in the
    /// order given; no lock is held between commits. The checkpoint's epoch must be the last one
    /// plus 1. The run's worker only.
    virtual CommitResult commit(const RunLease &lease, std::span<const OutputBatch> outputs,
                                const Checkpoint &checkpoint, const Deadline &deadline) = 0;
    /// Replaces all parts up to `snapshot.epoch` by that snapshot; later deltas stay. The epoch
    /// must be one of the chain. Any thread, beside commits.
    virtual Status compact(const RunLease &lease, const Checkpoint &snapshot,
                           const Deadline &deadline) = 0;
    /// Forgets a run's checkpoints (`--reset`); its topics stay.
    virtual Status forget(const RunLease &lease, const Deadline &deadline) = 0;
    /// Returns all runs that have a checkpoint or an owner, by id. Any thread.
    virtual Result<std::vector<RunInfo>> runs(const Deadline &deadline) = 0;
};

} // namespace weir::log
