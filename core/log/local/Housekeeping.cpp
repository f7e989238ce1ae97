#include "core/log/local/Housekeeping.h"

#include "core/log/LogErrors.h"

#include <unordered_set>

namespace weir::log {

namespace {

// The byte of the lock file that stands for housekeeping; runs have numbers from 1.
constexpr std::int64_t kHousekeepingLock = 0;
constexpr std::int64_t kTombstoneMs = 86'400'000;

} // namespace

Status Housekeeping::run(const Deadline &deadline)
{
    WEIR_ASSIGN(const std::optional<RunLock> lock,
                RunLock::tryLock(m_store.lockPath(), kHousekeepingLock));
    if (!lock) {
        return {};
    }
    WEIR_TRY(removeOrphans(deadline));
    WEIR_ASSIGN(const std::vector<Partition> all, partitions());
    for (const Partition &partition : all) {
        if (partition.topic.policy.remove) {
            WEIR_TRY(retain(partition, deadline));
        }
        if (partition.topic.policy.compact) {
            WEIR_TRY(compact(partition, deadline));
        }
    }
    return {};
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

Result<std::vector<Housekeeping::Partition>> Housekeeping::partitions()
{
    const std::lock_guard lock(m_store.database()->mutex);
    SqliteDatabase &database = *m_store.database()->connection;
    WEIR_ASSIGN(SqliteQuery rows,
                database.query("SELECT name, partition, begin, end, cleaned FROM partitions"
                               " JOIN topics ON id = topic WHERE end > begin"));
    std::vector<Partition> all;
    while (true) {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            return all;
        }
        Partition partition{
            {}, std::int32_t(rows.number(1)), rows.number(2), rows.number(3), rows.number(4)};
        WEIR_ASSIGN(partition.topic, findLocalTopic(database, rows.text(0)));
        all.push_back(std::move(partition));
    }
}

Result<std::int64_t> Housekeeping::firstToKeep(const Partition &partition)
{
    const TopicPolicy &policy = partition.topic.policy;
    const std::lock_guard lock(m_store.database()->mutex);
    SqliteDatabase &database = *m_store.database()->connection;
    std::int64_t keepBytes = 0;
    if (policy.retentionBytes >= 0) {
        WEIR_ASSIGN(SqliteQuery sum, database.query("SELECT sum(size) FROM batches"
                                                    " WHERE topic = ? AND partition = ?"));
        WEIR_TRY(sum.bind(partition.topic.id).bind(partition.number).next());
        keepBytes = sum.number(0) - policy.retentionBytes;
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
        if (!tooOld && keepBytes <= 0) {
            return first;
        }
        keepBytes -= rows.number(2);
        first = rows.number(0);
    }
}

Status Housekeeping::retain(const Partition &partition, const Deadline &deadline)
{
    WEIR_ASSIGN(const std::int64_t first, firstToKeep(partition));
    if (first > partition.begin) {
        return deleteBefore(partition, first, deadline);
    }
    return {};
}

Status Housekeeping::deleteBefore(const Partition &partition, std::int64_t offset,
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

Status Housekeeping::compact(const Partition &partition, const Deadline &deadline)
{
    // Only when at least as much was written since the last time as there was before.
    if (partition.end - partition.cleaned <= (partition.cleaned - partition.begin)) {
        return {};
    }
    WEIR_ASSIGN(const std::unique_ptr<SqliteDatabase> reading, m_store.connect());
    WEIR_ASSIGN(SqliteQuery rows, reading->query("SELECT id, base, next, bytes FROM batches"
                                                 " WHERE topic = ? AND partition = ? AND next <= ?"
                                                 " ORDER BY next DESC"));
    rows.bind(partition.topic.id).bind(partition.number).bind(partition.end);
    const EpochMs oldestTombstone = m_store.clock().now() - kTombstoneMs;
    std::unordered_set<std::string> seen;
    while (true) {
        WEIR_TRY(checkDeadline(deadline, "Compacting a topic"));
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            break;
        }
        RecordBuffer all;
        WEIR_TRY(decodeStoredBatch({partition.topic.info.name, partition.number}, rows.number(1),
                                   rows.blob(3), 0, all));
        std::vector<bool> keep(all.size());
        std::size_t count = 0;
        for (std::size_t i = all.size(); i-- > 0;) {
            const RecordView &record = all.run().records[i];
            keep[i] = seen.emplace(record.key()).second &&
                      (record.hasValue() || record.timestamp >= oldestTombstone);
            count += keep[i] ? 1 : 0;
        }
        if (count == all.size()) {
            continue;
        }
        RecordBuffer kept;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (keep[i]) {
                kept.add(all.run().records[i], all.run());
            }
        }
        WEIR_TRY(rewrite(rows.number(0), rows.number(1), rows.number(2), kept, deadline));
    }
    const std::lock_guard lock(m_store.database()->mutex);
    SqliteDatabase &database = *m_store.database()->connection;
    return inWriteTransaction(database, deadline, [&]() -> Status {
        WEIR_ASSIGN(SqliteQuery mark, database.query("UPDATE partitions SET cleaned = ?"
                                                     " WHERE topic = ? AND partition = ?"));
        return mark.bind(partition.end).bind(partition.topic.id).bind(partition.number).run();
    });
}

Status Housekeeping::rewrite(std::int64_t batch, std::int64_t base, std::int64_t next,
                             const RecordBuffer &kept, const Deadline &deadline)
{
    const std::lock_guard lock(m_store.database()->mutex);
    SqliteDatabase &database = *m_store.database()->connection;
    return inWriteTransaction(database, deadline, [&]() -> Status {
        if (kept.empty()) {
            WEIR_ASSIGN(SqliteQuery remove, database.query("DELETE FROM batches WHERE id = ?"));
            return remove.bind(batch).run();
        }
        BatchEncoding encoding;
        encoding.keepOffsets = true;
        encoding.baseOffset = base;
        encoding.lastOffset = next - 1;
        if (kept.run().records.front().stampedByLog != 0) {
            encoding.logTime = kept.run().records.front().timestamp;
        }
        std::string bytes;
        encodeRecordBatch(kept.run(), encoding, bytes);
        WEIR_ASSIGN(SqliteQuery put,
                    database.query("UPDATE batches SET bytes = ?, size = ? WHERE id = ?"));
        return put.bindBlob(bytes).bind(std::int64_t(bytes.size())).bind(batch).run();
    });
}

} // namespace weir::log
