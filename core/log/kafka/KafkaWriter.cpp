#include "core/log/kafka/KafkaWriter.h"

#include "core/log/LogErrors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace weir::log {

namespace {

// Turns librdkafka's error object into a status.
Status kafkaStatus(rd_kafka_error_t *raw, const std::string &what)
{
    const KafkaFailure failure(raw);
    if (failure == nullptr) {
        return {};
    }
    Error error = kafkaError(rd_kafka_error_code(raw), what, rd_kafka_error_string(raw));
    error.fatal = error.fatal || rd_kafka_error_is_fatal(raw) != 0;
    return fail(std::move(error));
}

// The client's own limit on a record with its framing, and what of it the framing takes at most.
constexpr std::size_t kMostRecordBytes = 1'000'000;
constexpr std::size_t kFramingBytes = 64;
constexpr std::size_t kHeaderFramingBytes = 10;

std::size_t sentBytes(const RecordView &record, const RecordRun &run)
{
    std::size_t bytes = record.size() + kFramingBytes;
    for (const HeaderView &header : run.headersOf(record)) {
        bytes += header.key.size() + (header.value ? header.value->size() : 0);
        bytes += kHeaderFramingBytes;
    }
    return bytes;
}

rd_kafka_vu_t memoryArgument(rd_kafka_vtype_t type, const char *data, std::size_t size)
{
    rd_kafka_vu_t argument{};
    argument.vtype = type;
    argument.u.mem.ptr = const_cast<char *>(data);
    argument.u.mem.size = size;
    return argument;
}

} // namespace

KafkaWriter::KafkaWriter(std::shared_ptr<KafkaAdmin> admin, WriterOptions options)
    : m_admin(std::move(admin))
    , m_options(std::move(options))
{
}

Result<std::unique_ptr<KafkaWriter>> KafkaWriter::open(std::shared_ptr<KafkaAdmin> admin,
                                                       const WriterOptions &options,
                                                       const Deadline &deadline)
{
    std::unique_ptr<KafkaWriter> writer(new KafkaWriter(std::move(admin), options));
    KafkaSettings settings = {{"enable.idempotence", "true"},
                              {"compression.codec", "lz4"},
                              {"linger.ms", "20"},
                              {"batch.num.messages", "10000"},
                              {"queue.buffering.max.messages", "1000000"},
                              {"queue.buffering.max.kbytes", "262144"},
                              {"message.max.bytes", std::to_string(kMostRecordBytes)}};
    if (options.transactional) {
        settings.emplace_back("transactional.id", options.producerName);
    }
    WEIR_ASSIGN(KafkaConfig config, makeKafkaConfig(writer->m_admin->address(), settings));
    rd_kafka_conf_set_opaque(config.get(), writer.get());
    rd_kafka_conf_set_dr_msg_cb(config.get(), &KafkaWriter::onDelivery);
    WEIR_ASSIGN(writer->m_handle, makeKafkaHandle(RD_KAFKA_PRODUCER, std::move(config)));
    if (options.transactional) {
        const int left = int(std::clamp<std::int64_t>(deadline.left().count(), 1, 600'000));
        WEIR_TRY(kafkaStatus(rd_kafka_init_transactions(writer->m_handle.get(), left),
                             fmt::format("Producer '{}'", options.producerName)));
    }
    return writer;
}

KafkaWriter::~KafkaWriter()
{
    if (m_handle != nullptr) {
        // What nobody waited for is dropped, and its deliveries reported before the batches go.
        rd_kafka_purge(m_handle.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
        rd_kafka_flush(m_handle.get(), 1000);
    }
    m_topics.clear();
    m_handle.reset();
}

void KafkaWriter::onDelivery(rd_kafka_t * /*handle*/, const rd_kafka_message_t *message,
                             void * /*self*/)
{
    auto &pending = *static_cast<Pending *>(message->_private);
    --pending.open;
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        pending.baseOffset = fail(kafkaError(
            message->err, fmt::format("Topic '{}', partition {}", pending.partition.topic,
                                      pending.partition.partition)));
    } else if (pending.baseOffset &&
               (*pending.baseOffset < 0 || message->offset < *pending.baseOffset)) {
        pending.baseOffset = message->offset;
    }
}

Status KafkaWriter::checkTarget(const TopicPartition &partition, const Deadline &deadline)
{
    std::int32_t &known = m_partitions[partition.topic];
    if (partition.partition >= 0 && partition.partition < known) {
        return {};
    }
    WEIR_ASSIGN(const TopicInfo info, m_admin->topic(partition.topic, deadline));
    known = info.partitions;
    if (partition.partition < 0 || partition.partition >= known) {
        return fail(unknownPartitionError(partition, known));
    }
    KafkaTopic &topic = m_topics[partition.topic];
    if (topic == nullptr) {
        topic.reset(rd_kafka_topic_new(m_handle.get(), partition.topic.c_str(), nullptr));
    }
    // Without metadata the producer's first message waits 0.7 s.
    return retryKafka(deadline, kafkaTopicWords(partition.topic), [&](int slice) {
        const rd_kafka_metadata_t *found = nullptr;
        const auto code = rd_kafka_metadata(m_handle.get(), 0, topic.get(), &found, slice);
        const KafkaMetadata freed(found);
        return code;
    });
}

Status KafkaWriter::checkRecords(const OutputBatch &batch)
{
    for (const RecordView &record : batch.run.records) {
        // librdkafka takes 0 for "now", in every call that it has.
        if (record.timestamp == 0) {
            return fail(userError(
                "log.invalid-record",
                fmt::format("Topic '{}': a record of time 0 (1970-01-01T00:00:00Z) cannot be "
                            "written to Kafka, which would give it the present time",
                            batch.partition.topic)));
        }
        if (const std::size_t bytes = sentBytes(record, batch.run); bytes > kMostRecordBytes) {
            return fail(userError("log.record-too-large",
                                  fmt::format("Topic '{}': a record of {} bytes is larger than the "
                                              "{} that are sent to Kafka",
                                              batch.partition.topic, bytes, kMostRecordBytes)));
        }
    }
    return {};
}

Status KafkaWriter::produce(const RecordView &record, const RecordRun &run, Pending &pending,
                            const Deadline &deadline)
{
    std::array<rd_kafka_vu_t, 7> arguments{};
    arguments[0].vtype = RD_KAFKA_VTYPE_RKT;
    arguments[0].u.rkt = m_topics[pending.partition.topic].get();
    arguments[1].vtype = RD_KAFKA_VTYPE_PARTITION;
    arguments[1].u.i32 = pending.partition.partition;
    arguments[2].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    arguments[2].u.i = RD_KAFKA_MSG_F_COPY;
    arguments[3].vtype = RD_KAFKA_VTYPE_TIMESTAMP;
    arguments[3].u.i64 = record.timestamp;
    arguments[4].vtype = RD_KAFKA_VTYPE_OPAQUE;
    arguments[4].u.ptr = &pending;
    arguments[5] = memoryArgument(RD_KAFKA_VTYPE_KEY, record.keyData, record.keySize);
    arguments[6] = memoryArgument(RD_KAFKA_VTYPE_VALUE, record.valueData, record.valueSize);
    std::vector<rd_kafka_vu_t> withHeaders;
    const rd_kafka_vu_t *given = arguments.data();
    std::size_t count = arguments.size();
    std::vector<std::string> names;
    if (record.headerCount > 0) {
        withHeaders.assign(arguments.begin(), arguments.end());
        names.reserve(record.headerCount);
        for (const HeaderView &header : run.headersOf(record)) {
            names.emplace_back(header.key);
            rd_kafka_vu_t argument{};
            argument.vtype = RD_KAFKA_VTYPE_HEADER;
            argument.u.header.name = names.back().c_str();
            argument.u.header.val = header.value ? header.value->data() : nullptr;
            argument.u.header.size = header.value ? ssize_t(header.value->size()) : -1;
            withHeaders.push_back(argument);
        }
        given = withHeaders.data();
        count = withHeaders.size();
    }
    ++pending.open;
    while (true) {
        rd_kafka_error_t *raw = rd_kafka_produceva(m_handle.get(), given, count);
        if (raw == nullptr) {
            return {};
        }
        const bool full = rd_kafka_error_code(raw) == RD_KAFKA_RESP_ERR__QUEUE_FULL;
        Status refused = kafkaStatus(raw, kafkaTopicWords(pending.partition.topic));
        if (!full) {
            --pending.open;
            return refused;
        }
        rd_kafka_poll(m_handle.get(), 10);
        if (Status waiting = checkDeadline(deadline, "Appending"); !waiting) {
            --pending.open;
            return waiting;
        }
    }
}

Result<std::uint64_t> KafkaWriter::append(const OutputBatch &batch, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Appending"));
    if (m_options.transactional && !m_inTransaction) {
        return fail(notTransactionalError());
    }
    Pending &pending = m_pending.emplace_back();
    pending.number = ++m_number;
    pending.partition = batch.partition;
    Status fit = checkRecords(batch);
    if (fit) {
        fit = checkTarget(batch.partition, deadline);
    }
    for (std::size_t i = 0; fit && i < batch.run.records.size(); ++i) {
        fit = produce(batch.run.records[i], batch.run, pending, deadline);
    }
    if (!fit) {
        pending.baseOffset = fail(fit.error());
    }
    rd_kafka_poll(m_handle.get(), 0);
    return m_number;
}

Status KafkaWriter::awaitDeliveries(const Deadline &deadline)
{
    while (rd_kafka_flush(m_handle.get(), std::max(kafkaSlice(deadline), 1)) !=
           RD_KAFKA_RESP_ERR_NO_ERROR) {
        WEIR_TRY(checkDeadline(deadline, "Waiting for the broker's acknowledgements"));
    }
    return {};
}

std::vector<BatchAck> KafkaWriter::takeAcks()
{
    std::vector<BatchAck> acks;
    while (!m_pending.empty() && m_pending.front().open == 0) {
        acks.push_back({m_pending.front().number, std::move(m_pending.front().baseOffset)});
        m_pending.pop_front();
    }
    return acks;
}

Result<std::vector<BatchAck>> KafkaWriter::flush(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Flushing"));
    WEIR_TRY(awaitDeliveries(deadline));
    return takeAcks();
}

Status KafkaWriter::begin(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Beginning a transaction"));
    if (!m_options.transactional || m_inTransaction) {
        return fail(notTransactionalError());
    }
    WEIR_TRY(kafkaStatus(rd_kafka_begin_transaction(m_handle.get()),
                         fmt::format("Producer '{}'", m_options.producerName)));
    m_inTransaction = true;
    return {};
}

Result<std::vector<BatchAck>> KafkaWriter::commit(const Deadline &deadline)
{
    if (!m_inTransaction) {
        return fail(notTransactionalError());
    }
    const std::string what = fmt::format("Producer '{}'", m_options.producerName);
    const int left = int(std::clamp<std::int64_t>(deadline.left().count(), 1, 600'000));
    const Status committed = kafkaStatus(rd_kafka_commit_transaction(m_handle.get(), left), what);
    if (!committed && committed.error().retriable) {
        return fail(committed.error()); // may be tried again; the transaction stays open
    }
    m_inTransaction = false;
    if (!committed) {
        if (!committed.error().fatal) {
            static_cast<void>(kafkaStatus(rd_kafka_abort_transaction(m_handle.get(), left), what));
        }
        rd_kafka_flush(m_handle.get(), left);
        takeAcks();
        return fail(committed.error());
    }
    return takeAcks();
}

Status KafkaWriter::abort(const Deadline &deadline)
{
    if (!m_inTransaction) {
        return fail(notTransactionalError());
    }
    const int left = int(std::clamp<std::int64_t>(deadline.left().count(), 1, 600'000));
    rd_kafka_purge(m_handle.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    WEIR_TRY(kafkaStatus(rd_kafka_abort_transaction(m_handle.get(), left),
                         fmt::format("Producer '{}'", m_options.producerName)));
    m_inTransaction = false;
    rd_kafka_flush(m_handle.get(), left);
    takeAcks();
    return {};
}

} // namespace weir::log
