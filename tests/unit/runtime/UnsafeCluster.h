#pragma once

#include "core/log/Cluster.h"
#include "tests/unit/runtime/PassingReader.h"

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <utility>

namespace weir::test {

/// What a commit of an UnsafeCluster comes to.
enum class CommitFate {
    Good,
    Aborted,       ///< nothing is written
    Refused,       ///< nothing is written, and never would be
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
    /// Called before a commit; an error is that of the commit.
    std::function<Status(const Deadline &deadline)> beforeCommit;
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
        if (beforeCommit) {
            if (const Status good = beforeCommit(deadline); !good) {
                return {.outcome = Outcome::Aborted, .reason = good.error()};
            }
        }
        if (fate == CommitFate::Good) {
            return m_store.commit(lease, outputs, checkpoint, deadline);
        }
        ++failedCommits;
        if (fate == CommitFate::UnknownStored) {
            (void)m_store.commit(lease, outputs, checkpoint, deadline);
        }
        const bool unknown = fate == CommitFate::UnknownLost || fate == CommitFate::UnknownStored;
        return {.outcome = unknown ? Outcome::Unknown : Outcome::Aborted,
                .reason = externalError("log.storage", "the test wants it so",
                                        fate != CommitFate::Refused)};
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

/// What an UnsafeCluster does before a call; an error is that of the call. Empty: nothing.
struct UnsafeHooks {
    std::function<Status(const std::string &topic)> beforeOffsets;
    std::function<Status(const TopicPartition &partition)> beforeAssign;
};

/// The reader of another cluster.
class UnsafeReader final : public PassingReader {
public:
    UnsafeReader(std::unique_ptr<log::Reader> reader, std::shared_ptr<UnsafeHooks> hooks)
        : PassingReader(std::move(reader))
        , m_hooks(std::move(hooks))
    {
    }

    Status assign(const TopicPartition &partition, log::Position position,
                  const Deadline &deadline) override
    {
        if (m_hooks->beforeAssign) {
            WEIR_TRY(m_hooks->beforeAssign(partition));
        }
        return PassingReader::assign(partition, position, deadline);
    }

private:
    std::shared_ptr<UnsafeHooks> m_hooks;
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
    UnsafeHooks &hooks() { return *m_hooks; }

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
        if (m_hooks->beforeOffsets) {
            WEIR_TRY(m_hooks->beforeOffsets(topic));
        }
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
        WEIR_ASSIGN(auto reader, m_cluster->openReader(options));
        return std::make_unique<UnsafeReader>(std::move(reader), m_hooks);
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
    std::shared_ptr<UnsafeHooks> m_hooks = std::make_shared<UnsafeHooks>();
};

} // namespace weir::test
