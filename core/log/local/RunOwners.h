#pragma once

#include "core/log/CheckpointStore.h"
#include "core/log/local/RunLocks.h"
#include "core/log/local/SqliteDatabase.h"

namespace weir::log {

/// The runs of a file and who owns them: a row a run, whose number is its byte of the lock file.
/// Any thread.
class RunOwners {
public:
    /// `lockPath` names the file whose bytes stand for the runs.
    RunOwners(std::shared_ptr<SharedDatabase> database, std::string lockPath);

    /// Makes the tables if they are missing.
    static Status makeTables(SqliteDatabase &database);

    /// Takes a run; of the others, the rows of those go that keep nothing and that nobody owns.
    Result<std::unique_ptr<RunLease>> acquire(const std::string &runId, const std::string &program,
                                              const Deadline &deadline);
    /// Notes what others learn of a run, inside a transaction of `database`.
    static Status setAbout(SqliteDatabase &database, std::int64_t run, const std::string &about);
    Result<std::vector<RunInfo>> runs(const Deadline &deadline);

private:
    Result<std::int64_t> runNumber(const std::string &runId, const Deadline &deadline);
    Error ownedError(const std::string &runId);
    Result<std::optional<std::uint64_t>> take(std::int64_t number, const std::string &program,
                                              const Deadline &deadline);
    Status removeEnded(SqliteDatabase &database, std::int64_t except) const;

    std::shared_ptr<SharedDatabase> m_database;
    std::string m_lockPath;
};

} // namespace weir::log
