#include "core/log/local/RunStore.h"

#include "core/log/CheckpointChainRules.h"
#include "core/log/LogErrors.h"

#include <chrono>
#include <thread>

namespace weir::log {

namespace {

// One transaction of a compaction: a commit that comes meanwhile waits this long at most.
constexpr std::size_t kChunkBytes = 1U << 20U;

// Chunks of snapshots that compactions wrote have numbers from here on, in two ranges by turns, so
// that one can be written while the other still counts.
constexpr std::int64_t kFirstRange = std::int64_t{1} << 40U;
constexpr std::int64_t kSecondRange = std::int64_t{1} << 41U;

// Between two transactions of a compaction, longer than a writer that waits looks away: back to
// back they would keep a commit out for as long as they go on.
constexpr std::chrono::milliseconds kRoomForOthers(3);

// Rows that are removed in one transaction; deltas are small.
constexpr std::int64_t kRemovedAtOnce = 8;

} // namespace

RunStore::RunStore(std::shared_ptr<SharedDatabase> database, std::string lockPath)
    : m_database(std::move(database))
    , m_owners(m_database, std::move(lockPath))
{
}

Status RunStore::makeTables(SqliteDatabase &database)
{
    WEIR_TRY(RunOwners::makeTables(database));
    return database.execute(
        "CREATE TABLE IF NOT EXISTS checkpoints(run INTEGER NOT NULL, epoch INTEGER NOT NULL,"
        " chunk INTEGER NOT NULL, kind INTEGER NOT NULL, bytes BLOB NOT NULL);"
        "CREATE TABLE IF NOT EXISTS compactions(run INTEGER PRIMARY KEY, epoch INTEGER NOT NULL,"
        " chunk INTEGER NOT NULL);"
        "CREATE UNIQUE INDEX IF NOT EXISTS checkpoints_by_epoch ON checkpoints(run, epoch, "
        "chunk);");
}

Result<CheckpointChain> RunStore::load(const std::string &runId, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Loading a checkpoint"));
    WEIR_ASSIGN(const auto database, openAnother());
    // What counts: the snapshot of the last compaction and all that came after its epoch.
    WEIR_ASSIGN(SqliteQuery rows,
                database->query(
                    "SELECT p.epoch, p.chunk - coalesce(c.chunk * (p.epoch = c.epoch), 0), p.kind,"
                    " p.bytes FROM checkpoints p LEFT JOIN compactions c ON c.run = p.run"
                    " WHERE p.run = (SELECT id FROM runs WHERE name = ?)"
                    " AND CASE WHEN p.epoch = c.epoch THEN p.chunk BETWEEN c.chunk AND"
                    " 2 * c.chunk - 1 ELSE p.epoch > coalesce(c.epoch, 0) AND p.chunk < ? END"
                    " ORDER BY p.epoch, p.chunk"));
    rows.bind(runId).bind(kFirstRange);
    CheckpointChain chain;
    while (true) {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            return chain;
        }
        WEIR_TRY(checkCancelled(deadline, "Loading a checkpoint"));
        if (rows.number(1) == 0) {
            chain.parts.push_back(
                {std::uint64_t(rows.number(0)),
                 rows.number(2) == 0 ? Checkpoint::Kind::Snapshot : Checkpoint::Kind::Delta,
                 {}});
        }
        chain.parts.back().bytes.append(rows.blob(3));
    }
}

Result<std::unique_ptr<SqliteDatabase>> RunStore::openAnother() const
{
    const std::lock_guard lock(m_database->mutex);
    return m_database->connection->openAnother();
}

Result<RunStore::RunRow> RunStore::checkLease(SqliteDatabase &database, const RunLease &lease)
{
    WEIR_ASSIGN(
        SqliteQuery find,
        database.query("SELECT id, token,"
                       " max((SELECT coalesce(min(epoch), 0) FROM checkpoints WHERE run = id),"
                       " coalesce((SELECT epoch FROM compactions WHERE run = id), 0)),"
                       " (SELECT max(epoch) FROM checkpoints WHERE run = id)"
                       " FROM runs WHERE name = ?"));
    WEIR_ASSIGN(const bool found, find.bind(lease.runId()).next());
    if (!found || std::uint64_t(find.number(1)) != lease.token()) {
        return fail(runLostError(lease.runId()));
    }
    return RunRow{find.number(0), std::uint64_t(find.number(2)), std::uint64_t(find.number(3))};
}

Status RunStore::insertPart(SqliteDatabase &database, std::int64_t run, const Checkpoint &part)
{
    std::size_t at = 0;
    std::int64_t chunk = 0;
    do {
        const std::string_view bytes = std::string_view(part.bytes).substr(at, kChunkBytes);
        WEIR_TRY(insertChunk(database, run, part, chunk++, bytes));
        at += bytes.size();
    } while (at < part.bytes.size());
    return {};
}

Status RunStore::insertChunk(SqliteDatabase &database, std::int64_t run, const Checkpoint &part,
                             std::int64_t chunk, std::string_view bytes)
{
    WEIR_ASSIGN(SqliteQuery add,
                database.query("INSERT INTO checkpoints(run, epoch, chunk, kind, bytes)"
                               " VALUES(?, ?, ?, ?, ?)"));
    add.bind(run).bind(std::int64_t(part.epoch)).bind(chunk);
    add.bind(part.kind == Checkpoint::Kind::Snapshot ? 0 : 1).bindBlob(bytes);
    return add.run();
}

Status RunStore::deleteParts(SqliteDatabase &database, std::int64_t run)
{
    WEIR_ASSIGN(SqliteQuery parts, database.query("DELETE FROM checkpoints WHERE run = ?"));
    WEIR_TRY(parts.bind(run).run());
    WEIR_ASSIGN(SqliteQuery compaction, database.query("DELETE FROM compactions WHERE run = ?"));
    return compaction.bind(run).run();
}

Status RunStore::precheck(const RunLease &lease, const Checkpoint &checkpoint,
                          const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Committing a checkpoint"));
    const std::lock_guard lock(m_database->mutex);
    WEIR_ASSIGN(const RunRow run, checkLease(*m_database->connection, lease));
    return checkFollows(lease.runId(), run.lastEpoch, checkpoint);
}

CommitResult RunStore::commit(const RunLease &lease, const Checkpoint &checkpoint,
                              const Deadline &deadline,
                              const std::function<Status(SqliteDatabase &)> &also)
{
    const std::lock_guard lock(m_database->mutex);
    SqliteDatabase &database = *m_database->connection;
    const auto write = [&]() -> Status {
        WEIR_ASSIGN(const RunRow run, checkLease(database, lease));
        WEIR_TRY(checkFollows(lease.runId(), run.lastEpoch, checkpoint));
        WEIR_TRY(also(database));
        if (checkpoint.kind == Checkpoint::Kind::Snapshot) {
            WEIR_TRY(deleteParts(database, run.id));
        }
        if (!checkpoint.about.empty()) {
            WEIR_TRY(RunOwners::setAbout(database, run.id, checkpoint.about));
        }
        return insertPart(database, run.id, checkpoint);
    };
    Status begun = database.beginWrite(deadline);
    if (begun) {
        begun = write();
    }
    if (!begun) {
        database.rollback();
        return {CommitResult::Outcome::Aborted, {}, begun.error()};
    }
    if (const Status committed = database.commit(); !committed) {
        // A failed COMMIT may have reached the disk: only load() can tell.
        database.rollback();
        return {CommitResult::Outcome::Unknown, {}, committed.error()};
    }
    return {CommitResult::Outcome::Committed, {}, std::nullopt};
}

Status RunStore::compact(const RunLease &lease, const Checkpoint &snapshot,
                         const Deadline &deadline)
{
    WEIR_ASSIGN(const auto database, openAnother());
    WEIR_ASSIGN(const RunRow run, checkLease(*database, lease));
    WEIR_TRY(checkCompacts(lease.runId(), run.firstEpoch, run.lastEpoch, snapshot));
    // What one that was broken off has left.
    WEIR_TRY(removeUnused(*database, run.id, deadline));
    WEIR_ASSIGN(const Compaction before, compactionOf(*database, run.id));
    const std::int64_t first = before.firstChunk == kFirstRange ? kSecondRange : kFirstRange;
    WEIR_TRY(stage(*database, lease, snapshot, first, deadline));
    const Status counts = inWriteTransaction(*database, deadline, [&]() -> Status {
        WEIR_ASSIGN(const RunRow now, checkLease(*database, lease));
        WEIR_TRY(checkCompacts(lease.runId(), now.firstEpoch, now.lastEpoch, snapshot));
        WEIR_ASSIGN(SqliteQuery set,
                    database->query("INSERT OR REPLACE INTO compactions(run, epoch, chunk)"
                                    " VALUES(?, ?, ?)"));
        return set.bind(run.id).bind(std::int64_t(snapshot.epoch)).bind(first).run();
    });
    WEIR_TRY(counts);
    // It counts already: what cannot be removed now is removed by the next one.
    (void)removeUnused(*database, run.id, deadline);
    return {};
}

Status RunStore::stage(SqliteDatabase &database, const RunLease &lease, const Checkpoint &snapshot,
                       std::int64_t firstChunk, const Deadline &deadline)
{
    std::size_t at = 0;
    std::int64_t chunk = firstChunk;
    do {
        const std::string_view bytes = std::string_view(snapshot.bytes).substr(at, kChunkBytes);
        const Status staged = inWriteTransaction(database, deadline, [&]() -> Status {
            WEIR_ASSIGN(const RunRow run, checkLease(database, lease));
            return insertChunk(database, run.id, snapshot, chunk, bytes);
        });
        WEIR_TRY(staged);
        std::this_thread::sleep_for(kRoomForOthers);
        ++chunk;
        at += bytes.size();
    } while (at < snapshot.bytes.size());
    return {};
}

Result<RunStore::Compaction> RunStore::compactionOf(SqliteDatabase &database, std::int64_t run)
{
    WEIR_ASSIGN(SqliteQuery find,
                database.query("SELECT epoch, chunk FROM compactions WHERE run = ?"));
    WEIR_ASSIGN(const bool found, find.bind(run).next());
    return found ? Compaction{std::uint64_t(find.number(0)), find.number(1)} : Compaction();
}

/// Removes what no longer counts, or never did, in short transactions.
Status RunStore::removeUnused(SqliteDatabase &database, std::int64_t run, const Deadline &deadline)
{
    std::int64_t removed = 0;
    do {
        const Status done = inWriteTransaction(database, deadline, [&]() -> Status {
            WEIR_ASSIGN(const Compaction counts, compactionOf(database, run));
            WEIR_ASSIGN(
                SqliteQuery remove,
                database.query("DELETE FROM checkpoints WHERE rowid IN (SELECT rowid FROM"
                               " checkpoints WHERE run = ?1 AND CASE WHEN epoch = ?2 THEN chunk NOT"
                               " BETWEEN ?3 AND 2 * ?3 - 1 ELSE epoch < ?2 OR chunk >= ?4 END"
                               " LIMIT ?5)"));
            remove.bind(run).bind(std::int64_t(counts.epoch)).bind(counts.firstChunk);
            WEIR_TRY(remove.bind(kFirstRange).bind(kRemovedAtOnce).run());
            removed = database.changes();
            return {};
        });
        WEIR_TRY(done);
        std::this_thread::sleep_for(removed > 0 ? kRoomForOthers : kRoomForOthers.zero());
    } while (removed > 0);
    return {};
}

Status RunStore::forget(const RunLease &lease, const Deadline &deadline)
{
    const std::lock_guard lock(m_database->mutex);
    SqliteDatabase &database = *m_database->connection;
    return inWriteTransaction(database, deadline, [&]() -> Status {
        WEIR_ASSIGN(const RunRow run, checkLease(database, lease));
        WEIR_TRY(RunOwners::setAbout(database, run.id, {}));
        return deleteParts(database, run.id);
    });
}

} // namespace weir::log
