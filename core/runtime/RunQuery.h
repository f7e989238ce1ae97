#pragma once

#include "core/exec/Driver.h"
#include "core/runtime/PreparedRun.h"
#include "core/runtime/RunCheckpoint.h"
#include "core/runtime/Snapshot.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::runtime {

/// Returns the topics that a query writes: its sink's, and those that take records which its
/// sources cannot read.
std::vector<std::string> writtenTopics(const exec::PhysicalQuery &query);

/// One query of a run: its driver, where it stands, whether it goes. The run's worker only.
class RunQuery {
public:
    /// Makes a query. `state` (may be null) is what it goes on from: what the run's checkpoints
    /// hold of it, so that deltas may follow. Errors of exec.
    static Result<std::unique_ptr<RunQuery>> make(const PreparedQuery &prepared,
                                                  const QueryState *state, exec::DecodeCache *cache,
                                                  std::uint64_t runSeed);

    const PreparedQuery &prepared() const { return m_prepared; }
    const std::string &key() const { return m_prepared.key; }
    exec::Driver &driver() { return *m_driver; }
    const exec::Driver &driver() const { return *m_driver; }
    /// Returns the topic that its rows go to.
    const std::string &sinkTopic() const { return m_driver->query().target->topic; }
    std::vector<std::string> writtenTopics() const
    {
        return runtime::writtenTopics(m_driver->query());
    }
    bool writes(const std::string &topic) const;

    /// Returns the next offset of every partition it reads.
    std::map<TopicPartition, std::int64_t> positions() const;
    /// Sets where a partition begins, before anything is fed.
    void setPosition(exec::SourcePartition at, std::int64_t offset);
    TopicPartition topicPartition(exec::SourcePartition at) const;

    /// Writes its section of a checkpoint: a delta if it has been in one before, or goes on from
    /// one.
    QuerySection writeSection();
    /// Returns what its last checkpoint holds, whole.
    QueryState state();
    /// True once it has been in a checkpoint: there it can come back to.
    bool hasSection() const { return m_hasSnapshot; }
    /// True if something was processed since the last section.
    bool changed() const { return m_changed; }
    void noteProgress() { m_changed = true; }

    /// Whether what is held back has waited for its `emit.interval`, or is more than 1 MiB. Called
    /// after every step: the wait begins when something is held first.
    bool emitDue(std::chrono::steady_clock::time_point now);

    /// Called when everything up to here was committed.
    void noteCommitted() { m_committedCounters = m_driver->counters(); }
    /// What of a query outlives its driver when the run goes back to the last checkpoint.
    struct Standing {
        std::string key;
        std::shared_ptr<const exec::PhysicalQuery> physical;
        std::vector<exec::NodeCounters> counters; ///< at the last commit
        bool paused = false;
        std::optional<Error> error;
        std::optional<std::uint64_t> suspect;
        int comebacks = 0;
    };
    Standing standing() const;
    /// Takes over how a query stood, but for whether it is paused.
    void goOnFrom(const Standing &before);

    bool runs() const { return !paused && !error && !finished; }

    bool paused = false;
    bool finished = false;
    std::optional<Error> error;
    BlockingReason blocked = BlockingReason::None;
    std::uint64_t revision = 0;
    /// A row that ended the query when it was processed with others; it comes again alone.
    std::optional<std::uint64_t> suspect;
    /// How often the run went back to come to such a row again.
    int comebacks = 0;
    /// While paused: the next offset it has not been fed, by partition.
    std::map<exec::SourcePartition, std::int64_t> fedTo;

private:
    RunQuery(PreparedQuery prepared, std::unique_ptr<exec::Driver> driver, bool restored);

    PreparedQuery m_prepared;
    std::unique_ptr<exec::Driver> m_driver;
    bool m_changed = true;
    bool m_hasSnapshot;
    std::vector<exec::NodeCounters> m_committedCounters;
    std::optional<std::chrono::steady_clock::time_point> m_heldSince;
};

} // namespace weir::runtime
