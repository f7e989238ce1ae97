#include "core/log/local/Housekeeping.h"

#include "core/log/LogErrors.h"

#include <utility>

namespace weir::log {

namespace {

// The byte of the lock file that stands for housekeeping; runs have numbers from 1.
constexpr std::int64_t kHousekeepingLock = 0;

} // namespace

Status Housekeeping::run(const Deadline &deadline)
{
    WEIR_ASSIGN(const std::optional<RunLock> lock,
                RunLock::tryLock(m_store.lockPath(), kHousekeepingLock));
    if (!lock) {
        return {};
    }
    WEIR_TRY(removeOrphans(deadline));
    WEIR_ASSIGN(const std::vector<StoredPartition> all, partitions());
    // One that cannot be kept (damaged records) does not keep the others from it; and what is quick
    // comes first.
    Status result;
    const auto note = [&result](Status done) {
        if (result) {
            result = std::move(done);
        }
    };
    for (const StoredPartition &partition : all) {
        if (partition.topic.policy.remove) {
            note(retain(partition, deadline));
        }
    }
    for (const StoredPartition &partition : all) {
        if (partition.topic.policy.compact) {
            note(Compaction(m_store, partition).run(deadline));
        }
    }
    return result;
}

Status Housekeeping::removeOrphans(const Deadline &deadline)
{
    while (true) {
        const std::lock_guard lock(m_store.database()->mutex);
        SqliteDatabase &database = *m_store.database()->connection;
        std::int64_t removed = 0;
        const Status written = inWriteTransaction(database, deadline, [&]() -> Status {
            WEIR_ASSIGN(SqliteQuery remove,
                        database.query("DELETE FROM batches WHERE id IN (SELECT id FROM batches"
                                       " WHERE topic NOT IN (SELECT id FROM topics) LIMIT 256)"));
            WEIR_TRY(remove.run());
            removed = database.changes();
            return {};
        });
        WEIR_TRY(written);
        if (removed == 0) {
            return {};
        }
    }
}

Result<std::vector<StoredPartition>> Housekeeping::partitions()
{
    const std::lock_guard lock(m_store.database()->mutex);
    SqliteDatabase &database = *m_store.database()->connection;
    WEIR_ASSIGN(SqliteQuery rows,
                database.query("SELECT name, partition, begin, end, cleaned FROM partitions"
                               " JOIN topics ON id = topic WHERE end > begin"));
    std::vector<StoredPartition> all;
    while (true) {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            return all;
        }
        StoredPartition partition{
            {}, std::int32_t(rows.number(1)), rows.number(2), rows.number(3), rows.number(4)};
        WEIR_ASSIGN(partition.topic, findLocalTopic(database, rows.text(0)));
        all.push_back(std::move(partition));
    }
}

Result<std::int64_t> Housekeeping::firstToKeep(const StoredPartition &partition)
{
    const TopicPolicy &policy = partition.topic.policy;
    const std::lock_guard lock(m_store.database()->mutex);
    SqliteDatabase &database = *m_store.database()->connection;
    std::int64_t surplus = 0;
    if (policy.retentionBytes >= 0) {
        WEIR_ASSIGN(SqliteQuery sum, database.query("SELECT sum(size) FROM batches"
                                                    " WHERE topic = ? AND partition = ?"));
        WEIR_TRY(sum.bind(partition.topic.id).bind(partition.number).next());
        surplus = sum.number(0) - policy.retentionBytes;
    }
    WEIR_ASSIGN(SqliteQuery rows, database.query("SELECT next, max_time, size FROM batches"
                                                 " WHERE topic = ? AND partition = ?"
                                                 " ORDER BY next"));
    rows.bind(partition.topic.id).bind(partition.number);
    const EpochMs oldest = m_store.clock().now() - policy.retentionMs;
    std::int64_t first = partition.begin;
    while (true) {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            return first;
        }
        const bool tooOld = policy.retentionMs >= 0 && rows.number(1) < oldest;
        // Only what leaves at least as many bytes as are to be kept.
        const bool tooMuch = policy.retentionBytes >= 0 && surplus >= rows.number(2);
        if (!tooOld && !tooMuch) {
            return first;
        }
        surplus -= rows.number(2);
        first = rows.number(0);
    }
}

Status Housekeeping::retain(const StoredPartition &partition, const Deadline &deadline)
{
    WEIR_ASSIGN(const std::int64_t first, firstToKeep(partition));
    if (first > partition.begin) {
        return deleteBefore(partition, first, deadline);
    }
    return {};
}

Status Housekeeping::deleteBefore(const StoredPartition &partition, std::int64_t offset,
                                  const Deadline &deadline)
{
    while (true) {
        const std::lock_guard lock(m_store.database()->mutex);
        SqliteDatabase &database = *m_store.database()->connection;
        std::int64_t removed = 0;
        const Status written = inWriteTransaction(database, deadline, [&]() -> Status {
            WEIR_ASSIGN(SqliteQuery move, database.query("UPDATE partitions SET begin = ?"
                                                         " WHERE topic = ? AND partition = ?"));
            WEIR_TRY(move.bind(offset).bind(partition.topic.id).bind(partition.number).run());
            WEIR_ASSIGN(SqliteQuery remove,
                        database.query("DELETE FROM batches WHERE id IN (SELECT id FROM batches"
                                       " WHERE topic = ? AND partition = ? AND next <= ?"
                                       " LIMIT 64)"));
            remove.bind(partition.topic.id).bind(partition.number).bind(offset);
            WEIR_TRY(remove.run());
            removed = database.changes();
            return {};
        });
        WEIR_TRY(written);
        if (removed == 0) {
            return {};
        }
    }
}

} // namespace weir::log
