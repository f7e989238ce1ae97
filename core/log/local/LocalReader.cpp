#include "core/log/local/LocalReader.h"

#include "core/log/LogErrors.h"

#include <algorithm>

namespace weir::log {

namespace {

// A slab stays in the caches while it is decoded.
constexpr std::size_t kLocalSlabBytes = 1U << 20U;

} // namespace

Result<std::unique_ptr<Reader>> LocalReader::open(std::shared_ptr<LocalStore> store)
{
    WEIR_ASSIGN(std::unique_ptr<SqliteDatabase> database, store->connect());
    store->wakeFile().listen();
    return std::unique_ptr<Reader>(new LocalReader(std::move(store), std::move(database)));
}

LocalReader::LocalReader(std::shared_ptr<LocalStore> store,
                         std::unique_ptr<SqliteDatabase> database)
    : CursorReader(store->signal())
    , m_store(std::move(store))
    , m_database(std::move(database))
{
}

Result<Cursor> LocalReader::open(const TopicPartition &partition, Position position,
                                 const Deadline & /*deadline*/)
{
    WEIR_ASSIGN(const LocalTopic topic, findLocalTopic(*m_database, partition.topic));
    WEIR_ASSIGN(SqliteQuery find, m_database->query("SELECT begin, end FROM partitions"
                                                    " WHERE topic = ? AND partition = ?"));
    WEIR_ASSIGN(const bool found, find.bind(topic.id).bind(partition.partition).next());
    if (!found) {
        return fail(unknownPartitionError(partition, topic.info.partitions));
    }
    Cursor cursor{partition, topic.info.incarnation, position.offset};
    if (position.kind != Position::Kind::Offset) {
        cursor.position = find.number(position.kind == Position::Kind::Beginning ? 0 : 1);
    }
    m_exhausted.erase(partition);
    return cursor;
}

Status LocalReader::beginFetch()
{
    // Read before the snapshot: a commit in between is looked at once more, never missed.
    WEIR_ASSIGN(m_version, m_database->dataVersion());
    return m_database->beginRead();
}

void LocalReader::endFetch()
{
    m_database->rollback();
}

Result<CursorReader::Fetched> LocalReader::fetch(Cursor &cursor, std::size_t bytes,
                                                 std::vector<SlabPtr> &slabs)
{
    const auto exhausted = m_exhausted.find(cursor.partition);
    if (exhausted != m_exhausted.end() && exhausted->second == m_version) {
        return Fetched::AtEnd;
    }
    std::int64_t end = 0;
    {
        WEIR_ASSIGN(SqliteQuery find, m_database->query("SELECT begin, end FROM partitions"
                                                        " WHERE topic = ? AND partition = ?"));
        const std::int64_t topic = std::stoll(cursor.incarnation);
        WEIR_ASSIGN(const bool found, find.bind(topic).bind(cursor.partition.partition).next());
        if (!found) {
            return Fetched::Gone;
        }
        end = find.number(1);
        if (cursor.position < find.number(0) || cursor.position > end) {
            return Fetched::OutOfRange;
        }
    }
    if (cursor.position < end) {
        WEIR_TRY(readBatches(cursor, std::min(bytes, kLocalSlabBytes), end, slabs));
    }
    if (cursor.position < end) {
        return Fetched::More;
    }
    m_exhausted[cursor.partition] = m_version;
    return Fetched::AtEnd;
}

Status LocalReader::readBatches(Cursor &cursor, std::size_t bytes, std::int64_t end,
                                std::vector<SlabPtr> &slabs)
{
    WEIR_ASSIGN(SqliteQuery rows,
                m_database->query("SELECT next, base, bytes FROM batches"
                                  " WHERE topic = ? AND partition = ? AND next > ?"
                                  " ORDER BY next"));
    rows.bind(std::stoll(cursor.incarnation))
        .bind(cursor.partition.partition)
        .bind(cursor.position);
    RecordBuffer buffer;
    std::int64_t next = end; // compaction may have left nothing up to the end
    do {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            next = end;
            break;
        }
        WEIR_TRY(decodeStoredBatch(cursor.partition, rows.number(1), rows.blob(2), cursor.position,
                                   buffer));
        next = rows.number(0);
    } while (buffer.bytes() + buffer.size() * sizeof(RecordView) < bytes);
    cursor.position = next;
    if (!buffer.empty()) {
        slabs.push_back(std::make_shared<Slab>(cursor.partition, std::move(buffer), next));
    }
    return {};
}

} // namespace weir::log
