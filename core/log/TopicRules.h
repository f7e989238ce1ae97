#pragma once

#include "core/base/Result.h"
#include "core/log/Topic.h"
#include "core/types/Record.h"

namespace weir::log {

/// What retention, compaction and stamping of a topic come to, read from its settings.
struct TopicPolicy {
    bool compact = false;
    bool remove = true;
    /// Milliseconds; -1: for ever.
    std::int64_t retentionMs = 604'800'000;
    /// Bytes a partition; -1: any number.
    std::int64_t retentionBytes = -1;
    bool stampedByLog = false;
    /// Milliseconds that a reader has to see a tombstone of a compacted topic.
    std::int64_t deleteRetentionMs = 86'400'000;
    /// Milliseconds, by their time, in which records are not compacted.
    std::int64_t minCompactionLagMs = 0;
};

/// Checks a topic to be made as a Kafka broker does: name of 1–249 characters of [a-zA-Z0-9._-],
/// partitions 1–10 000, settings known and of the right kind. `log.invalid-topic-name`,
/// `log.invalid-partitions`, `log.invalid-config`.
Status checkNewTopic(const NewTopic &topic);

/// Reads the policy from settings that checkNewTopic() accepted.
TopicPolicy policyOf(const TopicConfig &config);

/// Returns the settings with the defaults of retention and cleanup filled in.
TopicConfig withDefaults(TopicConfig config);

/// Refuses records without a key on a compacted topic, as a broker does: `log.invalid-record`.
Status checkRecords(const std::string &topic, const TopicPolicy &policy, const RecordRun &run);

} // namespace weir::log
