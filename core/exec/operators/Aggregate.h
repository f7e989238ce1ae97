#pragma once

#include "core/exec/GroupLayout.h"
#include "core/exec/Operator.h"
#include "core/exec/StreamTimes.h"
#include "core/exec/expr/Program.h"
#include "core/formats/Codec.h"
#include "core/plan/Operators.h"
#include "core/state/KeyEncoding.h"
#include "core/state/KeyValueStore.h"
#include "core/state/WindowStore.h"

#include <memory>
#include <optional>
#include <vector>

namespace weir::exec {

/// What aggregates of streams and tables share.
struct AggregateParts {
    std::vector<Program> groupBy;
    std::unique_ptr<GroupLayout> layout;
    /// By aggregate.
    std::vector<std::vector<Program>> arguments;
    /// Something downstream reads the row before the change.
    bool needsBefore = false;
    /// Tumbling or hopping; absent: one group a key.
    std::optional<plan::WindowOp> window;
    /// Its input is a table: groups are not kept by partition.
    bool overTable = false;
    /// Of the group columns in the query's key format; with EMIT FINAL, whose results are sorted by
    /// it.
    std::unique_ptr<formats::Codec> keyCodec;

    bool emitsFinal() const { return window && window->emitFinal; }
};

/// The groups of a query, by key or by (partition, window, key).
class AggregateState final : public OperatorState {
public:
    explicit AggregateState(const AggregateParts &parts);

    std::size_t bytes() const override;
    std::size_t rows() const override { return groups.size() + windows.size(); }
    std::size_t openWindows() const override { return windows.windows(); }
    std::optional<std::int64_t> streamTime() const override { return times.newest(); }
    void writeSnapshot(state::StateWriter &writer) const override;
    void writeDelta(state::StateWriter &writer) override;
    void forgetChanges() override;
    Status read(state::StateReader &reader) override;

    state::KeyValueStore groups;
    state::WindowStore windows;
    StreamTimes times;
    StreamTimes dropped; ///< by partition: start of the newest window that is no longer held
    std::uint32_t step = 0;
};

/// Gives the groups that are asked for as rows of `schema`.
TableContents groupContents(const Schema &schema, const AggregateParts &parts,
                            const state::KeyEncoding &keys, const AggregateState &state,
                            const TableRequest &request, Arena &arena);

/// GROUP BY over a stream: every row changes its group, or each of its windows in ascending order,
/// and gives one change a group (SEMANTICS 1, 4). Late rows are dropped and counted. With EMIT
/// FINAL a row gives the results of the windows that it closes instead.
class StreamAggregate final : public Operator {
public:
    StreamAggregate(NodeKey key, Schema schema, AggregateParts parts);
    bool stateful() const override { return true; }
    std::unique_ptr<OperatorState> makeState() const override;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
    bool keepsTable() const override;
    TableContents contents(const OperatorState &state, const TableRequest &request,
                           Arena &arena) const override;

    const AggregateParts &parts() const { return m_parts; }

private:
    struct Touches;
    struct Closing;

    Selection groupedRows(const Batch &in, const std::vector<ColumnPtr> &groups,
                          StepContext &context) const;
    void touchRows(const Batch &in, const Selection &rows,
                   const std::vector<std::string_view> &keys, AggregateState &state,
                   StepContext &context, Touches &touches) const;
    void touch(const Batch &in, std::uint32_t row, state::KeyValueStore &table,
               std::string_view key, std::uint32_t hash, AggregateState &state,
               StepContext &context, Touches &touches) const;
    void noteClosing(const Batch &in, std::uint32_t row, std::int64_t newestStart,
                     const AggregateState &state, Touches &touches) const;
    Batch finalChanges(const Batch &in, const AggregateState &state, StepContext &context,
                       const Touches &touches) const;
    std::vector<ColumnPtr> accumulate(const Batch &in, const Selection &rows, StepContext &context,
                                      const Touches &touches) const;
    Batch changes(const Batch &in, const std::vector<ColumnPtr> &groups,
                  std::vector<ColumnPtr> results, Touches &touches) const;
    static void countOutside(Touches &touches);
    void closeWindows(AggregateState &state) const;

    AggregateParts m_parts;
    state::KeyEncoding m_keys;
};

/// GROUP BY over a table: takes the row before out of its group and adds the row after to its own.
/// One output where both are the same group, else the old group's first (SEMANTICS 3).
class TableAggregate final : public Operator {
public:
    TableAggregate(NodeKey key, Schema schema, AggregateParts parts);
    bool stateful() const override { return true; }
    std::unique_ptr<OperatorState> makeState() const override;
    Batch process(std::span<const Batch *const> inputs, OperatorState &state,
                  StepContext &context) const override;
    bool keepsTable() const override { return true; }
    TableContents contents(const OperatorState &state, const TableRequest &request,
                           Arena &arena) const override;

private:
    struct Side;
    struct Output;

    Side evaluateSide(const Batch &in, RowSide side, OperatorState &state,
                      StepContext &context) const;
    /// Changes the group of `taken` and `added` (either may be null, both have the row's key) and
    /// gives its change.
    Status changeGroup(const Side *taken, const Side *added, std::uint32_t row,
                       AggregateState &state, Output &output, const Batch &in,
                       StepContext &context) const;
    Output makeOutput() const;

    AggregateParts m_parts;
    state::KeyEncoding m_keys;
};

} // namespace weir::exec
