#include "core/log/local/Compaction.h"

#include "core/log/LogErrors.h"

#include <algorithm>

namespace weir::log {

namespace {

// Keys that are held at once; a topic with more is compacted in several rounds.
constexpr std::size_t kMostKeyBytes = 64U << 20U;
// What a key takes beside its bytes.
constexpr std::size_t kKeyOverhead = 64;

std::int64_t latestOf(const RecordBuffer &records)
{
    const auto all = records.run().records;
    return std::ranges::max_element(all, {}, &RecordView::timestamp)->timestamp;
}

} // namespace

Status Compaction::run(const Deadline &deadline)
{
    WEIR_ASSIGN(const std::int64_t limit, firstTooYoung());
    WEIR_ASSIGN(const bool worthIt, isWorthIt(limit));
    if (!worthIt) {
        return {};
    }
    WEIR_TRY(findDroppable());
    // Each batch is read by itself: a long read would keep the write-ahead log from being reused.
    WEIR_ASSIGN(const std::unique_ptr<SqliteDatabase> reading, m_store.connect());
    while (m_partition.cleaned < limit) {
        WEIR_ASSIGN(const std::int64_t end, learnKeys(*reading, limit, deadline));
        WEIR_TRY(rewriteBefore(*reading, end, deadline));
        WEIR_TRY(finish(end, end == limit, deadline));
    }
    return {};
}

/// Returns where the records begin that `min.compaction.lag.ms` protects.
Result<std::int64_t> Compaction::firstTooYoung()
{
    const std::int64_t lag = m_partition.topic.policy.minCompactionLagMs;
    if (lag <= 0) {
        return m_partition.end;
    }
    const std::lock_guard lock(m_store.database()->mutex);
    WEIR_ASSIGN(SqliteQuery find, m_store.database()->connection->query(
                                      "SELECT base FROM batches WHERE topic = ? AND partition = ?"
                                      " AND max_time > ? ORDER BY next LIMIT 1"));
    find.bind(m_partition.topic.id).bind(m_partition.number).bind(m_store.clock().now() - lag);
    WEIR_ASSIGN(const bool found, find.next());
    return found ? find.number(0) : m_partition.end;
}

Result<bool> Compaction::isWorthIt(std::int64_t limit)
{
    if (limit <= m_partition.cleaned) {
        return false;
    }
    const std::lock_guard lock(m_store.database()->mutex);
    WEIR_ASSIGN(SqliteQuery sums, m_store.database()->connection->query(
                                      "SELECT sum(size * (next <= ?)), sum(size * (next > ?))"
                                      " FROM batches WHERE topic = ? AND partition = ?"
                                      " AND next <= ?"));
    sums.bind(m_partition.cleaned).bind(m_partition.cleaned);
    sums.bind(m_partition.topic.id).bind(m_partition.number).bind(limit);
    WEIR_TRY(sums.next());
    return sums.number(1) > sums.number(0);
}

/// Finds the tombstones whose values went long enough ago.
Status Compaction::findDroppable()
{
    const std::lock_guard lock(m_store.database()->mutex);
    WEIR_ASSIGN(SqliteQuery find,
                m_store.database()->connection->query("SELECT below, since FROM tombstones"
                                                      " WHERE topic = ? AND partition = ?"));
    WEIR_ASSIGN(const bool found, find.bind(m_partition.topic.id).bind(m_partition.number).next());
    m_noteTombstones = !found;
    const EpochMs longAgo = m_store.clock().now() - m_partition.topic.policy.deleteRetentionMs;
    if (found && find.number(1) <= longAgo) {
        m_droppable = find.number(0);
        m_noteTombstones = true;
    }
    return {};
}

/// Returns up to where the keys were learned: the limit, or less where they are too many.
Result<std::int64_t> Compaction::learnKeys(SqliteDatabase &reading, std::int64_t limit,
                                           const Deadline &deadline)
{
    m_last.clear();
    std::size_t bytes = 0;
    std::int64_t at = m_partition.cleaned;
    while (bytes < kMostKeyBytes) {
        WEIR_TRY(checkDeadline(deadline, "Compacting a topic"));
        StoredBatch batch;
        WEIR_ASSIGN(const bool found, readBatch(reading, at, limit, batch));
        if (!found) {
            return limit;
        }
        for (const RecordView &record : batch.records.run().records) {
            const auto [place, isNew] =
                m_last.insert_or_assign(std::string(record.key()), record.offset);
            bytes += isNew ? place->first.size() + kKeyOverhead : 0;
        }
        at = batch.next;
    }
    return at;
}

/// Reads the first batch that ends behind `from` and not behind `end`.
Result<bool> Compaction::readBatch(SqliteDatabase &reading, std::int64_t from, std::int64_t end,
                                   StoredBatch &batch) const
{
    WEIR_ASSIGN(SqliteQuery find,
                reading.query("SELECT base, next, bytes FROM batches WHERE topic = ?"
                              " AND partition = ? AND next > ? AND next <= ? ORDER BY next"
                              " LIMIT 1"));
    find.bind(m_partition.topic.id).bind(m_partition.number).bind(from).bind(end);
    WEIR_ASSIGN(const bool found, find.next());
    if (found) {
        batch.base = find.number(0);
        batch.next = find.number(1);
        WEIR_TRY(decodeStoredBatch({m_partition.topic.info.name, m_partition.number}, batch.base,
                                   find.blob(2), 0, batch.records));
    }
    return found;
}

bool Compaction::staysIn(const RecordView &record) const
{
    const auto last = m_last.find(std::string(record.key()));
    const bool superseded = last != m_last.end() && last->second > record.offset;
    return !superseded && (record.hasValue() || record.offset >= m_droppable);
}

Status Compaction::rewriteBefore(SqliteDatabase &reading, std::int64_t end,
                                 const Deadline &deadline)
{
    std::int64_t at = m_partition.begin;
    while (true) {
        WEIR_TRY(checkDeadline(deadline, "Compacting a topic"));
        StoredBatch batch;
        WEIR_ASSIGN(const bool found, readBatch(reading, at, end, batch));
        if (!found) {
            return {};
        }
        RecordBuffer kept;
        for (const RecordView &record : batch.records.run().records) {
            if (staysIn(record)) {
                kept.add(record, batch.records.run());
            }
        }
        if (kept.size() < batch.records.size()) {
            WEIR_TRY(rewrite(batch, kept, deadline));
        }
        at = batch.next;
    }
}

Status Compaction::rewrite(const StoredBatch &batch, const RecordBuffer &kept,
                           const Deadline &deadline)
{
    std::string bytes;
    if (!kept.empty()) {
        BatchEncoding encoding;
        encoding.keepOffsets = true;
        encoding.baseOffset = batch.base;
        encoding.lastOffset = batch.next - 1;
        if (kept.run().records.front().stampedByLog != 0) {
            encoding.logTime = kept.run().records.front().timestamp;
        }
        encodeRecordBatch(kept.run(), encoding, bytes);
    }
    // Found by its place, which no other batch ever has; the topic may be gone by now.
    const std::lock_guard lock(m_store.database()->mutex);
    SqliteDatabase &database = *m_store.database()->connection;
    return inWriteTransaction(database, deadline, [&]() -> Status {
        if (kept.empty()) {
            WEIR_ASSIGN(SqliteQuery remove,
                        database.query("DELETE FROM batches WHERE topic = ? AND partition = ?"
                                       " AND next = ?"));
            return remove.bind(m_partition.topic.id)
                .bind(m_partition.number)
                .bind(batch.next)
                .run();
        }
        WEIR_ASSIGN(SqliteQuery put,
                    database.query("UPDATE batches SET bytes = ?, size = ?, max_time = ?"
                                   " WHERE topic = ? AND partition = ? AND next = ?"));
        put.bindBlob(bytes).bind(std::int64_t(bytes.size())).bind(latestOf(kept));
        put.bind(m_partition.topic.id).bind(m_partition.number).bind(batch.next);
        return put.run();
    });
}

Status Compaction::finish(std::int64_t end, bool all, const Deadline &deadline)
{
    m_partition.cleaned = end;
    const std::lock_guard lock(m_store.database()->mutex);
    SqliteDatabase &database = *m_store.database()->connection;
    return inWriteTransaction(database, deadline, [&]() -> Status {
        WEIR_ASSIGN(SqliteQuery mark, database.query("UPDATE partitions SET cleaned = ?"
                                                     " WHERE topic = ? AND partition = ?"));
        WEIR_TRY(mark.bind(end).bind(m_partition.topic.id).bind(m_partition.number).run());
        // Those that were noted before must grow old first, or with many writes none ever would.
        if (!all || !m_noteTombstones || database.changes() == 0) {
            return {};
        }
        WEIR_ASSIGN(SqliteQuery note,
                    database.query("INSERT OR REPLACE INTO tombstones(topic, partition, below,"
                                   " since) VALUES(?, ?, ?, ?)"));
        note.bind(m_partition.topic.id).bind(m_partition.number);
        return note.bind(end).bind(m_store.clock().now()).run();
    });
}

} // namespace weir::log
