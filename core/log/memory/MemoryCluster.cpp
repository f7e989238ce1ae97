#include "core/log/memory/MemoryCluster.h"

#include "core/log/LogErrors.h"
#include "core/log/memory/MemoryReader.h"
#include "core/log/memory/MemoryWriter.h"

namespace weir::log {

MemoryCluster::MemoryCluster(const ClusterOptions &options)
    : m_log(std::make_shared<MemoryLog>(
          options.clock != nullptr ? options.clock : std::make_shared<const SystemClock>()))
    , m_groups(m_log)
    , m_checkpoints(m_log)
{
}

Result<std::vector<TopicInfo>> MemoryCluster::topics(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Listing topics"));
    return m_log->topics();
}

Result<TopicInfo> MemoryCluster::topic(const std::string &name, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Looking up a topic"));
    return m_log->topic(name);
}

Result<TopicConfig> MemoryCluster::topicConfig(const std::string &name, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Looking up a topic's settings"));
    return m_log->config(name);
}

Status MemoryCluster::createTopic(const NewTopic &topic, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Creating a topic"));
    return m_log->create(topic);
}

Status MemoryCluster::deleteTopic(const std::string &name, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Deleting a topic"));
    return m_log->remove(name);
}

Status MemoryCluster::addPartitions(const std::string &name, std::int32_t total,
                                    const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Adding partitions"));
    return m_log->grow(name, total);
}

Result<std::vector<PartitionOffsets>> MemoryCluster::offsets(const std::string &topic,
                                                             const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Looking up offsets"));
    return m_log->offsets(topic);
}

Result<std::vector<std::int64_t>>
MemoryCluster::offsetsForTime(const std::string &topic, EpochMs time, const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Looking up offsets by time"));
    return m_log->offsetsForTime(topic, time);
}

Result<std::unique_ptr<Reader>> MemoryCluster::openReader(const ReaderOptions & /*options*/)
{
    return std::make_unique<MemoryReader>(m_log);
}

Result<std::unique_ptr<Writer>> MemoryCluster::openWriter(const WriterOptions &options)
{
    return std::make_unique<MemoryWriter>(m_log, options);
}

} // namespace weir::log
