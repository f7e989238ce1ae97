// What a Kafka cluster says of partitions and their offsets.

#include "core/log/LogErrors.h"
#include "core/log/kafka/KafkaAdmin.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace weir::log {

namespace {

constexpr std::chrono::seconds kMissingPatience(1);
constexpr std::chrono::milliseconds kMissingPause(100);

/// `topics` are in the order of their names.
std::optional<KafkaAdmin::Missing> firstMissing(std::span<const TopicPartition> partitions,
                                                const std::vector<TopicInfo> &topics)
{
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        const TopicPartition &partition = partitions[i];
        const auto found = std::ranges::lower_bound(topics, partition.topic, {}, &TopicInfo::name);
        if (found == topics.end() || found->name != partition.topic) {
            return KafkaAdmin::Missing{i, unknownTopicError(partition.topic)};
        }
        if (partition.partition < 0 || partition.partition >= found->partitions) {
            return KafkaAdmin::Missing{i, unknownPartitionError(partition, found->partitions)};
        }
    }
    return std::nullopt;
}

} // namespace

Result<std::vector<std::int64_t>>
KafkaAdmin::listOffsets(std::span<const TopicPartition> partitions, std::int64_t time,
                        Isolation isolation, const Deadline &deadline)
{
    WEIR_ASSIGN(rd_kafka_t *const asked, handle(isolation));
    const KafkaPartitions list(rd_kafka_topic_partition_list_new(int(partitions.size())));
    const std::string what = kafkaTopicWords(partitions.front().topic);
    WEIR_TRY(retryKafka(deadline, what, [&](int slice) {
        list->cnt = 0;
        for (const TopicPartition &partition : partitions) {
            rd_kafka_topic_partition_list_add(list.get(), partition.topic.c_str(),
                                              partition.partition)
                ->offset = time;
        }
        rd_kafka_resp_err_t code = rd_kafka_offsets_for_times(asked, list.get(), slice);
        // One partition alone may fail for a moment, as when its topic was made just now.
        for (int i = 0; i < list->cnt && code == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
            code = list->elems[i].err;
        }
        return code;
    }));
    std::vector<std::int64_t> offsets;
    for (int i = 0; i < list->cnt; ++i) {
        offsets.push_back(list->elems[i].offset);
    }
    return offsets;
}

Result<std::vector<TopicPartition>> KafkaAdmin::partitionsOf(const std::string &topic,
                                                             const Deadline &deadline)
{
    WEIR_ASSIGN(const TopicInfo info, this->topic(topic, deadline));
    std::vector<TopicPartition> all;
    for (std::int32_t i = 0; i < info.partitions; ++i) {
        all.push_back({topic, i});
    }
    return all;
}

Result<std::vector<PartitionOffsets>> KafkaAdmin::offsets(const std::string &topic,
                                                          const Deadline &deadline)
{
    WEIR_ASSIGN(const std::vector<TopicPartition> partitions, partitionsOf(topic, deadline));
    WEIR_ASSIGN(const auto begins,
                listOffsets(partitions, RD_KAFKA_OFFSET_BEGINNING, Isolation::Committed, deadline));
    WEIR_ASSIGN(const auto stables,
                listOffsets(partitions, RD_KAFKA_OFFSET_END, Isolation::Committed, deadline));
    WEIR_ASSIGN(const auto ends,
                listOffsets(partitions, RD_KAFKA_OFFSET_END, Isolation::Uncommitted, deadline));
    std::vector<PartitionOffsets> all;
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        all.push_back({begins[i], stables[i], ends[i]});
    }
    return all;
}

Result<std::vector<std::int64_t>> KafkaAdmin::offsetsForTime(const std::string &topic, EpochMs time,
                                                             const Deadline &deadline)
{
    WEIR_ASSIGN(const std::vector<TopicPartition> partitions, partitionsOf(topic, deadline));
    // A negative time is a question of its own to a broker.
    WEIR_ASSIGN(
        std::vector<std::int64_t> offsets,
        listOffsets(partitions, std::max<EpochMs>(time, 0), Isolation::Committed, deadline));
    WEIR_ASSIGN(const auto stables,
                listOffsets(partitions, RD_KAFKA_OFFSET_END, Isolation::Committed, deadline));
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        offsets[i] = offsets[i] < 0 ? stables[i] : offsets[i];
    }
    return offsets;
}

Result<std::optional<KafkaAdmin::Missing>>
KafkaAdmin::findMissing(std::span<const TopicPartition> partitions, const Deadline &deadline)
{
    const auto until = std::chrono::steady_clock::now() + kMissingPatience;
    while (true) {
        WEIR_ASSIGN(const std::vector<TopicInfo> all, topics(deadline));
        std::optional<Missing> missing = firstMissing(partitions, all);
        if (!missing) {
            return missing;
        }
        if (std::chrono::steady_clock::now() >= until && all.empty()) {
            return fail(externalError(
                "log.broker", fmt::format("Kafka {} knows of no topic at all", m_address.brokers),
                true));
        }
        if (std::chrono::steady_clock::now() >= until) {
            return missing;
        }
        WEIR_TRY(checkDeadline(deadline, kafkaTopicWords(partitions[missing->index].topic)));
        std::this_thread::sleep_for(kMissingPause);
    }
}

Result<std::int64_t> KafkaAdmin::resolve(const TopicPartition &partition, Position position,
                                         const Deadline &deadline)
{
    WEIR_ASSIGN(const std::optional<Missing> missing, findMissing({&partition, 1}, deadline));
    if (missing) {
        return fail(missing->error);
    }
    if (position.kind == Position::Kind::Offset) {
        return position.offset;
    }
    const std::int64_t edge = position.kind == Position::Kind::Beginning ? RD_KAFKA_OFFSET_BEGINNING
                                                                         : RD_KAFKA_OFFSET_END;
    WEIR_ASSIGN(const auto offsets,
                listOffsets({&partition, 1}, edge, Isolation::Committed, deadline));
    return offsets.front();
}

} // namespace weir::log
