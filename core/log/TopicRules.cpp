#include "core/log/TopicRules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace weir::log {

namespace {

constexpr std::int32_t kMostPartitions = 10'000;

constexpr std::array<std::string_view, 14> kNumberSettings = {
    "retention.ms",          "retention.bytes",      "segment.ms",          "segment.bytes",
    "max.message.bytes",     "min.insync.replicas",  "delete.retention.ms", "min.compaction.lag.ms",
    "max.compaction.lag.ms", "file.delete.delay.ms", "flush.messages",      "flush.ms",
    "segment.jitter.ms",     "index.interval.bytes",
};

struct WordSetting {
    std::string_view name;
    std::string_view words;
};
// Accepted values stand between blanks.
constexpr std::array<WordSetting, 5> kWordSettings = {{
    {"cleanup.policy", " delete compact compact,delete delete,compact "},
    {"compression.type", " producer uncompressed none lz4 gzip snappy zstd "},
    {"message.timestamp.type", " CreateTime LogAppendTime "},
    {"preallocate", " true false "},
    {"unclean.leader.election.enable", " true false "},
}};

bool readTopicNumber(std::string_view text, std::int64_t &number)
{
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc() && end == text.data() + text.size() && !text.empty();
}

Status checkSetting(const std::string &name, const std::string &value)
{
    const auto invalid = [&](std::string_view why) {
        return fail(userError("log.invalid-config",
                              fmt::format("Topic setting {}={}: {}", name, value, why)));
    };
    if (std::ranges::find(kNumberSettings, std::string_view(name)) != kNumberSettings.end()) {
        std::int64_t number = 0;
        if (!readTopicNumber(value, number) || number < -1) {
            return invalid("not a number of at least -1");
        }
        return {};
    }
    const auto word = std::ranges::find(kWordSettings, std::string_view(name), &WordSetting::name);
    if (word == kWordSettings.end()) {
        return invalid("there is no such setting");
    }
    if (value.find(' ') != std::string::npos ||
        word->words.find(fmt::format(" {} ", value)) == std::string_view::npos) {
        return invalid(fmt::format("must be one of{}", word->words));
    }
    return {};
}

std::int64_t numberOr(const TopicConfig &config, const std::string &name, std::int64_t otherwise)
{
    const auto found = config.find(name);
    if (found != config.end()) {
        readTopicNumber(found->second, otherwise);
    }
    return otherwise;
}

} // namespace

Status checkNewTopic(const NewTopic &topic)
{
    const auto isNameCharacter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == '-';
    };
    if (topic.name.empty() || topic.name.size() > 249 || topic.name == "." || topic.name == ".." ||
        !std::ranges::all_of(topic.name, isNameCharacter)) {
        return fail(userError(
            "log.invalid-topic-name",
            fmt::format("'{}' cannot be a topic name: 1 to 249 of a-z A-Z 0-9 . _ -", topic.name)));
    }
    if (topic.partitions < 1 || topic.partitions > kMostPartitions) {
        return fail(userError("log.invalid-partitions",
                              fmt::format("A topic has 1 to {} partitions, not {}", kMostPartitions,
                                          topic.partitions)));
    }
    for (const auto &setting : topic.config) {
        WEIR_TRY(checkSetting(setting.first, setting.second));
    }
    return {};
}

TopicPolicy policyOf(const TopicConfig &config)
{
    TopicPolicy policy;
    const auto cleanup = config.find("cleanup.policy");
    if (cleanup != config.end()) {
        policy.compact = cleanup->second.find("compact") != std::string::npos;
        policy.remove = cleanup->second.find("delete") != std::string::npos;
    }
    policy.retentionMs = numberOr(config, "retention.ms", policy.retentionMs);
    policy.retentionBytes = numberOr(config, "retention.bytes", policy.retentionBytes);
    policy.deleteRetentionMs = numberOr(config, "delete.retention.ms", policy.deleteRetentionMs);
    policy.minCompactionLagMs =
        numberOr(config, "min.compaction.lag.ms", policy.minCompactionLagMs);
    const auto stamp = config.find("message.timestamp.type");
    policy.stampedByLog = stamp != config.end() && stamp->second == "LogAppendTime";
    return policy;
}

TopicConfig withDefaults(TopicConfig config)
{
    const TopicPolicy defaults;
    config.emplace("cleanup.policy", "delete");
    config.emplace("retention.ms", std::to_string(defaults.retentionMs));
    config.emplace("retention.bytes", std::to_string(defaults.retentionBytes));
    return config;
}

Status checkRecords(const std::string &topic, const TopicPolicy &policy, const RecordRun &run)
{
    if (policy.compact && !std::ranges::all_of(run.records, &RecordView::hasKey)) {
        return fail(
            userError("log.invalid-record",
                      fmt::format("Topic '{}' is compacted: every record needs a key", topic)));
    }
    return {};
}

} // namespace weir::log
