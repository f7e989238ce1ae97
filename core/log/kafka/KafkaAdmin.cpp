#include "core/log/kafka/KafkaAdmin.h"

#include "core/log/LogErrors.h"
#include "core/log/TopicRules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <thread>

namespace weir::log {

namespace {

using NewKafkaTopic = std::unique_ptr<rd_kafka_NewTopic_t, KafkaDeleter<rd_kafka_NewTopic_destroy>>;
using OldKafkaTopic =
    std::unique_ptr<rd_kafka_DeleteTopic_t, KafkaDeleter<rd_kafka_DeleteTopic_destroy>>;
using MoreKafkaPartitions =
    std::unique_ptr<rd_kafka_NewPartitions_t, KafkaDeleter<rd_kafka_NewPartitions_destroy>>;
using KafkaResource =
    std::unique_ptr<rd_kafka_ConfigResource_t, KafkaDeleter<rd_kafka_ConfigResource_destroy>>;
using KafkaAdminOptions =
    std::unique_ptr<rd_kafka_AdminOptions_t, KafkaDeleter<rd_kafka_AdminOptions_destroy>>;

Status firstTopicResult(const rd_kafka_topic_result_t **results, std::size_t count,
                        const std::string &what)
{
    if (count == 0 || rd_kafka_topic_result_error(results[0]) == RD_KAFKA_RESP_ERR_NO_ERROR) {
        return {};
    }
    const char *text = rd_kafka_topic_result_error_string(results[0]);
    return fail(kafkaError(rd_kafka_topic_result_error(results[0]), what, text ? text : ""));
}

TopicInfo describeKafkaTopic(const rd_kafka_metadata_topic_t &topic)
{
    TopicInfo info{topic.topic, {}, topic.partition_cnt, 1, false};
    if (topic.partition_cnt > 0) {
        info.replicas = topic.partitions[0].replica_cnt;
    }
    info.internal = info.name.starts_with("__");
    return info;
}

} // namespace

Status retryKafka(const Deadline &deadline, const std::string &what,
                  const std::function<rd_kafka_resp_err_t(int)> &attempt)
{
    while (true) {
        WEIR_TRY(checkCancelled(deadline, what));
        const auto started = std::chrono::steady_clock::now();
        const int slice = std::max(kafkaSlice(deadline), 1);
        const rd_kafka_resp_err_t code = attempt(slice);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            return {};
        }
        const bool again = code == RD_KAFKA_RESP_ERR__TIMED_OUT ||
                           code == RD_KAFKA_RESP_ERR__TRANSPORT ||
                           code == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE ||
                           code == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION ||
                           code == RD_KAFKA_RESP_ERR__WAIT_CACHE;
        if (!again || deadline.passed()) {
            return fail(kafkaError(code, what));
        }
        // An attempt that failed at once would fail again at once.
        std::this_thread::sleep_until(
            std::min(started + std::chrono::milliseconds(slice) / 4, deadline.at()));
    }
}

Result<rd_kafka_t *> KafkaAdmin::handle(Isolation isolation)
{
    const std::lock_guard lock(m_mutex);
    const bool committed = isolation == Isolation::Committed;
    KafkaHandle &kept = committed ? m_committed : m_uncommitted;
    if (kept == nullptr) {
        WEIR_ASSIGN(KafkaConfig config,
                    makeKafkaConfig(m_address, {{"isolation.level",
                                                 committed ? "read_committed" : "read_uncommitted"},
                                                {"enable.auto.commit", "false"}}));
        WEIR_ASSIGN(kept, makeKafkaHandle(RD_KAFKA_CONSUMER, std::move(config)));
    }
    return kept.get();
}

Result<KafkaEvent> KafkaAdmin::ask(rd_kafka_admin_op_t operation, const std::string &what,
                                   const Deadline &deadline, const Submit &submit)
{
    WEIR_TRY(checkDeadline(deadline, what));
    WEIR_ASSIGN(rd_kafka_t *const asked, handle());
    const KafkaAdminOptions options(rd_kafka_AdminOptions_new(asked, operation));
    const int left = int(std::clamp<std::int64_t>(deadline.left().count(), 1, 3'600'000));
    std::array<char, 256> why{};
    rd_kafka_AdminOptions_set_request_timeout(options.get(), left, why.data(), why.size());
    const KafkaQueue queue(rd_kafka_queue_new(asked));
    submit(asked, options.get(), queue.get());
    while (true) {
        KafkaEvent event(rd_kafka_queue_poll(queue.get(), kafkaSlice(deadline)));
        if (event != nullptr) {
            const rd_kafka_resp_err_t code = rd_kafka_event_error(event.get());
            if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
                return fail(kafkaError(code, what, rd_kafka_event_error_string(event.get())));
            }
            return event;
        }
        WEIR_TRY(checkDeadline(deadline, what));
    }
}

std::string kafkaIdOf(const KafkaAddress &address)
{
    std::vector<std::string> brokers;
    for (std::size_t from = 0; from <= address.brokers.size();) {
        const std::size_t comma = std::min(address.brokers.find(',', from), address.brokers.size());
        brokers.push_back(address.brokers.substr(from, comma - from));
        from = comma + 1;
    }
    std::ranges::sort(brokers);
    std::string id = "at";
    for (const std::string &broker : brokers) {
        id += "-" + broker;
    }
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-';
    };
    std::ranges::replace_if(id, std::not_fn(plain), '-');
    return id;
}

Result<std::string> KafkaAdmin::clusterId(const Deadline &deadline)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_clusterId.empty()) {
            return m_clusterId;
        }
    }
    WEIR_ASSIGN(rd_kafka_t *const asked, handle());
    // Once the brokers have answered this, librdkafka knows the id, if there is one.
    WEIR_TRY(metadata(deadline));
    char *const text = rd_kafka_clusterid(asked, kafkaSlice(deadline));
    const std::string id = text == nullptr || *text == '\0' ? kafkaIdOf(m_address) : text;
    if (text != nullptr) {
        rd_kafka_mem_free(asked, text);
    }
    const std::lock_guard lock(m_mutex);
    m_clusterId = id;
    return id;
}

Result<KafkaMetadata> KafkaAdmin::metadata(const Deadline &deadline)
{
    WEIR_ASSIGN(rd_kafka_t *const asked, handle());
    const rd_kafka_metadata_t *found = nullptr;
    WEIR_TRY(retryKafka(deadline, "Kafka " + m_address.brokers, [&](int slice) {
        return rd_kafka_metadata(asked, 1, nullptr, &found, slice);
    }));
    return KafkaMetadata(found);
}

Result<std::vector<TopicInfo>> KafkaAdmin::topics(const Deadline &deadline)
{
    WEIR_ASSIGN(const KafkaMetadata found, metadata(deadline));
    std::vector<TopicInfo> all;
    for (int i = 0; i < found->topic_cnt; ++i) {
        if (found->topics[i].err == RD_KAFKA_RESP_ERR_NO_ERROR) {
            all.push_back(describeKafkaTopic(found->topics[i]));
        }
    }
    std::ranges::sort(all, {}, &TopicInfo::name);
    return all;
}

Result<TopicInfo> KafkaAdmin::topic(const std::string &name, const Deadline &deadline)
{
    WEIR_ASSIGN(const std::vector<TopicInfo> all, topics(deadline));
    const auto found = std::ranges::find(all, name, &TopicInfo::name);
    if (found == all.end()) {
        return fail(unknownTopicError(name));
    }
    return *found;
}

Result<TopicConfig> KafkaAdmin::topicConfig(const std::string &name, const Deadline &deadline)
{
    KafkaResource resource(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, name.c_str()));
    rd_kafka_ConfigResource_t *asked = resource.get();
    const auto submit = [&](rd_kafka_t *handle, rd_kafka_AdminOptions_t *options,
                            rd_kafka_queue_t *queue) {
        rd_kafka_DescribeConfigs(handle, &asked, 1, options, queue);
    };
    WEIR_ASSIGN(const KafkaEvent event,
                ask(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, kafkaTopicWords(name), deadline, submit));
    std::size_t count = 0;
    const rd_kafka_ConfigResource_t **found = rd_kafka_DescribeConfigs_result_resources(
        rd_kafka_event_DescribeConfigs_result(event.get()), &count);
    TopicConfig config;
    if (count == 0) {
        return config;
    }
    const rd_kafka_resp_err_t code = rd_kafka_ConfigResource_error(found[0]);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return fail(kafkaError(code, kafkaTopicWords(name)));
    }
    const rd_kafka_ConfigEntry_t **entries = rd_kafka_ConfigResource_configs(found[0], &count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string setting = rd_kafka_ConfigEntry_name(entries[i]);
        const char *value = rd_kafka_ConfigEntry_value(entries[i]);
        const bool always = setting == "cleanup.policy" || setting.starts_with("retention.");
        const bool given =
            rd_kafka_ConfigEntry_source(entries[i]) == RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG;
        if (value != nullptr && (always || given)) {
            config.emplace(setting, value);
        }
    }
    return config;
}

Status KafkaAdmin::createTopic(const NewTopic &topic, const Deadline &deadline)
{
    // Name and partitions by our rules; which settings there are is the broker's to say.
    WEIR_TRY(checkNewTopic({topic.name, topic.partitions}));
    std::array<char, 512> why{};
    const NewKafkaTopic made(rd_kafka_NewTopic_new(topic.name.c_str(), topic.partitions,
                                                   topic.replicas, why.data(), why.size()));
    if (made == nullptr) {
        return fail(userError("log.invalid-topic-name",
                              fmt::format("{}: {}", kafkaTopicWords(topic.name), why.data())));
    }
    for (const auto &setting : topic.config) {
        rd_kafka_NewTopic_set_config(made.get(), setting.first.c_str(), setting.second.c_str());
    }
    rd_kafka_NewTopic_t *asked = made.get();
    const auto submit = [&](rd_kafka_t *handle, rd_kafka_AdminOptions_t *options,
                            rd_kafka_queue_t *queue) {
        rd_kafka_CreateTopics(handle, &asked, 1, options, queue);
    };
    WEIR_ASSIGN(const KafkaEvent event,
                ask(RD_KAFKA_ADMIN_OP_CREATETOPICS, kafkaTopicWords(topic.name), deadline, submit));
    std::size_t count = 0;
    const rd_kafka_topic_result_t **results = rd_kafka_CreateTopics_result_topics(
        rd_kafka_event_CreateTopics_result(event.get()), &count);
    WEIR_TRY(firstTopicResult(results, count, kafkaTopicWords(topic.name)));
    return awaitTopic(topic.name, topic.partitions, deadline);
}

Status KafkaAdmin::deleteTopic(const std::string &name, const Deadline &deadline)
{
    const OldKafkaTopic old(rd_kafka_DeleteTopic_new(name.c_str()));
    rd_kafka_DeleteTopic_t *asked = old.get();
    const auto submit = [&](rd_kafka_t *handle, rd_kafka_AdminOptions_t *options,
                            rd_kafka_queue_t *queue) {
        rd_kafka_DeleteTopics(handle, &asked, 1, options, queue);
    };
    WEIR_ASSIGN(const KafkaEvent event,
                ask(RD_KAFKA_ADMIN_OP_DELETETOPICS, kafkaTopicWords(name), deadline, submit));
    std::size_t count = 0;
    const rd_kafka_topic_result_t **results = rd_kafka_DeleteTopics_result_topics(
        rd_kafka_event_DeleteTopics_result(event.get()), &count);
    WEIR_TRY(firstTopicResult(results, count, kafkaTopicWords(name)));
    return awaitTopic(name, 0, deadline);
}

Status KafkaAdmin::addPartitions(const std::string &name, std::int32_t total,
                                 const Deadline &deadline)
{
    WEIR_TRY(checkNewTopic({name, total}));
    std::array<char, 512> why{};
    const MoreKafkaPartitions more(
        rd_kafka_NewPartitions_new(name.c_str(), std::size_t(total), why.data(), why.size()));
    rd_kafka_NewPartitions_t *asked = more.get();
    const auto submit = [&](rd_kafka_t *handle, rd_kafka_AdminOptions_t *options,
                            rd_kafka_queue_t *queue) {
        rd_kafka_CreatePartitions(handle, &asked, 1, options, queue);
    };
    WEIR_ASSIGN(const KafkaEvent event,
                ask(RD_KAFKA_ADMIN_OP_CREATEPARTITIONS, kafkaTopicWords(name), deadline, submit));
    std::size_t count = 0;
    const rd_kafka_topic_result_t **results = rd_kafka_CreatePartitions_result_topics(
        rd_kafka_event_CreatePartitions_result(event.get()), &count);
    WEIR_TRY(firstTopicResult(results, count, kafkaTopicWords(name)));
    return awaitTopic(name, total, deadline);
}

Status KafkaAdmin::awaitTopic(const std::string &name, std::int32_t partitions,
                              const Deadline &deadline)
{
    while (true) {
        const Result<TopicInfo> found = topic(name, deadline);
        if (!found && found.error().code != "log.unknown-topic") {
            return fail(found.error());
        }
        if (partitions == (found ? found->partitions : 0)) {
            return {};
        }
        WEIR_TRY(checkDeadline(deadline, kafkaTopicWords(name)));
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

} // namespace weir::log
