#pragma once

#include "core/base/NodeKey.h"
#include "core/exec/StepContext.h"
#include "core/exec/TableContents.h"
#include "core/state/StateBytes.h"
#include "core/types/Batch.h"
#include "core/types/Schema.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace weir::exec {

/// What a node did since its query started; rows unless said otherwise.
struct NodeCounters {
    std::uint64_t in = 0;
    std::uint64_t out = 0;
    std::uint64_t late = 0;                 ///< came after their window closed
    std::uint64_t rejected = 0;             ///< undecodable, bad timestamp, unencodable
    std::uint64_t errors = 0;               ///< expressions that failed and gave a null
    std::uint64_t unmatched = 0;            ///< join: stream rows without a partner
    std::uint64_t unmatchedBeforeTable = 0; ///< of those, older than every row of the table
    std::optional<std::int64_t> streamTime;
};

/// What an operator remembers between steps. Belongs to exactly one operator of one query.
class OperatorState {
public:
    virtual ~OperatorState() = default;

    virtual std::size_t bytes() const { return 0; }
    virtual std::size_t rows() const { return 0; }
    virtual std::size_t openWindows() const { return 0; }
    /// Stream time in ms, also of a state that was restored and has seen no row since.
    virtual std::optional<std::int64_t> streamTime() const { return counters.streamTime; }
    /// Rows held back until the driver lets them out (Coalesce).
    virtual std::size_t heldRows() const { return 0; }

    virtual void writeSnapshot(state::StateWriter &) const {}
    /// Writes what changed since the last checkpoint and forgets that it changed.
    virtual void writeDelta(state::StateWriter &) {}
    virtual void forgetChanges() {}
    /// Applies a snapshot or a delta. `state.corrupt`.
    virtual Status read(state::StateReader &) { return {}; }

    NodeCounters counters;
};

/// One physical operator: a constant plan object, its state apart (ENGINE.md 2). In a step it runs
/// once and gets one batch per input, each sorted by seq; it consumes several inputs merged by
/// (seq, input index), and how rows are cut into steps never shows in what it gives.
class Operator {
public:
    explicit Operator(NodeKey key, Schema schema)
        : m_key(std::move(key))
        , m_schema(std::move(schema))
    {
    }
    virtual ~Operator() = default;
    Operator(const Operator &) = delete;
    Operator &operator=(const Operator &) = delete;

    /// The plan node it stands for.
    const NodeKey &key() const { return m_key; }
    /// The rows it gives.
    const Schema &schema() const { return m_schema; }
    /// Whether its state is part of checkpoints.
    virtual bool stateful() const { return false; }
    virtual std::unique_ptr<OperatorState> makeState() const
    {
        return std::make_unique<OperatorState>();
    }
    /// Runs one step. A row that ends the query is told by `context.failAt`; rows at or behind it
    /// are cut off by the driver.
    virtual Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                          StepContext &context) const = 0;

    /// Whether its state is the table that its rows are changes of.
    virtual bool keepsTable() const { return false; }
    /// Gives rows of that table as they are now; only if keepsTable(). Texts are in `arena` or in
    /// the state: they live until the next step.
    virtual TableContents contents(const OperatorState &, const TableRequest &, Arena &) const
    {
        return {};
    }
    /// Whether the same input row always gives the same output row and nothing else: rows of a
    /// table may be sent through it again.
    virtual bool passesTable() const { return false; }
    /// Whether it only decides when rows go on: who reads a table passes it by.
    virtual bool onlyDelays() const { return false; }

private:
    NodeKey m_key;
    Schema m_schema;
};

} // namespace weir::exec
