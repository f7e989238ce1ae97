#include "core/log/local/LocalCheckpoints.h"

namespace weir::log {

namespace {

/// A batch was not taken: by itself, or because the file cannot be written.
CommitResult refusedCommit(Error reason, std::size_t batch)
{
    const bool byItself = reason.kind == ErrorKind::User;
    return {CommitResult::Outcome::Aborted,
            {},
            std::move(reason),
            byItself ? std::optional(batch) : std::nullopt};
}

} // namespace

LocalCheckpoints::LocalCheckpoints(std::shared_ptr<LocalStore> store)
    : m_store(std::move(store))
    , m_runs(m_store->database(), m_store->lockPath())
{
}

Result<std::unique_ptr<RunLease>> LocalCheckpoints::acquire(const std::string &runId,
                                                            const std::string &program,
                                                            const Deadline &deadline)
{
    return m_runs.acquire(runId, program, deadline);
}

Result<CheckpointChain> LocalCheckpoints::load(const std::string &runId, const Deadline &deadline)
{
    return m_runs.load(runId, deadline);
}

CommitResult LocalCheckpoints::commit(const RunLease &lease, std::span<const OutputBatch> outputs,
                                      const Checkpoint &checkpoint, const Deadline &deadline)
{
    // Encoding is the long part and needs no lock.
    std::vector<EncodedOutput> encoded;
    encoded.reserve(outputs.size());
    for (const OutputBatch &output : outputs) {
        encoded.push_back(m_store->encode(output));
        if (!encoded.back().baseOffset) {
            return refusedCommit(encoded.back().baseOffset.error(), encoded.size() - 1);
        }
    }
    std::size_t at = encoded.size();
    const auto storeAll = [&](SqliteDatabase &database) -> Status {
        for (at = 0; at < encoded.size(); ++at) {
            WEIR_ASSIGN(encoded[at].baseOffset, LocalStore::store(database, encoded[at]));
        }
        return {};
    };
    CommitResult result = m_runs.commit(lease, checkpoint, deadline, storeAll);
    if (result.outcome == CommitResult::Outcome::Aborted && at < encoded.size()) {
        return refusedCommit(*result.reason, at);
    }
    if (result.outcome == CommitResult::Outcome::Committed) {
        for (const EncodedOutput &output : encoded) {
            result.baseOffsets.push_back(*output.baseOffset);
        }
        if (!encoded.empty()) {
            m_store->wakeFile().wake();
        }
    }
    return result;
}

Status LocalCheckpoints::compact(const RunLease &lease, const Checkpoint &snapshot,
                                 const Deadline &deadline)
{
    return m_runs.compact(lease, snapshot, deadline);
}

Status LocalCheckpoints::forget(const RunLease &lease, const Deadline &deadline)
{
    return m_runs.forget(lease, deadline);
}

Result<std::vector<RunInfo>> LocalCheckpoints::runs(const Deadline &deadline)
{
    return m_runs.runs(deadline);
}

} // namespace weir::log
