#pragma once

#include "core/log/Reader.h"
#include "core/log/Topic.h"
#include "core/log/kafka/KafkaHandle.h"

#include <functional>
#include <mutex>
#include <optional>
#include <span>

namespace weir::log {

/// Asks a Kafka cluster about topics and offsets, and changes topics. Any thread; connections are
/// made on the first call.
class KafkaAdmin {
public:
    explicit KafkaAdmin(KafkaAddress address)
        : m_address(std::move(address))
    {
    }

    const KafkaAddress &address() const { return m_address; }
    /// Returns the id that the brokers give the cluster, or kafkaIdOf(address) if they answer but
    /// give none (before Kafka 0.10.1). Asked once. Errors of retryKafka.
    Result<std::string> clusterId(const Deadline &deadline);
    Result<std::vector<TopicInfo>> topics(const Deadline &deadline);
    Result<TopicInfo> topic(const std::string &name, const Deadline &deadline);
    Result<TopicConfig> topicConfig(const std::string &name, const Deadline &deadline);
    Status createTopic(const NewTopic &topic, const Deadline &deadline);
    Status deleteTopic(const std::string &name, const Deadline &deadline);
    Status addPartitions(const std::string &name, std::int32_t total, const Deadline &deadline);
    Result<std::vector<PartitionOffsets>> offsets(const std::string &topic,
                                                  const Deadline &deadline);
    Result<std::vector<std::int64_t>> offsetsForTime(const std::string &topic, EpochMs time,
                                                     const Deadline &deadline);
    /// A partition that is not there: which of those asked for, and in what words.
    struct Missing {
        std::size_t index = 0;
        Error error;
    };
    /// Returns the first partition that is not there, nothing if all are. A broker that has just
    /// started leaves topics out of its answers: what is missing is asked for again for a second,
    /// and an answer without any topic is no answer (`log.broker`, retriable).
    Result<std::optional<Missing>> findMissing(std::span<const TopicPartition> partitions,
                                               const Deadline &deadline);
    /// Turns a position into an offset. `log.unknown-topic`, `log.unknown-partition`.
    Result<std::int64_t> resolve(const TopicPartition &partition, Position position,
                                 const Deadline &deadline);

    /// Sends an admin request and waits for its event.
    using Submit = std::function<void(rd_kafka_t *, rd_kafka_AdminOptions_t *, rd_kafka_queue_t *)>;
    Result<KafkaEvent> ask(rd_kafka_admin_op_t operation, const std::string &what,
                           const Deadline &deadline, const Submit &submit);

private:
    enum class Isolation { Committed, Uncommitted };
    Result<rd_kafka_t *> handle(Isolation isolation = Isolation::Committed);
    Result<KafkaMetadata> metadata(const Deadline &deadline);
    /// Waits until the brokers agree that a topic is there, with `partitions`, or gone (0).
    Status awaitTopic(const std::string &name, std::int32_t partitions, const Deadline &deadline);
    Result<std::vector<TopicPartition>> partitionsOf(const std::string &topic,
                                                     const Deadline &deadline);
    /// Asks for the first offset at `time` or for an end (librdkafka's numbers for begin and end)
    /// of partitions of one topic, in one request a broker; -1 where there is none.
    Result<std::vector<std::int64_t>> listOffsets(std::span<const TopicPartition> partitions,
                                                  std::int64_t time, Isolation isolation,
                                                  const Deadline &deadline);

    KafkaAddress m_address;
    std::mutex m_mutex;
    std::string m_clusterId; ///< once known; guarded by m_mutex
    KafkaHandle m_committed;
    KafkaHandle m_uncommitted;
};

/// Names a cluster that has no id by the addresses of its brokers, in any order: `at-host-9092`.
/// Fit for a file name.
std::string kafkaIdOf(const KafkaAddress &address);

/// Calls `attempt` (returning a librdkafka code, given milliseconds to take) again while it only
/// timed out or found no broker, until the deadline or its cancellation.
Status retryKafka(const Deadline &deadline, const std::string &what,
                  const std::function<rd_kafka_resp_err_t(int)> &attempt);

} // namespace weir::log
