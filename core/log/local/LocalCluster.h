#pragma once

#include "core/log/Cluster.h"
#include "core/log/local/LocalCheckpoints.h"
#include "core/log/local/LocalGroups.h"

#include <thread>

namespace weir::log {

/// A cluster in one SQLite file, shared by any number of processes (ENGINE.md 10).
class LocalCluster final : public Cluster {
public:
    /// Opens the file, making it if it is missing.
    static Result<ClusterPtr> open(const std::string &path, const std::string &address,
                                   const ClusterOptions &options);
    LocalCluster(std::shared_ptr<LocalStore> store, std::string address);

    ClusterKind kind() const override { return ClusterKind::Local; }
    Result<std::string> id(const Deadline &) override { return m_store->id(); }
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

    /// Applies retention and compaction now, as of the cluster's clock; otherwise done by one of
    /// the processes every minute. Offsets never change.
    Status keepHouse(const Deadline &deadline);

private:
    void keepHouseEveryMinute(const std::stop_token &stop);

    std::shared_ptr<LocalStore> m_store;
    std::string m_address;
    LocalGroups m_groups;
    LocalCheckpoints m_checkpoints;
    std::jthread m_housekeeper;
};

} // namespace weir::log
