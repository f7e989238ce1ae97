#pragma once

#include "core/log/Writer.h"
#include "core/log/kafka/KafkaAdmin.h"

#include <deque>
#include <map>

namespace weir::log {

/// Writes a Kafka cluster with an idempotent producer (no duplicates by its own retries).
class KafkaWriter final : public Writer {
public:
    /// Makes the producer; a transactional one takes its name from older ones before this returns.
    static Result<std::unique_ptr<KafkaWriter>>
    open(std::shared_ptr<KafkaAdmin> admin, const WriterOptions &options, const Deadline &deadline);
    KafkaWriter(const KafkaWriter &) = delete;
    KafkaWriter &operator=(const KafkaWriter &) = delete;
    ~KafkaWriter() override;

    /// Refuses records that the client would change or not send: `log.invalid-record`,
    /// `log.record-too-large`.
    static Status checkRecords(const OutputBatch &batch);

    Result<std::uint64_t> append(const OutputBatch &batch, const Deadline &deadline) override;
    Result<std::vector<BatchAck>> flush(const Deadline &deadline) override;
    Status begin(const Deadline &deadline) override;
    Result<std::vector<BatchAck>> commit(const Deadline &deadline) override;
    Status abort(const Deadline &deadline) override;

private:
    struct Pending {
        std::uint64_t number = 0;
        TopicPartition partition;
        std::size_t open = 0;
        Result<std::int64_t> baseOffset = std::int64_t(-1);
    };

    KafkaWriter(std::shared_ptr<KafkaAdmin> admin, WriterOptions options);
    static void onDelivery(rd_kafka_t *handle, const rd_kafka_message_t *message, void *self);
    /// Asks for the topic where it is not known yet; a refusal is the batch's.
    Status checkTarget(const TopicPartition &partition, const Deadline &deadline);
    Status produce(const RecordView &record, const RecordRun &run, Pending &pending,
                   const Deadline &deadline);
    Status awaitDeliveries(const Deadline &deadline);
    std::vector<BatchAck> takeAcks();

    std::shared_ptr<KafkaAdmin> m_admin;
    WriterOptions m_options;
    KafkaHandle m_handle;
    std::map<std::string, KafkaTopic> m_topics;
    std::map<std::string, std::int32_t> m_partitions;
    // A deque: librdkafka holds pointers to its elements until they are delivered.
    std::deque<Pending> m_pending;
    std::uint64_t m_number = 0;
    bool m_inTransaction = false;
};

} // namespace weir::log
