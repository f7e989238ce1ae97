#include "core/log/kafka/KafkaCluster.h"

#include "core/log/LogErrors.h"
#include "core/log/kafka/KafkaCheckpoints.h"
#include "core/log/kafka/KafkaGroups.h"
#include "core/log/kafka/KafkaReader.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::log {

namespace {

constexpr auto kProducerPatience = std::chrono::seconds(30);

class KafkaCluster final : public Cluster {
public:
    KafkaCluster(const std::string &brokers, const ClusterOptions &options)
        : m_admin(std::make_shared<KafkaAdmin>(KafkaAddress{brokers, options.program}))
        , m_address("kafka://" + brokers)
        , m_groups(m_admin)
        , m_checkpoints(m_admin,
                        options.dataFolder.empty() ? defaultDataFolder() : options.dataFolder)
    {
    }

    ClusterKind kind() const override { return ClusterKind::Kafka; }
    Result<std::string> id(const Deadline &deadline) override
    {
        WEIR_ASSIGN(const std::string id, m_admin->clusterId(deadline));
        return "kafka-" + id;
    }
    const std::string &address() const override { return m_address; }
    Result<std::vector<TopicInfo>> topics(const Deadline &deadline) override
    {
        return m_admin->topics(deadline);
    }
    Result<TopicInfo> topic(const std::string &name, const Deadline &deadline) override
    {
        return m_admin->topic(name, deadline);
    }
    Result<TopicConfig> topicConfig(const std::string &name, const Deadline &deadline) override
    {
        return m_admin->topicConfig(name, deadline);
    }
    Status createTopic(const NewTopic &topic, const Deadline &deadline) override
    {
        return m_admin->createTopic(topic, deadline);
    }
    Status deleteTopic(const std::string &name, const Deadline &deadline) override
    {
        return m_admin->deleteTopic(name, deadline);
    }
    Status addPartitions(const std::string &name, std::int32_t total,
                         const Deadline &deadline) override
    {
        return m_admin->addPartitions(name, total, deadline);
    }
    Result<std::vector<PartitionOffsets>> offsets(const std::string &topic,
                                                  const Deadline &deadline) override
    {
        return m_admin->offsets(topic, deadline);
    }
    Result<std::vector<std::int64_t>> offsetsForTime(const std::string &topic, EpochMs time,
                                                     const Deadline &deadline) override
    {
        return m_admin->offsetsForTime(topic, time, deadline);
    }
    Result<std::unique_ptr<Reader>> openReader(const ReaderOptions &options) override
    {
        return std::make_unique<KafkaReader>(m_admin, options);
    }
    Result<std::unique_ptr<Writer>> openWriter(const WriterOptions &options) override
    {
        return KafkaWriter::open(m_admin, options, Deadline::in(kProducerPatience));
    }
    Groups &groups() override { return m_groups; }
    CheckpointStore &checkpoints() override { return m_checkpoints; }

private:
    std::shared_ptr<KafkaAdmin> m_admin;
    std::string m_address;
    KafkaGroups m_groups;
    KafkaCheckpoints m_checkpoints;
};

// One "host:port".
bool isBrokerAddress(const std::string &text)
{
    const std::size_t colon = text.rfind(':');
    return colon != std::string::npos && colon > 0 && colon + 1 < text.size() &&
           text.size() - colon <= 6 &&
           std::all_of(text.begin() + std::ptrdiff_t(colon) + 1, text.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Result<ClusterPtr> openKafkaCluster(const std::string &brokers, const ClusterOptions &options)
{
    for (std::size_t from = 0; from <= brokers.size();) {
        const std::size_t comma = std::min(brokers.find(',', from), brokers.size());
        if (!isBrokerAddress(brokers.substr(from, comma - from))) {
            return fail(userError("log.invalid-address",
                                  fmt::format("'{}' is no host:port of a Kafka broker",
                                              brokers.substr(from, comma - from))));
        }
        from = comma + 1;
    }
    return std::make_shared<KafkaCluster>(brokers, options);
}

} // namespace weir::log
