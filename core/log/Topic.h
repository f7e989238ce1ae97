#pragma once

#include "core/types/TopicPartition.h"

#include <map>
#include <string>

namespace weir::log {

/// Settings of a topic by their Kafka names ("retention.ms", "cleanup.policy", …).
using TopicConfig = std::map<std::string, std::string>;

/// What a cluster says of a topic.
struct TopicInfo {
    std::string name;
    /// Changes when a topic is deleted and made again; empty where the cluster cannot tell.
    std::string incarnation;
    std::int32_t partitions = 0;
    std::int32_t replicas = 1;
    /// Made by the cluster for itself (Kafka's `__consumer_offsets`).
    bool internal = false;

    bool operator==(const TopicInfo &) const = default;
};

/// A topic to be made.
struct NewTopic {
    std::string name;
    std::int32_t partitions = 1;
    /// -1: the cluster's default.
    std::int32_t replicas = -1;
    TopicConfig config = {};
};

/// The offsets of one partition: `begin` of the oldest record, `lastStable` behind the last record
/// a reader sees, `end` behind the last record of all (open transactions included).
struct PartitionOffsets {
    std::int64_t begin = 0;
    std::int64_t lastStable = 0;
    std::int64_t end = 0;

    bool operator==(const PartitionOffsets &) const = default;
};

} // namespace weir::log
