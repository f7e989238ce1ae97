#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"

#include <librdkafka/rdkafka.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace weir::log {

/// Deletes librdkafka's objects by the function given.
template <auto Destroy> struct KafkaDeleter {
    template <class T> void operator()(T *object) const { Destroy(object); }
};

using KafkaHandle = std::unique_ptr<rd_kafka_t, KafkaDeleter<rd_kafka_destroy>>;
using KafkaTopic = std::unique_ptr<rd_kafka_topic_t, KafkaDeleter<rd_kafka_topic_destroy>>;
using KafkaQueue = std::unique_ptr<rd_kafka_queue_t, KafkaDeleter<rd_kafka_queue_destroy>>;
using KafkaEvent = std::unique_ptr<rd_kafka_event_t, KafkaDeleter<rd_kafka_event_destroy>>;
using KafkaFailure = std::unique_ptr<rd_kafka_error_t, KafkaDeleter<rd_kafka_error_destroy>>;
using KafkaMetadata =
    std::unique_ptr<const rd_kafka_metadata_t, KafkaDeleter<rd_kafka_metadata_destroy>>;
using KafkaPartitions = std::unique_ptr<rd_kafka_topic_partition_list_t,
                                        KafkaDeleter<rd_kafka_topic_partition_list_destroy>>;
using KafkaConfig = std::unique_ptr<rd_kafka_conf_t, KafkaDeleter<rd_kafka_conf_destroy>>;

/// Where a Kafka cluster is and who asks.
struct KafkaAddress {
    std::string brokers;
    std::string program;
};

using KafkaSettings = std::vector<std::pair<const char *, std::string>>;

/// Makes a configuration with the address and `settings`.
Result<KafkaConfig> makeKafkaConfig(const KafkaAddress &address, const KafkaSettings &settings);
/// Makes a handle; takes the configuration over.
Result<KafkaHandle> makeKafkaHandle(rd_kafka_type_t type, KafkaConfig config);

/// Turns a broker's or librdkafka's code into our error; the message keeps the broker's name for
/// it. `what` names the topic, partition or group it is about.
Error kafkaError(rd_kafka_resp_err_t code, const std::string &what, const std::string &text = {});

/// Names a topic in errors.
std::string kafkaTopicWords(const std::string &topic);

/// Returns the milliseconds a blocking librdkafka call may take before cancellation is looked at
/// again.
int kafkaSlice(const Deadline &deadline);

} // namespace weir::log
