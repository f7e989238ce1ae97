#pragma once

#include "core/base/Clock.h"
#include "core/log/AppendSignal.h"
#include "core/log/CheckpointStore.h"
#include "core/log/TopicRules.h"
#include "core/types/Slab.h"

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace weir::log {

/// One partition in memory: slabs in offset order, none empty.
struct MemoryPartition {
    std::deque<SlabPtr> slabs;
    std::int64_t end = 0;
};

/// One topic in memory.
struct MemoryTopic {
    TopicInfo info;
    TopicConfig config;
    TopicPolicy policy;
    std::vector<MemoryPartition> partitions;
};

/// What is kept of a run.
struct MemoryRun {
    CheckpointChain chain;
    std::uint64_t token = 0;
    bool owned = false;
    std::string program;
    std::string about;
};

/// The data of a memory cluster. Every member function locks; nothing is ever removed by time, so
/// that what a reader sees depends on the calls alone.
class MemoryLog {
public:
    explicit MemoryLog(std::shared_ptr<const Clock> clock)
        : m_clock(std::move(clock))
    {
    }

    const std::shared_ptr<AppendSignal> &signal() const { return m_signal; }

    std::vector<TopicInfo> topics() const;
    Result<TopicInfo> topic(const std::string &name) const;
    Result<TopicConfig> config(const std::string &name) const;
    Status create(const NewTopic &topic);
    Status remove(const std::string &name);
    Status grow(const std::string &name, std::int32_t total);
    Result<std::vector<PartitionOffsets>> offsets(const std::string &topic) const;
    Result<std::vector<std::int64_t>> offsetsForTime(const std::string &topic, EpochMs time) const;

    /// Appends one batch and returns its first offset.
    Result<std::int64_t> append(const OutputBatch &batch);
    /// Appends all batches or none; `then` runs under the same lock, before anything is visible,
    /// and may refuse. `refused` is the batch that was refused, if one was.
    template <class Then>
    Result<std::vector<std::int64_t>> appendAll(std::span<const OutputBatch> batches, Then then,
                                                std::optional<std::size_t> &refused)
    {
        std::unique_lock lock(m_mutex);
        for (std::size_t i = 0; i < batches.size(); ++i) {
            if (Status fit = checkLocked(batches[i]); !fit) {
                refused = i;
                return fail(std::move(fit).error());
            }
        }
        WEIR_TRY(then());
        std::vector<std::int64_t> offsets;
        offsets.reserve(batches.size());
        for (const OutputBatch &batch : batches) {
            offsets.push_back(appendLocked(batch));
        }
        lock.unlock();
        m_signal->notify();
        return offsets;
    }

    /// What one partition has from `position` on.
    struct Found {
        std::string incarnation;
        std::int64_t end = 0;
        std::vector<SlabPtr> slabs;
    };
    /// Returns about `bytes` bytes of slabs, at least one if there is a record; big appends are
    /// shared, small ones copied together.
    Result<Found> read(const TopicPartition &partition, std::int64_t position,
                       std::size_t bytes) const;

    /// Calls `use` with a run's data under the lock.
    template <class Use> auto withRuns(Use use)
    {
        const std::lock_guard lock(m_mutex);
        return use(m_runs);
    }
    /// Returns the runs' data. Only inside `then` of appendAll().
    std::map<std::string, MemoryRun> &runsLocked() { return m_runs; }
    /// Calls `use` with the groups' offsets under the lock.
    template <class Use> auto withGroups(Use use)
    {
        const std::lock_guard lock(m_mutex);
        return use(m_groups);
    }
    /// Takes a producer name; returns the generation that has it now.
    std::uint64_t takeProducer(const std::string &name);
    /// Tells whether `generation` still has the producer name. Only inside `then` of appendAll().
    bool hasProducerLocked(const std::string &name, std::uint64_t generation) const;

private:
    Status checkLocked(const OutputBatch &batch) const;
    std::int64_t appendLocked(const OutputBatch &batch);
    Result<const MemoryTopic *> findLocked(const std::string &name) const;

    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<AppendSignal> m_signal = std::make_shared<AppendSignal>();
    mutable std::mutex m_mutex;
    std::map<std::string, MemoryTopic> m_topics;
    std::map<std::string, MemoryRun> m_runs;
    std::map<std::string, std::map<TopicPartition, std::int64_t>> m_groups;
    std::map<std::string, std::uint64_t> m_producers;
    std::uint64_t m_incarnations = 0;
};

} // namespace weir::log
