#include "core/log/local/LocalStore.h"

#include "core/base/RandomBits.h"
#include "core/log/LogErrors.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::log {

namespace {

constexpr std::int64_t kLocalSchemaVersion = 1;
// Records a stored batch holds at most, in bytes before compression: small enough for the caches,
// large enough that a row costs nothing a record.
constexpr std::size_t kBatchBytes = 256U * 1024U;

constexpr const char *kLocalTables =
    "CREATE TABLE IF NOT EXISTS about(name TEXT PRIMARY KEY, value TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS topics(id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " name TEXT NOT NULL UNIQUE, partitions INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS topic_config(topic INTEGER NOT NULL, name TEXT NOT NULL,"
    " value TEXT NOT NULL, PRIMARY KEY(topic, name)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS partitions(topic INTEGER NOT NULL, partition INTEGER NOT NULL,"
    " begin INTEGER NOT NULL, end INTEGER NOT NULL, cleaned INTEGER NOT NULL,"
    " PRIMARY KEY(topic, partition)) WITHOUT ROWID;"
    // Below `below`, each key had one record from `since` on.
    "CREATE TABLE IF NOT EXISTS tombstones(topic INTEGER NOT NULL, partition INTEGER NOT NULL,"
    " below INTEGER NOT NULL, since INTEGER NOT NULL, PRIMARY KEY(topic, partition)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS batches(id INTEGER PRIMARY KEY, topic INTEGER NOT NULL,"
    " partition INTEGER NOT NULL, base INTEGER NOT NULL, next INTEGER NOT NULL,"
    " max_time INTEGER NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL);"
    "CREATE UNIQUE INDEX IF NOT EXISTS batches_by_offset"
    " ON batches(topic, partition, next, max_time, size);"
    "CREATE TABLE IF NOT EXISTS group_offsets(name TEXT NOT NULL, topic TEXT NOT NULL,"
    " partition INTEGER NOT NULL, position INTEGER NOT NULL,"
    " PRIMARY KEY(name, topic, partition)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS producers(name TEXT PRIMARY KEY, generation INTEGER NOT NULL)"
    " WITHOUT ROWID;";

std::string randomClusterId()
{
    return fmt::format("local-{:016x}", randomSeed());
}

} // namespace

std::size_t EncodedOutput::bytes() const
{
    std::size_t sum = 0;
    for (const EncodedBatch &batch : batches) {
        sum += batch.bytes.size();
    }
    return sum;
}

Result<std::shared_ptr<LocalStore>> LocalStore::open(const std::string &path, bool powerLossSafe,
                                                     std::shared_ptr<const Clock> clock)
{
    std::shared_ptr<LocalStore> store(new LocalStore);
    store->m_path = path;
    store->m_powerLossSafe = powerLossSafe;
    store->m_clock = std::move(clock);
    store->m_database = std::make_shared<SharedDatabase>();
    WEIR_ASSIGN(store->m_database->connection, store->connect());
    WEIR_TRY(store->prepare());
    store->m_signal = std::make_shared<AppendSignal>();
    WEIR_ASSIGN(store->m_wake, WakeFile::open(path + "-wake", store->m_signal));
    return store;
}

Result<std::unique_ptr<SqliteDatabase>> LocalStore::connect() const
{
    return SqliteDatabase::open(m_path, m_powerLossSafe ? SqliteDatabase::Durability::PowerLoss
                                                        : SqliteDatabase::Durability::Kill);
}

Status LocalStore::prepare()
{
    SqliteDatabase &database = *m_database->connection;
    return inWriteTransaction(database, Deadline::in(std::chrono::seconds(10)), [&]() -> Status {
        WEIR_TRY(database.execute(kLocalTables));
        WEIR_TRY(RunStore::makeTables(database));
        WEIR_ASSIGN(SqliteQuery add, database.query("INSERT OR IGNORE INTO about(name, value)"
                                                    " VALUES('cluster', ?), ('schema', ?)"));
        const std::string fresh = randomClusterId();
        const std::string schema = std::to_string(kLocalSchemaVersion);
        WEIR_TRY(add.bind(fresh).bind(schema).run());
        WEIR_ASSIGN(SqliteQuery read, database.query("SELECT value FROM about ORDER BY name"));
        WEIR_TRY(read.next());
        m_id = read.text(0);
        WEIR_TRY(read.next());
        if (read.text(0) != schema) {
            return fail(userError("log.newer-storage",
                                  fmt::format("'{}' was made by another version of Weir "
                                              "(schema {}, this one has {})",
                                              m_path, read.text(0), schema)));
        }
        return {};
    });
}

Status decodeStoredBatch(const TopicPartition &partition, std::int64_t base, std::string_view bytes,
                         std::int64_t from, RecordBuffer &to)
{
    if (const Status decoded = decodeRecordBatch(bytes, from, to); !decoded) {
        return fail(unreadableRecordsError(partition, base, decoded.error()));
    }
    return {};
}

Result<TopicConfig> localTopicConfig(SqliteDatabase &database, std::int64_t topicId)
{
    WEIR_ASSIGN(SqliteQuery rows,
                database.query("SELECT name, value FROM topic_config WHERE topic = ?"));
    rows.bind(topicId);
    TopicConfig config;
    while (true) {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            return config;
        }
        config.emplace(rows.text(0), rows.text(1));
    }
}

Result<LocalTopic> findLocalTopic(SqliteDatabase &database, const std::string &name)
{
    WEIR_ASSIGN(SqliteQuery find,
                database.query("SELECT id, partitions FROM topics WHERE name = ?"));
    WEIR_ASSIGN(const bool found, find.bind(name).next());
    if (!found) {
        return fail(unknownTopicError(name));
    }
    LocalTopic topic;
    topic.id = find.number(0);
    topic.info = {name, std::to_string(topic.id), std::int32_t(find.number(1)), 1, false};
    WEIR_ASSIGN(const TopicConfig config, localTopicConfig(database, topic.id));
    topic.policy = policyOf(config);
    return topic;
}

Result<LocalTopic> LocalStore::topic(const std::string &name)
{
    const std::lock_guard lock(m_database->mutex);
    return findLocalTopic(*m_database->connection, name);
}

EncodedOutput LocalStore::encode(const OutputBatch &batch)
{
    EncodedOutput output{batch.partition, 0, {}, std::int64_t(-1)};
    const Result<LocalTopic> found = topic(batch.partition.topic);
    if (!found) {
        output.baseOffset = fail(found.error());
        return output;
    }
    output.topicId = found->id;
    if (const Status fit = checkRecords(batch.partition.topic, found->policy, batch.run); !fit) {
        output.baseOffset = fail(fit.error());
        return output;
    }
    BatchEncoding encoding;
    if (found->policy.stampedByLog) {
        encoding.logTime = m_clock->now();
    }
    const auto all = batch.run.records;
    for (std::size_t first = 0; first < all.size();) {
        std::size_t count = 0;
        std::size_t bytes = 0;
        EpochMs maxTime = all[first].timestamp;
        for (; first + count < all.size() && (count == 0 || bytes < kBatchBytes); ++count) {
            bytes += all[first + count].size();
            maxTime = std::max(maxTime, all[first + count].timestamp);
        }
        EncodedBatch &encoded = output.batches.emplace_back();
        encoded.records = std::int64_t(count);
        encoded.maxTime = encoding.logTime.value_or(maxTime);
        encodeRecordBatch({all.subspan(first, count), batch.run.headers}, encoding, encoded.bytes);
        first += count;
    }
    return output;
}

Result<std::int64_t> LocalStore::store(SqliteDatabase &database, EncodedOutput &output)
{
    std::int64_t next = 0;
    {
        WEIR_ASSIGN(SqliteQuery end, database.query("SELECT end FROM partitions"
                                                    " WHERE topic = ? AND partition = ?"));
        WEIR_ASSIGN(const bool found,
                    end.bind(output.topicId).bind(output.partition.partition).next());
        if (!found) {
            WEIR_ASSIGN(const LocalTopic topic, findLocalTopic(database, output.partition.topic));
            return fail(topic.id == output.topicId
                            ? unknownPartitionError(output.partition, topic.info.partitions)
                            : unknownTopicError(output.partition.topic));
        }
        next = end.number(0);
    }
    const std::int64_t base = next;
    for (EncodedBatch &batch : output.batches) {
        setBaseOffset(batch.bytes, next);
        WEIR_ASSIGN(SqliteQuery add,
                    database.query("INSERT INTO batches(topic, partition, base, next, max_time,"
                                   " size, bytes) VALUES(?, ?, ?, ?, ?, ?, ?)"));
        add.bind(output.topicId).bind(output.partition.partition).bind(next);
        add.bind(next + batch.records).bind(batch.maxTime);
        WEIR_TRY(add.bind(std::int64_t(batch.bytes.size())).bindBlob(batch.bytes).run());
        next += batch.records;
    }
    WEIR_ASSIGN(SqliteQuery move, database.query("UPDATE partitions SET end = ?"
                                                 " WHERE topic = ? AND partition = ?"));
    WEIR_TRY(move.bind(next).bind(output.topicId).bind(output.partition.partition).run());
    return base;
}

Status LocalStore::append(std::span<EncodedOutput> outputs, const Deadline &deadline)
{
    Waiting mine{outputs, {}, false};
    {
        const std::lock_guard lock(m_queueMutex);
        m_queue.push_back(&mine);
    }
    // Who gets the connection first stores for all that wait.
    const std::lock_guard lock(m_database->mutex);
    if (!mine.done) {
        appendFor(mine, deadline);
    }
    return mine.status;
}

std::size_t LocalStore::waitingAppends()
{
    const std::lock_guard lock(m_queueMutex);
    return m_queue.size();
}

void LocalStore::appendFor(Waiting &leader, const Deadline &deadline)
{
    std::vector<Waiting *> group;
    {
        const std::lock_guard lock(m_queueMutex);
        group.swap(m_queue);
    }
    const Status stored = storeAll(group, deadline);
    if (!stored && (deadline.passed() || deadline.cancelled())) {
        // Its time is up, not that of the others: one of them leads next.
        std::erase(group, &leader);
        const std::lock_guard lock(m_queueMutex);
        m_queue.insert(m_queue.begin(), group.begin(), group.end());
        group = {&leader};
    }
    for (Waiting *waiting : group) {
        waiting->status = stored;
        waiting->done = true;
    }
    if (stored) {
        m_wake->wake();
    }
}

Status LocalStore::storeAll(std::span<Waiting *const> group, const Deadline &deadline)
{
    SqliteDatabase &database = *m_database->connection;
    std::vector<std::pair<EncodedOutput *, Result<std::int64_t>>> placed;
    WEIR_TRY(inWriteTransaction(database, deadline, [&]() -> Status {
        for (const Waiting *waiting : group) {
            for (EncodedOutput &output : waiting->outputs) {
                if (!output.baseOffset) {
                    continue;
                }
                Result<std::int64_t> base = store(database, output);
                if (!base && base.error().kind != ErrorKind::User) {
                    return fail(base.error());
                }
                placed.emplace_back(&output, std::move(base));
            }
        }
        return {};
    }));
    for (auto &[output, base] : placed) {
        output->baseOffset = std::move(base);
    }
    return {};
}

} // namespace weir::log
