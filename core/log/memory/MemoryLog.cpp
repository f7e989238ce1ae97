#include "core/log/memory/MemoryLog.h"

#include "core/log/LogErrors.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::log {

namespace {

// Appends of fewer records are copied together when read.
constexpr std::size_t kSharedSlabRecords = 256;

std::size_t bytesOfRecords(const Slab &slab)
{
    return slab.bytes() + slab.size() * sizeof(RecordView);
}

} // namespace

std::vector<TopicInfo> MemoryLog::topics() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<TopicInfo> all;
    for (const auto &entry : m_topics) {
        all.push_back(entry.second.info);
    }
    return all;
}

Result<const MemoryTopic *> MemoryLog::findLocked(const std::string &name) const
{
    const auto found = m_topics.find(name);
    if (found == m_topics.end()) {
        return fail(unknownTopicError(name));
    }
    return &found->second;
}

Result<TopicInfo> MemoryLog::topic(const std::string &name) const
{
    const std::lock_guard lock(m_mutex);
    WEIR_ASSIGN(const MemoryTopic *found, findLocked(name));
    return found->info;
}

Result<TopicConfig> MemoryLog::config(const std::string &name) const
{
    const std::lock_guard lock(m_mutex);
    WEIR_ASSIGN(const MemoryTopic *found, findLocked(name));
    return withDefaults(found->config);
}

Status MemoryLog::create(const NewTopic &topic)
{
    WEIR_TRY(checkNewTopic(topic));
    const std::lock_guard lock(m_mutex);
    if (m_topics.contains(topic.name)) {
        return fail(topicExistsError(topic.name));
    }
    MemoryTopic &made = m_topics[topic.name];
    made.info = {topic.name, std::to_string(++m_incarnations), topic.partitions, 1, false};
    made.config = topic.config;
    made.policy = policyOf(topic.config);
    made.partitions.resize(std::size_t(topic.partitions));
    return {};
}

Status MemoryLog::remove(const std::string &name)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_topics.erase(name) == 0) {
            return fail(unknownTopicError(name));
        }
        // Positions in it mean nothing in a topic that takes its name.
        for (auto &group : m_groups) {
            std::erase_if(group.second,
                          [&](const auto &entry) { return entry.first.topic == name; });
        }
        std::erase_if(m_groups, [](const auto &group) { return group.second.empty(); });
    }
    m_signal->notify();
    return {};
}

Status MemoryLog::grow(const std::string &name, std::int32_t total)
{
    WEIR_TRY(checkNewTopic({name, total}));
    const std::lock_guard lock(m_mutex);
    const auto found = m_topics.find(name);
    if (found == m_topics.end()) {
        return fail(unknownTopicError(name));
    }
    if (total <= found->second.info.partitions) {
        return fail(
            userError("log.invalid-partitions",
                      fmt::format("Topic '{}' has {} partitions; their number can only grow", name,
                                  found->second.info.partitions)));
    }
    found->second.info.partitions = total;
    found->second.partitions.resize(std::size_t(total));
    return {};
}

Result<std::vector<PartitionOffsets>> MemoryLog::offsets(const std::string &topic) const
{
    const std::lock_guard lock(m_mutex);
    WEIR_ASSIGN(const MemoryTopic *found, findLocked(topic));
    std::vector<PartitionOffsets> all;
    for (const MemoryPartition &partition : found->partitions) {
        all.push_back({0, partition.end, partition.end});
    }
    return all;
}

Result<std::vector<std::int64_t>> MemoryLog::offsetsForTime(const std::string &topic,
                                                            EpochMs time) const
{
    const std::lock_guard lock(m_mutex);
    WEIR_ASSIGN(const MemoryTopic *found, findLocked(topic));
    std::vector<std::int64_t> all;
    for (const MemoryPartition &partition : found->partitions) {
        std::int64_t offset = partition.end;
        for (const SlabPtr &slab : partition.slabs) {
            const auto record = std::ranges::find_if(
                slab->records(), [time](const RecordView &r) { return r.timestamp >= time; });
            if (record != slab->records().end()) {
                offset = record->offset;
                break;
            }
        }
        all.push_back(offset);
    }
    return all;
}

Status MemoryLog::checkLocked(const OutputBatch &batch) const
{
    WEIR_ASSIGN(const MemoryTopic *topic, findLocked(batch.partition.topic));
    if (batch.partition.partition < 0 || batch.partition.partition >= topic->info.partitions) {
        return fail(unknownPartitionError(batch.partition, topic->info.partitions));
    }
    return checkRecords(batch.partition.topic, topic->policy, batch.run);
}

std::int64_t MemoryLog::appendLocked(const OutputBatch &batch)
{
    MemoryTopic &topic = m_topics.find(batch.partition.topic)->second;
    MemoryPartition &partition = topic.partitions[std::size_t(batch.partition.partition)];
    const std::int64_t base = partition.end;
    if (batch.run.records.empty()) {
        return base;
    }
    RecordBuffer buffer;
    buffer.reserve(batch.run.records.size());
    for (const RecordView &record : batch.run.records) {
        buffer.add(record, batch.run);
        RecordView &copy = buffer.records().back();
        copy.offset = partition.end++;
        copy.stampedByLog = topic.policy.stampedByLog ? 1 : 0;
        if (topic.policy.stampedByLog) {
            copy.timestamp = m_clock->now();
        }
    }
    partition.slabs.push_back(
        std::make_shared<Slab>(batch.partition, std::move(buffer), partition.end));
    return base;
}

Result<std::int64_t> MemoryLog::append(const OutputBatch &batch)
{
    std::optional<std::size_t> refused;
    WEIR_ASSIGN(const std::vector<std::int64_t> offsets,
                appendAll(
                    {&batch, 1}, [] { return Status(); }, refused));
    return offsets.front();
}

Result<MemoryLog::Found> MemoryLog::read(const TopicPartition &partition, std::int64_t position,
                                         std::size_t bytes) const
{
    const std::lock_guard lock(m_mutex);
    WEIR_ASSIGN(const MemoryTopic *topic, findLocked(partition.topic));
    if (partition.partition < 0 || partition.partition >= topic->info.partitions) {
        return fail(unknownPartitionError(partition, topic->info.partitions));
    }
    const MemoryPartition &data = topic->partitions[std::size_t(partition.partition)];
    Found found{topic->info.incarnation, data.end, {}};
    if (position < 0 || position >= data.end) {
        return found;
    }
    // The slab that holds the position: the last one that begins at or before it.
    auto slab = std::prev(std::ranges::upper_bound(
        data.slabs, position, {}, [](const SlabPtr &s) { return s->records().front().offset; }));
    RecordBuffer small;
    std::size_t taken = 0;
    for (; slab != data.slabs.end() && taken < bytes; ++slab) {
        const auto first =
            std::size_t(std::max<std::int64_t>(position - (*slab)->records().front().offset, 0));
        const bool shared = (*slab)->size() - first >= kSharedSlabRecords;
        if (shared && !small.empty()) {
            break;
        }
        taken += bytesOfRecords(**slab);
        if (shared) {
            found.slabs.push_back(
                first == 0 ? *slab : std::make_shared<Slab>(*slab, first, (*slab)->size() - first));
            continue;
        }
        for (const RecordView &record : (*slab)->records().subspan(first)) {
            small.add(record, (*slab)->run());
        }
    }
    if (!small.empty()) {
        const std::int64_t next = small.records().back().offset + 1;
        found.slabs.push_back(std::make_shared<Slab>(partition, std::move(small), next));
    }
    return found;
}

std::uint64_t MemoryLog::takeProducer(const std::string &name)
{
    const std::lock_guard lock(m_mutex);
    return ++m_producers[name];
}

bool MemoryLog::hasProducerLocked(const std::string &name, std::uint64_t generation) const
{
    const auto found = m_producers.find(name);
    return found != m_producers.end() && found->second == generation;
}

} // namespace weir::log
