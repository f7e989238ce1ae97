#include "core/log/local/LocalCluster.h"

#include "core/log/LogErrors.h"
#include "core/log/local/Housekeeping.h"
#include "core/log/local/LocalReader.h"
#include "core/log/local/LocalWriter.h"

#include <fmt/format.h>

namespace weir::log {

namespace {

Status insertPartitions(SqliteDatabase &database, std::int64_t topic, std::int32_t from,
                        std::int32_t to)
{
    for (std::int32_t partition = from; partition < to; ++partition) {
        WEIR_ASSIGN(SqliteQuery add,
                    database.query("INSERT INTO partitions(topic, partition, begin, end, cleaned)"
                                   " VALUES(?, ?, 0, 0, 0)"));
        WEIR_TRY(add.bind(topic).bind(partition).run());
    }
    return {};
}

Status insertTopic(SqliteDatabase &database, const NewTopic &topic)
{
    if (findLocalTopic(database, topic.name)) {
        return fail(topicExistsError(topic.name));
    }
    WEIR_ASSIGN(SqliteQuery add, database.query("INSERT INTO topics(name, partitions) VALUES(?, ?)"
                                                " RETURNING id"));
    WEIR_TRY(add.bind(topic.name).bind(topic.partitions).next());
    const std::int64_t id = add.number(0);
    WEIR_TRY(add.next());
    for (const auto &setting : topic.config) {
        WEIR_ASSIGN(SqliteQuery put, database.query("INSERT INTO topic_config(topic, name, value)"
                                                    " VALUES(?, ?, ?)"));
        WEIR_TRY(put.bind(id).bind(setting.first).bind(setting.second).run());
    }
    return insertPartitions(database, id, 0, topic.partitions);
}

/// The offset of the first record of `time` or later. A batch may have lost its latest record to
/// compaction, so that more than one is looked into.
Result<std::optional<std::int64_t>> firstSince(SqliteDatabase &database, const LocalTopic &topic,
                                               std::int32_t partition, EpochMs time)
{
    WEIR_ASSIGN(SqliteQuery rows,
                database.query("SELECT base, bytes FROM batches WHERE topic = ? AND partition = ?"
                               " AND max_time >= ? ORDER BY next"));
    rows.bind(topic.id).bind(partition).bind(time);
    while (true) {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            return std::optional<std::int64_t>();
        }
        RecordBuffer records;
        WEIR_TRY(decodeStoredBatch({topic.info.name, partition}, rows.number(0), rows.blob(1), 0,
                                   records));
        for (const RecordView &record : records.run().records) {
            if (record.timestamp >= time) {
                return std::optional(record.offset);
            }
        }
    }
}

} // namespace

Result<ClusterPtr> LocalCluster::open(const std::string &path, const std::string &address,
                                      const ClusterOptions &options)
{
    auto clock = options.clock != nullptr ? options.clock : std::make_shared<const SystemClock>();
    WEIR_ASSIGN(std::shared_ptr<LocalStore> store,
                LocalStore::open(path, options.durabilityFull, std::move(clock)));
    return std::make_shared<LocalCluster>(std::move(store), address);
}

LocalCluster::LocalCluster(std::shared_ptr<LocalStore> store, std::string address)
    : m_store(std::move(store))
    , m_address(std::move(address))
    , m_groups(m_store)
    , m_checkpoints(m_store)
    , m_housekeeper([this](const std::stop_token &stop) { keepHouseEveryMinute(stop); })
{
}

void LocalCluster::keepHouseEveryMinute(const std::stop_token &stop)
{
    AppendSignal never;
    while (!stop.stop_requested()) {
        never.wait(never.mark(), Deadline::in(std::chrono::minutes(1), stop));
        if (!stop.stop_requested()) {
            // What could not be done now is done the next time. However long it takes: a deadline
            // would begin the compaction of a large topic again and again.
            static_cast<void>(keepHouse(Deadline(Deadline::Clock::time_point::max(), stop)));
        }
    }
}

Result<std::vector<TopicInfo>> LocalCluster::topics(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Listing topics"));
    const std::lock_guard lock(m_store->database()->mutex);
    WEIR_ASSIGN(SqliteQuery rows, m_store->database()->connection->query(
                                      "SELECT name, id, partitions FROM topics ORDER BY name"));
    std::vector<TopicInfo> all;
    while (true) {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            return all;
        }
        all.push_back(
            {rows.text(0), std::to_string(rows.number(1)), std::int32_t(rows.number(2)), 1, false});
    }
}

Result<TopicInfo> LocalCluster::topic(const std::string &name, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Looking up a topic"));
    WEIR_ASSIGN(const LocalTopic topic, m_store->topic(name));
    return topic.info;
}

Result<TopicConfig> LocalCluster::topicConfig(const std::string &name, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Looking up a topic's settings"));
    const std::lock_guard lock(m_store->database()->mutex);
    SqliteDatabase &database = *m_store->database()->connection;
    WEIR_ASSIGN(const LocalTopic topic, findLocalTopic(database, name));
    WEIR_ASSIGN(TopicConfig config, localTopicConfig(database, topic.id));
    return withDefaults(std::move(config));
}

Status LocalCluster::createTopic(const NewTopic &topic, const Deadline &deadline)
{
    WEIR_TRY(checkNewTopic(topic));
    const std::lock_guard lock(m_store->database()->mutex);
    SqliteDatabase &database = *m_store->database()->connection;
    return inWriteTransaction(database, deadline, [&] { return insertTopic(database, topic); });
}

Status LocalCluster::deleteTopic(const std::string &name, const Deadline &deadline)
{
    {
        const std::lock_guard lock(m_store->database()->mutex);
        SqliteDatabase &database = *m_store->database()->connection;
        const Status written = inWriteTransaction(database, deadline, [&]() -> Status {
            WEIR_ASSIGN(const LocalTopic topic, findLocalTopic(database, name));
            for (const char *sql :
                 {"DELETE FROM topics WHERE id = ?", "DELETE FROM topic_config WHERE topic = ?",
                  "DELETE FROM partitions WHERE topic = ?",
                  "DELETE FROM tombstones WHERE topic = ?"}) {
                WEIR_ASSIGN(SqliteQuery remove, database.query(sql));
                WEIR_TRY(remove.bind(topic.id).run());
            }
            // Positions in it mean nothing in a topic that takes its name.
            WEIR_ASSIGN(SqliteQuery forget,
                        database.query("DELETE FROM group_offsets WHERE topic = ?"));
            return forget.bind(name).run();
        });
        WEIR_TRY(written);
    }
    m_store->wakeFile().wake();
    return Housekeeping(*m_store).removeOrphans(deadline);
}

Status LocalCluster::addPartitions(const std::string &name, std::int32_t total,
                                   const Deadline &deadline)
{
    WEIR_TRY(checkNewTopic({name, total}));
    const std::lock_guard lock(m_store->database()->mutex);
    SqliteDatabase &database = *m_store->database()->connection;
    return inWriteTransaction(database, deadline, [&]() -> Status {
        WEIR_ASSIGN(const LocalTopic topic, findLocalTopic(database, name));
        if (total <= topic.info.partitions) {
            return fail(
                userError("log.invalid-partitions",
                          fmt::format("Topic '{}' has {} partitions; their number can only grow",
                                      name, topic.info.partitions)));
        }
        WEIR_ASSIGN(SqliteQuery set,
                    database.query("UPDATE topics SET partitions = ? WHERE id = ?"));
        WEIR_TRY(set.bind(total).bind(topic.id).run());
        return insertPartitions(database, topic.id, topic.info.partitions, total);
    });
}

Result<std::vector<PartitionOffsets>> LocalCluster::offsets(const std::string &topic,
                                                            const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Looking up offsets"));
    const std::lock_guard lock(m_store->database()->mutex);
    SqliteDatabase &database = *m_store->database()->connection;
    WEIR_ASSIGN(const LocalTopic found, findLocalTopic(database, topic));
    WEIR_ASSIGN(SqliteQuery rows, database.query("SELECT begin, end FROM partitions"
                                                 " WHERE topic = ? ORDER BY partition"));
    rows.bind(found.id);
    std::vector<PartitionOffsets> all;
    while (true) {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            return all;
        }
        all.push_back({rows.number(0), rows.number(1), rows.number(1)});
    }
}

Result<std::vector<std::int64_t>>
LocalCluster::offsetsForTime(const std::string &topic, EpochMs time, const Deadline &deadline)
{
    WEIR_ASSIGN(const std::vector<PartitionOffsets> ends, offsets(topic, deadline));
    const std::lock_guard lock(m_store->database()->mutex);
    SqliteDatabase &database = *m_store->database()->connection;
    WEIR_ASSIGN(const LocalTopic found, findLocalTopic(database, topic));
    std::vector<std::int64_t> all;
    for (const PartitionOffsets &offsets : ends) {
        const auto partition = std::int32_t(all.size());
        WEIR_ASSIGN(const std::optional<std::int64_t> first,
                    firstSince(database, found, partition, time));
        all.push_back(first.value_or(offsets.end));
    }
    return all;
}

Result<std::unique_ptr<Reader>> LocalCluster::openReader(const ReaderOptions & /*options*/)
{
    return LocalReader::open(m_store);
}

Result<std::unique_ptr<Writer>> LocalCluster::openWriter(const WriterOptions &options)
{
    return LocalWriter::open(m_store, options);
}

Status LocalCluster::keepHouse(const Deadline &deadline)
{
    return Housekeeping(*m_store).run(deadline);
}

} // namespace weir::log
