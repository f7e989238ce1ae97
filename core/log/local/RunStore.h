#pragma once

#include "core/log/local/RunOwners.h"

#include <functional>

namespace weir::log {

/// Runs, their owners and their checkpoint chains in a SQLite file: part of the local cluster's
/// file, and the whole of the file that keeps a Kafka cluster's runs.
class RunStore {
public:
    /// `lockPath` names the file whose bytes stand for the runs.
    RunStore(std::shared_ptr<SharedDatabase> database, std::string lockPath);

    /// Makes the tables if they are missing.
    static Status makeTables(SqliteDatabase &database);

    Result<std::unique_ptr<RunLease>> acquire(const std::string &runId, const std::string &program,
                                              const Deadline &deadline)
    {
        return m_owners.acquire(runId, program, deadline);
    }
    /// Reads a chain beside everybody else: nobody waits for it.
    Result<CheckpointChain> load(const std::string &runId, const Deadline &deadline);
    /// Checks the lease, runs `also` and keeps the checkpoint, all in one transaction.
    CommitResult commit(const RunLease &lease, const Checkpoint &checkpoint,
                        const Deadline &deadline,
                        const std::function<Status(SqliteDatabase &)> &also);
    /// Tells, without writing, whether commit() would refuse the checkpoint now.
    Status precheck(const RunLease &lease, const Checkpoint &checkpoint, const Deadline &deadline);
    /// Writes the snapshot in short transactions and makes it count in the last of them, so that a
    /// commit never waits for its size.
    Status compact(const RunLease &lease, const Checkpoint &snapshot, const Deadline &deadline);
    Status forget(const RunLease &lease, const Deadline &deadline);
    Result<std::vector<RunInfo>> runs(const Deadline &deadline) { return m_owners.runs(deadline); }

private:
    struct RunRow {
        std::int64_t id = 0;
        std::uint64_t firstEpoch = 0;
        std::uint64_t lastEpoch = 0;
    };
    /// Where the snapshot of the last compaction lies; nothing before it counts any more.
    struct Compaction {
        std::uint64_t epoch = 0;     ///< 0: there was none
        std::int64_t firstChunk = 0; ///< number of its first chunk
    };
    Result<std::unique_ptr<SqliteDatabase>> openAnother() const;
    static Result<RunRow> checkLease(SqliteDatabase &database, const RunLease &lease);
    static Status insertPart(SqliteDatabase &database, std::int64_t run, const Checkpoint &part);
    static Status insertChunk(SqliteDatabase &database, std::int64_t run, const Checkpoint &part,
                              std::int64_t chunk, std::string_view bytes);
    static Status deleteParts(SqliteDatabase &database, std::int64_t run);
    static Result<Compaction> compactionOf(SqliteDatabase &database, std::int64_t run);
    static Status removeUnused(SqliteDatabase &database, std::int64_t run,
                               const Deadline &deadline);
    static Status stage(SqliteDatabase &database, const RunLease &lease, const Checkpoint &snapshot,
                        std::int64_t firstChunk, const Deadline &deadline);

    std::shared_ptr<SharedDatabase> m_database;
    RunOwners m_owners;
};

} // namespace weir::log
