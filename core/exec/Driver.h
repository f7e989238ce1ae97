#pragma once

#include "core/base/Clock.h"
#include "core/exec/OutputBuffer.h"
#include "core/exec/PhysicalQuery.h"
#include "core/exec/source/SourceMerge.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::exec {

/// What a driver is made with.
struct DriverOptions {
    SourceOrder order = SourceOrder::EventTime;
    std::uint64_t runSeed = 0;
    /// Shared by the queries of a run; null: the driver decodes for itself.
    DecodeCache *cache = nullptr;
};

/// What a step did.
struct StepResult {
    std::size_t rows = 0; ///< taken from the sources, rejected ones included
    /// The partition that source order waits for; rows may lie ready behind it.
    std::optional<SourcePartition> waitingFor;
    bool finished = false; ///< LIMIT was reached
};

/// Runs one query step by step (ENGINE.md 2). One thread. Rows are fed as slabs; how many a step
/// takes changes nothing but speed.
class Driver {
public:
    static Result<std::unique_ptr<Driver>> make(std::shared_ptr<const PhysicalQuery> query,
                                                const DriverOptions &options);

    const PhysicalQuery &query() const { return *m_query; }
    SourceMerge &sources() { return *m_sources; }
    const SourceMerge &sources() const { return *m_sources; }

    /// Who watches; null: nobody. Stay valid until changed.
    void setTap(RowTap *tap) { m_tap = tap; }
    void setResults(ResultReceiver *results) { m_results = results; }
    void setRejects(RejectReceiver *rejects) { m_rejects = rejects; }
    /// The time that now-functions see.
    void setNow(EpochMs now) { m_now = now; }

    /// Takes up to `rows` rows and processes them to the end; outputs are added to `output`. An
    /// error is a row that ends the query: earlier rows' outputs are there, the query cannot go on.
    /// The state is then that of no row (operators before the one that failed may be ahead): to go
    /// on from it, go back to a checkpoint and stop before `failedSeq`.
    Result<StepResult> step(std::size_t rows, OutputBuffer &output);
    /// Returns the number of the next row; rows are numbered from 0 in processing order.
    std::uint64_t nextSeq() const { return m_nextSeq; }
    /// Returns the number of the row that ended the query.
    std::uint64_t failedSeq() const { return m_failedSeq; }

    /// Returns how many changes a Coalesce holds back, and the bytes they take.
    std::size_t heldRows() const;
    std::size_t heldBytes() const;
    /// Lets out what is held back, to the end; outputs are added to `output`. When is the caller's
    /// to decide (operators know no clock), but always before a checkpoint is written.
    Status letOut(OutputBuffer &output);

    const OperatorState &stateOf(std::size_t node) const { return *m_states[node]; }
    OperatorState &stateOf(std::size_t node) { return *m_states[node]; }
    std::size_t stateBytes() const;
    /// By node, as they are counted since the query was started.
    std::vector<NodeCounters> counters() const;
    void setCounters(const std::vector<NodeCounters> &counters);

    /// Nothing may be held back. Writes positions, counters of rows and every operator's state;
    /// `delta`: what changed since the last call of either.
    void writeCheckpoint(state::StateWriter &writer, bool delta);
    /// Applies a checkpoint: a snapshot to a fresh driver, then deltas. State of a node whose
    /// signature differs is `exec.state-changed`.
    Status readCheckpoint(state::StateReader &reader);

private:
    Driver(std::shared_ptr<const PhysicalQuery> query, const DriverOptions &options);

    StepContext makeContext(OutputBuffer &output);
    Status runNodes(StepContext &context);
    void runNode(std::size_t index, StepContext &context);
    void tellTap(std::size_t index, StepContext &context) const;
    void countNode(std::size_t node, const Batch &out);
    void rejectRow(const SourceReject &reject, StepContext &context);

    std::shared_ptr<const PhysicalQuery> m_query;
    DriverOptions m_options;
    std::unique_ptr<SourceMerge> m_sources;
    std::vector<std::unique_ptr<OperatorState>> m_states;
    std::vector<Batch> m_batches;        ///< by node, within a step
    std::vector<const Batch *> m_inputs; ///< of the node that runs
    std::vector<Batch> m_empty;          ///< by node: no rows, all columns
    Arena m_arena;
    std::uint64_t m_nextSeq = 0;
    std::uint64_t m_failedSeq = 0;
    RowTap *m_tap = nullptr;
    ResultReceiver *m_results = nullptr;
    RejectReceiver *m_rejects = nullptr;
    EpochMs m_now = 0;
};

} // namespace weir::exec
