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
    Result<StepResult> step(std::size_t rows, OutputBuffer &output);

    const OperatorState &stateOf(std::size_t node) const { return *m_states[node]; }
    OperatorState &stateOf(std::size_t node) { return *m_states[node]; }
    std::size_t stateBytes() const;

    /// Writes positions, counters of rows and every operator's state; `delta`: what changed since
    /// the last call of either.
    void writeCheckpoint(state::StateWriter &writer, bool delta);
    /// Applies a checkpoint: a snapshot to a fresh driver, then deltas. State of a node whose
    /// signature differs is `exec.state-changed`.
    Status readCheckpoint(state::StateReader &reader);

private:
    Driver(std::shared_ptr<const PhysicalQuery> query, const DriverOptions &options);

    void runNodes(StepContext &context);
    void countNode(std::size_t node, const Batch &out);
    void rejectRow(const SourceReject &reject, StepContext &context);

    std::shared_ptr<const PhysicalQuery> m_query;
    DriverOptions m_options;
    std::unique_ptr<SourceMerge> m_sources;
    std::vector<std::unique_ptr<OperatorState>> m_states;
    std::vector<Batch> m_batches; ///< by node, within a step
    std::vector<Batch> m_empty;   ///< by node: no rows, all columns
    Arena m_arena;
    std::uint64_t m_nextSeq = 0;
    RowTap *m_tap = nullptr;
    ResultReceiver *m_results = nullptr;
    RejectReceiver *m_rejects = nullptr;
    EpochMs m_now = 0;
};

} // namespace weir::exec
