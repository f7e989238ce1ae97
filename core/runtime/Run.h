#pragma once

#include "core/base/Clock.h"
#include "core/exec/OutputBuffer.h"
#include "core/exec/source/DecodeCache.h"
#include "core/log/AppendSignal.h"
#include "core/log/Cluster.h"
#include "core/runtime/CheckpointCompactor.h"
#include "core/runtime/DeadLetterRing.h"
#include "core/runtime/RunQuery.h"
#include "core/runtime/TableRead.h"
#include "core/runtime/TopicFeeds.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace weir::runtime {

/// What a run is made with.
struct RunSettings {
    std::string runId;
    std::string program = "weir";
    std::size_t batchRows = 2048;
    std::size_t stateMemory = 0;    ///< bytes; 0: no budget
    std::size_t pullRows = 100'000; ///< of a table that the worker looks at for one pull query
    /// Bytes of deltas under which the run's checkpoints are not compacted.
    std::size_t compactBytes = 4U << 20U;
    FeedStart from = {FeedStart::Kind::Beginning, 0};
    bool reset = false;
    /// Process what the root topics hold when the first text is applied, and no more.
    bool untilCaughtUp = false;
    std::shared_ptr<const Clock> clock;
    /// Before a commit that failed is done again: nothing the first time, then this, then longer.
    std::chrono::milliseconds retryPause{100};
    /// Whoever ends the run does not wait for a cluster that gives no answer.
    std::stop_token giveUp = {};
};

/// All queries of a text on a cluster, executed by whoever calls turn(): reads, steps the queries
/// in topological order, commits outputs, offsets and state together (ENGINE.md 8). One thread, but
/// for wake(). Nothing here waits but turn().
class Run {
public:
    /// Takes the run id and loads its last checkpoint. `log.run-owned`,
    /// `runtime.corrupt-checkpoint`.
    static Result<std::unique_ptr<Run>> open(log::ClusterPtr cluster, RunSettings settings,
                                             const Deadline &deadline);
    ~Run();

    /// Makes what runs equal to `prepared`: only differences start, stop or are replaced. After an
    /// error what ran before goes on. `runtime.state-changed` if a stateful query changed and
    /// `onChange` refuses.
    Status apply(const PreparedRun &prepared, OnChange onChange, const Deadline &deadline);
    /// Reads and processes what is there; waits for records until `idle` if there is nothing.
    /// Returns whether anything was processed. An error ends the run.
    Result<bool> turn(const Deadline &idle);
    /// Commits what was processed since the last commit, if anything was. A log that does not take
    /// it now is no error: the run goes back to its last checkpoint and does it again.
    Status commit();
    /// Makes a waiting turn() return. Any thread.
    void wake();

    /// An empty key means all.
    void pause(const std::string &query);
    Status resume(const std::string &query, const Deadline &deadline);
    /// Commits, then ends queries; what they remember stays for when they come back.
    Status stop(const std::string &query);

    /// Everything that the root topics held at the start was processed and what was derived is
    /// drained.
    bool caughtUp() const;
    bool resumed() const { return m_resumed; }
    std::uint64_t processedRows() const { return m_processedRows; }
    /// Returns the bytes of the state of all queries that have not failed.
    std::size_t stateBytes() const;
    const RunSettings &settings() const { return m_settings; }
    const TopicFeeds &feeds() const { return *m_feeds; }
    const std::vector<std::unique_ptr<RunQuery>> &queries() const { return m_queries; }
    DeadLetterRing &deadLetters() { return m_deadLetters; }
    /// Returns what somebody should be told of since the last call.
    std::vector<std::string> takeWarnings() { return std::exchange(m_warnings, {}); }
    /// Waits until a compaction of checkpoints that is under way has ended.
    void waitForCompaction() { m_compactor->wait(); }
    /// Reads the table that is written to `topic` from the state of its query, as it is after the
    /// last turn.
    TableRead readTable(const std::string &topic, exec::TableRequest request) const;
    /// Says who watches rows at nodes; null: nobody.
    void setTap(exec::RowTap *tap);

private:
    /// Of output, over which it is committed at once.
    static constexpr std::size_t kCommitBytes = 1U << 20U;

    Run(log::ClusterPtr cluster, RunSettings settings);

    /// How long the run waits for its cluster.
    Deadline patience() const;

    using MadeQueries = std::map<std::string, std::unique_ptr<RunQuery>>; ///< by key
    Status load(const Deadline &deadline);
    void wantToGoBack();
    Result<bool> goBackWhenDue(const Deadline &idle);
    Status goBack(const Deadline &deadline);
    Status standOnCheckpoint(const Deadline &deadline);
    Status reconcile(const PreparedRun &prepared, OnChange onChange, const Deadline &deadline);
    static bool stays(const RunQuery &query, const PreparedRun &prepared);
    Status checkStates(const PreparedRun &prepared, OnChange onChange) const;
    const QueryState *keptState(const PreparedQuery &prepared, OnChange onChange) const;
    Result<std::unique_ptr<RunQuery>> make(const PreparedRun &text, const PreparedQuery &prepared,
                                           OnChange onChange, const Deadline &deadline);
    Result<std::vector<std::int64_t>> startOffsets(const std::string &topic, FeedStart::Kind from,
                                                   const Deadline &deadline);
    Status replace(MadeQueries &made, const PreparedRun &prepared, const Deadline &deadline);
    Status subscribe(RunQuery &query, const PreparedRun &text, const Deadline &deadline);
    Status noteRootEnds(const PreparedRun &prepared, const Deadline &deadline);
    void remember(RunQuery &query);
    void end(RunQuery &query);

    Status keepStarts();
    void updateEnds();
    Result<bool> stepQueries();
    Result<bool> stepQuery(RunQuery &query);
    Result<std::size_t> rowsOfStep(RunQuery &query);
    void failAtRow(RunQuery &query, Error error, bool alone);
    void letOut(RunQuery &query);
    void keepStateBudget();
    bool commitDue(bool progressed) const;
    Status commitSections(const std::vector<QuerySection> &sections);
    Status takeRefusal(const log::CommitResult &result,
                       const std::vector<log::OutputBatch> &batches);
    void noteCommitted(const log::CommitResult &result,
                       const std::vector<log::OutputBatch> &batches);
    void tryAgainLater(const std::string &what, const Error &reason);
    void keepChainShort();
    std::vector<log::OutputBatch> outputBatches() const;
    bool isWrittenOut(const TopicPartition &partition, std::int64_t fedTo) const;

    log::ClusterPtr m_cluster;
    RunSettings m_settings;
    std::unique_ptr<log::RunLease> m_lease;
    std::unique_ptr<CheckpointCompactor> m_compactor; ///< ends before the lease
    std::unique_ptr<TopicFeeds> m_feeds;
    exec::DecodeCache m_cache;
    exec::OutputBuffer m_output;
    std::vector<std::unique_ptr<RunQuery>> m_queries; ///< in topological order
    RunMemory m_memory;
    std::uint64_t m_freshSeed; ///< of a run that has no checkpoint yet
    PreparedRun m_applied;
    OnChange m_onChange = OnChange::Refuse; ///< as it was applied with
    std::map<TopicPartition, std::int64_t> m_rootEnds;
    std::set<std::string> m_uncommittedTopics;
    /// Ends of what this run has written: a reader may not have seen them yet.
    std::map<TopicPartition, std::int64_t> m_writtenEnds;
    DeadLetterRing m_deadLetters;
    exec::RowTap *m_tap = nullptr;
    std::chrono::steady_clock::time_point m_lastCommit = std::chrono::steady_clock::now();
    std::uint64_t m_processedRows = 0;
    std::uint64_t m_committedRows = 0;
    /// When the run goes back to its last checkpoint; until then nothing in memory counts.
    std::optional<std::chrono::steady_clock::time_point> m_goBackAt;
    /// While it goes back: how the queries stood.
    std::map<std::string, RunQuery::Standing> m_standings;
    int m_failures = 0; ///< since the last commit
    std::string m_saidLast;
    log::AppendSignal m_woken;
    std::size_t m_deltaBytes = 0;
    std::size_t m_snapshotBytes = 0;
    std::size_t m_compactAtBytes = 0; ///< deltas under which a failed compaction is not repeated
    std::vector<std::string> m_warnings;
    bool m_resumed = false;
    bool m_hasText = false;
    bool m_sqlChanged = true;
    bool m_busy = false;
};

} // namespace weir::runtime
