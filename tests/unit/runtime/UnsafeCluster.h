#pragma once

#include "core/log/Cluster.h"

#include <atomic>
#include <deque>
#include <functional>
#include <utility>

namespace weir::test {

/// What a commit of an UnsafeCluster comes to.
enum class CommitFate {
    Good,
    Aborted,       ///< nothing is written
    UnknownLost,   ///< nothing is written, and nobody knows
    UnknownStored, ///< everything is written, and nobody knows
};

/// The checkpoints of another cluster, whose commits go as a test says.
class UnsafeCheckpoints final : public log::CheckpointStore {
public:
    explicit UnsafeCheckpoints(log::CheckpointStore &store)
        : m_store(store)
    {
    }

    /// The fates of the next commits; Good when there are no more.
    std::deque<CommitFate> fates;
    int failedCommits = 0;
    std::atomic<int> compactions = 0;
    std::atomic<int> loads = 0;
    /// Called on the thread that compacts; an error is that of the compaction.
    std::function<Status()> beforeCompact;

    Result<std::unique_ptr<log::RunLease>>
    acquire(const std::string &runId, const std::string &program, const Deadline &deadline) override
    {
        return m_store.acquire(runId, program, deadline);
    }
    Result<log::CheckpointChain> load(const std::string &runId, const Deadline &deadline) override
    {
        ++loads;
        return m_store.load(runId, deadline);
    }
    log::CommitResult commit(const log::RunLease &lease, std::span<const log::OutputBatch> outputs,
                             const log::Checkpoint &checkpoint, const Deadline &deadline) override
    {
        CommitFate fate = CommitFate::Good;
        if (!fates.empty()) {
            fate = fates.front();
            fates.pop_front();
        }
        using Outcome = log::CommitResult::Outcome;
        if (fate == CommitFate::Good) {
            return m_store.commit(lease, outputs, checkpoint, deadline);
        }
        ++failedCommits;
        if (fate == CommitFate::UnknownStored) {
            (void)m_store.commit(lease, outputs, checkpoint, deadline);
        }
        return {.outcome = fate == CommitFate::Aborted ? Outcome::Aborted : Outcome::Unknown,
                .reason = externalError("log.storage", "the test wants it so", true)};
    }
    Status compact(const log::RunLease &lease, const log::Checkpoint &snapshot,
                   const Deadline &deadline) override
    {
        ++compactions;
        if (beforeCompact) {
            WEIR_TRY(beforeCompact());
        }
        return m_store.compact(lease, snapshot, deadline);
    }
    Status forget(const log::RunLease &lease, const Deadline &deadline) override
    {
        return m_store.forget(lease, deadline);
    }
    Result<std::vector<log::RunInfo>> runs(const Deadline &deadline) override
    {
        return m_store.runs(deadline);
    }

private:
    log::CheckpointStore &m_store;
};

/// Another cluster with UnsafeCheckpoints.
class UnsafeCluster : public log::Cluster {
public:
    explicit UnsafeCluster(log::ClusterPtr cluster)
        : m_cluster(std::move(cluster))
        , m_checkpoints(m_cluster->checkpoints())
    {
    }

    UnsafeCheckpoints &unsafe() { return m_checkpoints; }

    log::ClusterKind kind() const override { return m_cluster->kind(); }
    Result<std::string> id(const Deadline &deadline) override { return m_cluster->id(deadline); }
    const std::string &address() const override { return m_cluster->address(); }
    Result<std::vector<log::TopicInfo>> topics(const Deadline &deadline) override
    {
        ++topicLists;
        return m_cluster->topics(deadline);
    }
    Result<log::TopicInfo> topic(const std::string &name, const Deadline &deadline) override
    {
        return m_cluster->topic(name, deadline);
    }
    Result<log::TopicConfig> topicConfig(const std::string &name, const Deadline &deadline) override
    {
        return m_cluster->topicConfig(name, deadline);
    }
    Status createTopic(const log::NewTopic &topic, const Deadline &deadline) override
    {
        return m_cluster->createTopic(topic, deadline);
    }
    Status deleteTopic(const std::string &name, const Deadline &deadline) override
    {
        return m_cluster->deleteTopic(name, deadline);
    }
    Status addPartitions(const std::string &name, std::int32_t total,
                         const Deadline &deadline) override
    {
        return m_cluster->addPartitions(name, total, deadline);
    }
    Result<std::vector<log::PartitionOffsets>> offsets(const std::string &topic,
                                                       const Deadline &deadline) override
    {
        return m_cluster->offsets(topic, deadline);
    }
    Result<std::vector<std::int64_t>> offsetsForTime(const std::string &topic, EpochMs time,
                                                     const Deadline &deadline) override
    {
        return m_cluster->offsetsForTime(topic, time, deadline);
    }
    Result<std::unique_ptr<log::Reader>> openReader(const log::ReaderOptions &options) override
    {
        ++readers;
        return m_cluster->openReader(options);
    }
    Result<std::unique_ptr<log::Writer>> openWriter(const log::WriterOptions &options) override
    {
        return m_cluster->openWriter(options);
    }
    log::Groups &groups() override { return m_cluster->groups(); }
    log::CheckpointStore &checkpoints() override { return m_checkpoints; }

    int readers = 0;                 ///< how many were opened
    std::atomic<int> topicLists = 0; ///< how often all topics were asked for

private:
    log::ClusterPtr m_cluster;
    UnsafeCheckpoints m_checkpoints;
};

} // namespace weir::test
