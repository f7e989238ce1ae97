#pragma once

#include "core/log/Cluster.h"
#include "core/log/memory/MemoryCheckpoints.h"
#include "core/log/memory/MemoryGroups.h"

namespace weir::log {

/// A cluster in this process's memory: deterministic (no clock but the one given, no threads), gone
/// when the last reference to it goes.
class MemoryCluster final : public Cluster {
public:
    explicit MemoryCluster(const ClusterOptions &options);

    ClusterKind kind() const override { return ClusterKind::Memory; }
    Result<std::string> id(const Deadline &) override { return m_id; }
    const std::string &address() const override { return m_address; }
    Result<std::vector<TopicInfo>> topics(const Deadline &deadline) override;
    Result<TopicInfo> topic(const std::string &name, const Deadline &deadline) override;
    Result<TopicConfig> topicConfig(const std::string &name, const Deadline &deadline) override;
    Status createTopic(const NewTopic &topic, const Deadline &deadline) override;
    Status deleteTopic(const std::string &name, const Deadline &deadline) override;
    Status addPartitions(const std::string &name, std::int32_t total,
                         const Deadline &deadline) override;
    Result<std::vector<PartitionOffsets>> offsets(const std::string &topic,
                                                  const Deadline &deadline) override;
    Result<std::vector<std::int64_t>> offsetsForTime(const std::string &topic, EpochMs time,
                                                     const Deadline &deadline) override;
    Result<std::unique_ptr<Reader>> openReader(const ReaderOptions &options) override;
    Result<std::unique_ptr<Writer>> openWriter(const WriterOptions &options) override;
    Groups &groups() override { return m_groups; }
    CheckpointStore &checkpoints() override { return m_checkpoints; }

private:
    std::shared_ptr<MemoryLog> m_log;
    std::string m_id = "memory";
    std::string m_address = "memory:";
    MemoryGroups m_groups;
    MemoryCheckpoints m_checkpoints;
};

} // namespace weir::log
