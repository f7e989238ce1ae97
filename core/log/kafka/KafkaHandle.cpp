#include "core/log/kafka/KafkaHandle.h"

#include "core/log/LogErrors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace weir::log {

namespace {

constexpr std::int64_t kSliceMs = 200;

struct KafkaCode {
    rd_kafka_resp_err_t code;
    const char *name;
    ErrorKind kind;
    bool retriable;
    bool fatal;
};

constexpr std::array kKafkaCodes = {
    KafkaCode{RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS, "log.topic-exists", ErrorKind::User, false,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, "log.unknown-topic", ErrorKind::User, false,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, "log.unknown-topic", ErrorKind::User, false, false},
    KafkaCode{RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION, "log.unknown-partition", ErrorKind::User, false,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION, "log.invalid-topic-name", ErrorKind::User, false,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_INVALID_PARTITIONS, "log.invalid-partitions", ErrorKind::User,
              false, false},
    KafkaCode{RD_KAFKA_RESP_ERR_INVALID_CONFIG, "log.invalid-config", ErrorKind::User, false,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_INVALID_RECORD, "log.invalid-record", ErrorKind::User, false,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP, "log.invalid-record", ErrorKind::User, false,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, "log.record-too-large", ErrorKind::User, false,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_GROUP_ID_NOT_FOUND, "log.unknown-group", ErrorKind::User, false,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_NON_EMPTY_GROUP, "log.group-in-use", ErrorKind::User, false, false},
    KafkaCode{RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID, "log.group-in-use", ErrorKind::User, false,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, "log.not-authorized",
              ErrorKind::External, false, false},
    KafkaCode{RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED, "log.not-authorized",
              ErrorKind::External, false, false},
    KafkaCode{RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED, "log.not-authorized",
              ErrorKind::External, false, false},
    KafkaCode{RD_KAFKA_RESP_ERR__TIMED_OUT, "log.deadline-exceeded", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, "log.deadline-exceeded", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR__TRANSPORT, "log.unreachable", ErrorKind::External, true, false},
    KafkaCode{RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "log.unreachable", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR__RESOLVE, "log.unreachable", ErrorKind::External, true, false},
    KafkaCode{RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, "log.coordinator-loading",
              ErrorKind::External, true, false},
    KafkaCode{RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE, "log.coordinator-loading",
              ErrorKind::External, true, false},
    KafkaCode{RD_KAFKA_RESP_ERR_NOT_COORDINATOR, "log.coordinator-loading", ErrorKind::External,
              true, false},
    // Of these a producer does not recover; another one does not care.
    KafkaCode{RD_KAFKA_RESP_ERR__FATAL, "log.broker", ErrorKind::External, false, true},
    KafkaCode{RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER, "log.broker", ErrorKind::External,
              false, true},
    KafkaCode{RD_KAFKA_RESP_ERR_UNKNOWN_PRODUCER_ID, "log.broker", ErrorKind::External, false,
              true},
    // What passes by itself, as Kafka says of these.
    KafkaCode{RD_KAFKA_RESP_ERR_INVALID_MSG, "log.broker", ErrorKind::External, true, false},
    KafkaCode{RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE, "log.broker", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION, "log.broker", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT, "log.broker", ErrorKind::External, true, false},
    KafkaCode{RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE, "log.broker", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE, "log.broker", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION, "log.broker", ErrorKind::External, true, false},
    KafkaCode{RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS, "log.broker", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND, "log.broker", ErrorKind::External,
              true, false},
    KafkaCode{RD_KAFKA_RESP_ERR_NOT_CONTROLLER, "log.broker", ErrorKind::External, true, false},
    KafkaCode{RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR, "log.broker", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH, "log.broker", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH, "log.broker", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED, "log.broker", ErrorKind::External, true,
              false},
    KafkaCode{RD_KAFKA_RESP_ERR__FENCED, "log.fenced", ErrorKind::External, false, true},
    KafkaCode{RD_KAFKA_RESP_ERR_PRODUCER_FENCED, "log.fenced", ErrorKind::External, false, true},
    KafkaCode{RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH, "log.fenced", ErrorKind::External, false,
              true},
};

// librdkafka would write to stderr; what matters reaches the caller as an error or event.
void dropKafkaLog(const rd_kafka_t * /*handle*/, int /*level*/, const char * /*facility*/,
                  const char * /*text*/)
{
}

} // namespace

Result<KafkaConfig> makeKafkaConfig(const KafkaAddress &address, const KafkaSettings &settings)
{
    KafkaConfig config(rd_kafka_conf_new());
    KafkaSettings all = {{"bootstrap.servers", address.brokers},
                         {"client.id", address.program},
                         {"allow.auto.create.topics", "false"},
                         {"topic.metadata.propagation.max.ms", "2000"},
                         {"reconnect.backoff.max.ms", "2000"}};
    all.insert(all.end(), settings.begin(), settings.end());
    std::array<char, 512> why{};
    for (const auto &setting : all) {
        if (rd_kafka_conf_set(config.get(), setting.first, setting.second.c_str(), why.data(),
                              why.size()) != RD_KAFKA_CONF_OK) {
            return fail(userError("log.invalid-address", fmt::format("Kafka client setting {}: {}",
                                                                     setting.first, why.data())));
        }
    }
    rd_kafka_conf_set_log_cb(config.get(), &dropKafkaLog);
    return config;
}

Result<KafkaHandle> makeKafkaHandle(rd_kafka_type_t type, KafkaConfig config)
{
    std::array<char, 512> why{};
    KafkaHandle handle(rd_kafka_new(type, config.get(), why.data(), why.size()));
    if (handle == nullptr) {
        return fail(externalError("log.invalid-address", fmt::format("Kafka: {}", why.data())));
    }
    config.release(); // rd_kafka_new took it over
    return handle;
}

Error kafkaError(rd_kafka_resp_err_t code, const std::string &what, const std::string &text)
{
    const auto known = std::ranges::find(kKafkaCodes, code, &KafkaCode::code);
    const std::string words = text.empty() ? rd_kafka_err2str(code) : text;
    Error error{known == kKafkaCodes.end() ? "log.broker" : known->name, ErrorKind::External,
                fmt::format("{}: {} ({})", what, words, rd_kafka_err2name(code))};
    if (known != kKafkaCodes.end()) {
        error.kind = known->kind;
        error.retriable = known->retriable;
        error.fatal = known->fatal;
    }
    return error;
}

std::string kafkaTopicWords(const std::string &topic)
{
    return fmt::format("Topic '{}'", topic);
}

int kafkaSlice(const Deadline &deadline)
{
    return int(std::min<std::int64_t>(deadline.left().count(), kSliceMs));
}

} // namespace weir::log
