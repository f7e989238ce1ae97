#include "core/log/memory/MemoryCheckpoints.h"

#include "core/log/CheckpointChainRules.h"
#include "core/log/LogErrors.h"

#include <unistd.h>

namespace weir::log {

namespace {

using MemoryRuns = std::map<std::string, MemoryRun>;

Status checkMemoryLease(MemoryRuns &runs, const RunLease &lease)
{
    const MemoryRun &run = runs[lease.runId()];
    if (!run.owned || run.token != lease.token()) {
        return fail(runLostError(lease.runId()));
    }
    return {};
}

class MemoryRunLease final : public RunLease {
public:
    MemoryRunLease(std::shared_ptr<MemoryLog> log, std::string runId, std::uint64_t token)
        : m_log(std::move(log))
        , m_runId(std::move(runId))
        , m_token(token)
    {
    }
    ~MemoryRunLease() override
    {
        m_log->withRuns([this](MemoryRuns &runs) {
            if (checkMemoryLease(runs, *this)) {
                runs[m_runId].owned = false;
            }
        });
    }
    const std::string &runId() const override { return m_runId; }
    std::uint64_t token() const override { return m_token; }

private:
    std::shared_ptr<MemoryLog> m_log;
    std::string m_runId;
    std::uint64_t m_token;
};

} // namespace

Result<std::unique_ptr<RunLease>> MemoryCheckpoints::acquire(const std::string &runId,
                                                             const std::string &program,
                                                             const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Acquiring a run"));
    WEIR_ASSIGN(const std::uint64_t token,
                m_log->withRuns([&](MemoryRuns &runs) -> Result<std::uint64_t> {
                    MemoryRun &run = runs[runId];
                    if (run.owned) {
                        return fail(runOwnedError(runId, run.program, getpid()));
                    }
                    run.owned = true;
                    run.program = program;
                    return ++run.token;
                }));
    return std::make_unique<MemoryRunLease>(m_log, runId, token);
}

Result<CheckpointChain> MemoryCheckpoints::load(const std::string &runId, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Loading a checkpoint"));
    return m_log->withRuns([&](const MemoryRuns &runs) {
        const auto found = runs.find(runId);
        return found == runs.end() ? CheckpointChain() : found->second.chain;
    });
}

CommitResult MemoryCheckpoints::commit(const RunLease &lease, std::span<const OutputBatch> outputs,
                                       const Checkpoint &checkpoint, const Deadline &deadline)
{
    const auto keep = [&]() -> Status {
        WEIR_TRY(checkCancelled(deadline, "Committing a checkpoint"));
        WEIR_TRY(checkMemoryLease(m_log->runsLocked(), lease));
        MemoryRun &run = m_log->runsLocked()[lease.runId()];
        CheckpointChain &chain = run.chain;
        WEIR_TRY(checkFollows(lease.runId(), chain.epoch(), checkpoint));
        if (checkpoint.kind == Checkpoint::Kind::Snapshot) {
            chain.parts.clear();
        }
        chain.parts.push_back({checkpoint.epoch, checkpoint.kind, checkpoint.bytes});
        if (!checkpoint.about.empty()) {
            run.about = checkpoint.about;
        }
        return {};
    };
    std::optional<std::size_t> refused;
    Result<std::vector<std::int64_t>> offsets = m_log->appendAll(outputs, keep, refused);
    if (!offsets) {
        return {CommitResult::Outcome::Aborted, {}, offsets.error(), refused};
    }
    return {CommitResult::Outcome::Committed, std::move(*offsets)};
}

Status MemoryCheckpoints::compact(const RunLease &lease, const Checkpoint &snapshot,
                                  const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Compacting checkpoints"));
    return m_log->withRuns([&](MemoryRuns &runs) -> Status {
        WEIR_TRY(checkMemoryLease(runs, lease));
        std::vector<Checkpoint> &parts = runs[lease.runId()].chain.parts;
        WEIR_TRY(checkCompacts(lease.runId(), parts.empty() ? 0 : parts.front().epoch,
                               parts.empty() ? 0 : parts.back().epoch, snapshot));
        std::erase_if(parts, [&](const Checkpoint &part) { return part.epoch <= snapshot.epoch; });
        parts.insert(parts.begin(), snapshot);
        return {};
    });
}

Status MemoryCheckpoints::forget(const RunLease &lease, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Forgetting a run"));
    return m_log->withRuns([&](MemoryRuns &runs) -> Status {
        WEIR_TRY(checkMemoryLease(runs, lease));
        runs[lease.runId()].chain.parts.clear();
        runs[lease.runId()].about.clear();
        return {};
    });
}

Result<std::vector<RunInfo>> MemoryCheckpoints::runs(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Listing runs"));
    return m_log->withRuns([](const MemoryRuns &runs) {
        std::vector<RunInfo> all;
        for (const auto &[id, run] : runs) {
            if (run.owned) {
                all.push_back({id, run.chain.epoch(), run.about, run.program, getpid()});
            } else if (!run.chain.parts.empty()) {
                all.push_back({id, run.chain.epoch(), run.about});
            }
        }
        return all;
    });
}

} // namespace weir::log
