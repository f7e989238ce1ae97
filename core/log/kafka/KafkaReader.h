#pragma once

#include "core/log/AppendSignal.h"
#include "core/log/kafka/KafkaAdmin.h"

#include <atomic>
#include <map>

namespace weir::log {

/// Reads a Kafka cluster: partitions assigned by hand, one fetch queue each, so that a partition is
/// held by leaving its queue alone (pausing loses records in librdkafka 2.0.2). Payloads are copied
/// into slabs and librdkafka's messages freed at once.
class KafkaReader final : public Reader {
public:
    KafkaReader(std::shared_ptr<KafkaAdmin> admin, const ReaderOptions &options);
    KafkaReader(const KafkaReader &) = delete;
    KafkaReader &operator=(const KafkaReader &) = delete;
    ~KafkaReader() override;

    Status assign(const TopicPartition &partition, Position position,
                  const Deadline &deadline) override;
    Status seek(const TopicPartition &partition, Position position,
                const Deadline &deadline) override;
    void unassign(const TopicPartition &partition) override;
    void hold(const TopicPartition &partition) override;
    void release(const TopicPartition &partition) override;
    Result<Polled> poll(const Deadline &deadline, std::size_t byteBudget) override;
    Result<std::int64_t> position(const TopicPartition &partition) const override;
    void wake() override;

private:
    struct Fetching {
        rd_kafka_topic_t *topic = nullptr;
        KafkaQueue queue;
        std::int64_t position = 0;
        bool held = false;
        bool stopped = false;
        /// How often in a row the brokers did not know the topic.
        int missing = 0;
    };

    static void onQueue(rd_kafka_t *handle, void *self);
    static void onError(rd_kafka_t *handle, int code, const char *reason, void *self);
    Status connect();
    /// Turns a position into an offset. One that is given needs no broker: an outage is told by
    /// polls.
    Result<std::int64_t> resolve(const TopicPartition &partition, Position position,
                                 const Deadline &deadline);
    Status start(const TopicPartition &partition, Fetching &fetching, const Deadline &deadline);
    void stop(const TopicPartition &partition, Fetching &fetching);
    Result<rd_kafka_topic_t *> openTopic(const std::string &name, const Deadline &deadline);
    Status collect(std::size_t byteBudget, Polled &polled, const Deadline &deadline);
    /// Takes what one partition's queue has, up to `bytes`; returns the bytes taken.
    std::size_t take(const TopicPartition &partition, Fetching &fetching, std::size_t bytes,
                     Polled &polled);
    /// Tells of topics that are not there any more; asked only while nothing arrives, or a fetch
    /// says so. One answer is no proof: a broker that has just started may not know of a topic yet.
    void lookForTopics(Polled &polled);
    std::optional<ReaderEvent> eventOf(const TopicPartition &partition, Fetching &fetching,
                                       const rd_kafka_message_t &message);

    std::shared_ptr<KafkaAdmin> m_admin;
    ReaderOptions m_options;
    AppendSignal m_signal;
    std::atomic<bool> m_woken = false;
    KafkaHandle m_handle;
    std::map<std::string, KafkaTopic> m_topics;
    std::map<TopicPartition, Fetching> m_partitions;
    /// For how many partitions the prefetch is divided.
    std::size_t m_dividedFor = 0;
    std::size_t m_first = 0;
    std::chrono::steady_clock::time_point m_nextLook;
    std::chrono::steady_clock::time_point m_nextQuestion;
    bool m_suspicious = false;
    std::optional<Error> m_outage;
    std::vector<rd_kafka_message_t *> m_messages;
};

} // namespace weir::log
