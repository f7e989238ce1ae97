#include "core/log/local/RunOwners.h"

#include "core/log/LogErrors.h"

#include <unistd.h>

namespace weir::log {

namespace {

// Rows of ended runs that go when a run is taken.
constexpr std::int64_t kRemovedWithOneTaken = 256;

class StoredRunLease final : public RunLease {
public:
    StoredRunLease(std::string runId, std::uint64_t token, RunLock lock)
        : m_runId(std::move(runId))
        , m_token(token)
        , m_lock(std::move(lock))
    {
    }
    const std::string &runId() const override { return m_runId; }
    std::uint64_t token() const override { return m_token; }

private:
    std::string m_runId;
    std::uint64_t m_token;
    RunLock m_lock;
};

} // namespace

RunOwners::RunOwners(std::shared_ptr<SharedDatabase> database, std::string lockPath)
    : m_database(std::move(database))
    , m_lockPath(std::move(lockPath))
{
}

Status RunOwners::makeTables(SqliteDatabase &database)
{
    return database.execute(
        "CREATE TABLE IF NOT EXISTS runs(id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " name TEXT NOT NULL UNIQUE, token INTEGER NOT NULL, program TEXT NOT NULL,"
        " pid INTEGER NOT NULL);"
        "CREATE TABLE IF NOT EXISTS runs_about(run INTEGER PRIMARY KEY, about BLOB NOT NULL);");
}

Result<std::int64_t> RunOwners::runNumber(const std::string &runId, const Deadline &deadline)
{
    const std::lock_guard lock(m_database->mutex);
    SqliteDatabase &database = *m_database->connection;
    std::int64_t number = 0;
    const Status written = inWriteTransaction(database, deadline, [&]() -> Status {
        WEIR_ASSIGN(SqliteQuery add, database.query("INSERT OR IGNORE INTO runs(name, token, "
                                                    "program, pid) VALUES(?, 0, '', 0)"));
        WEIR_TRY(add.bind(runId).run());
        WEIR_ASSIGN(SqliteQuery find, database.query("SELECT id FROM runs WHERE name = ?"));
        WEIR_TRY(find.bind(runId).next());
        number = find.number(0);
        return {};
    });
    WEIR_TRY(written);
    return number;
}

Error RunOwners::ownedError(const std::string &runId)
{
    const std::lock_guard lock(m_database->mutex);
    auto find = m_database->connection->query("SELECT program, pid FROM runs WHERE name = ?");
    if (find && find->bind(runId).next().value_or(false)) {
        return runOwnedError(runId, find->text(0), find->number(1));
    }
    return runOwnedError(runId, "another program", 0);
}

Result<std::unique_ptr<RunLease>>
RunOwners::acquire(const std::string &runId, const std::string &program, const Deadline &deadline)
{
    while (true) {
        WEIR_ASSIGN(const std::int64_t number, runNumber(runId, deadline));
        WEIR_ASSIGN(std::optional<RunLock> runLock, RunLock::tryLock(m_lockPath, number));
        if (!runLock) {
            return fail(ownedError(runId));
        }
        WEIR_ASSIGN(const std::optional<std::uint64_t> token, take(number, program, deadline));
        if (token) {
            return std::make_unique<StoredRunLease>(runId, *token, std::move(*runLock));
        }
        // Somebody removed the row, as that of an ended run, before it was locked.
    }
}

/// Writes down who has locked a run, and returns the token; nothing if its row is gone.
Result<std::optional<std::uint64_t>>
RunOwners::take(std::int64_t number, const std::string &program, const Deadline &deadline)
{
    const std::lock_guard lock(m_database->mutex);
    SqliteDatabase &database = *m_database->connection;
    std::optional<std::uint64_t> token;
    const Status written = inWriteTransaction(database, deadline, [&]() -> Status {
        // Above the tokens of all runs, so that it grows also where a run's row was removed.
        WEIR_ASSIGN(SqliteQuery take,
                    database.query("UPDATE runs SET token = (SELECT max(token) FROM runs) + 1,"
                                   " program = ?, pid = ? WHERE id = ? RETURNING token"));
        take.bind(program).bind(std::int64_t(getpid())).bind(number);
        WEIR_ASSIGN(const bool found, take.next());
        if (!found) {
            return {};
        }
        token = std::uint64_t(take.number(0));
        WEIR_TRY(take.next());
        return removeEnded(database, number);
    });
    WEIR_TRY(written);
    return token;
}

/// Removes the rows of runs that keep nothing and that nobody owns, as those of sessions do.
Status RunOwners::removeEnded(SqliteDatabase &database, std::int64_t except) const
{
    std::vector<std::int64_t> idle;
    {
        WEIR_ASSIGN(SqliteQuery rows,
                    database.query("SELECT id FROM runs WHERE id <> ? AND NOT EXISTS"
                                   " (SELECT 1 FROM checkpoints WHERE run = runs.id) LIMIT ?"));
        rows.bind(except).bind(kRemovedWithOneTaken);
        WEIR_ASSIGN(bool more, rows.next());
        while (more) {
            idle.push_back(rows.number(0));
            WEIR_ASSIGN(more, rows.next());
        }
    }
    for (const std::int64_t run : idle) {
        // Who locks it after this finds no row when the transaction is done.
        if (!RunLock::isLocked(m_lockPath, run)) {
            WEIR_ASSIGN(SqliteQuery remove, database.query("DELETE FROM runs WHERE id = ?"));
            WEIR_TRY(remove.bind(run).run());
        }
    }
    return {};
}

Status RunOwners::setAbout(SqliteDatabase &database, std::int64_t run, const std::string &about)
{
    if (about.empty()) {
        WEIR_ASSIGN(SqliteQuery remove, database.query("DELETE FROM runs_about WHERE run = ?"));
        return remove.bind(run).run();
    }
    WEIR_ASSIGN(SqliteQuery put,
                database.query("INSERT OR REPLACE INTO runs_about(run, about) VALUES(?, ?)"));
    return put.bind(run).bindBlob(about).run();
}

Result<std::vector<RunInfo>> RunOwners::runs(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Listing runs"));
    const std::lock_guard lock(m_database->mutex);
    WEIR_ASSIGN(SqliteQuery rows,
                m_database->connection->query("SELECT id, name, program, pid, (SELECT max(epoch)"
                                              " FROM checkpoints WHERE run = id), about FROM runs"
                                              " LEFT JOIN runs_about ON run = id ORDER BY name"));
    std::vector<RunInfo> all;
    while (true) {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            return all;
        }
        RunInfo info{rows.text(1), std::uint64_t(rows.number(4)), rows.text(5)};
        const bool owned = RunLock::isLocked(m_lockPath, rows.number(0));
        if (owned) {
            info.program = rows.text(2);
            info.pid = rows.number(3);
        }
        if (owned || info.epoch > 0) {
            all.push_back(std::move(info));
        }
    }
}

} // namespace weir::log
