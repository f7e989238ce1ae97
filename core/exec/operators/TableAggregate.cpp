#include "core/exec/BatchRows.h"
#include "core/exec/operators/Aggregate.h"

#include <algorithm>

namespace weir::exec {
namespace {

std::vector<DataType> tableGroupTypes(const Schema &schema)
{
    std::vector<DataType> types;
    for (const ColumnDefinition &column : schema.key) {
        types.push_back(column.type);
    }
    return types;
}

} // namespace

/// One side of the changes: its groups, arguments and keys; a row without a group has an empty key.
struct TableAggregate::Side {
    std::vector<ColumnPtr> groups;
    std::vector<std::vector<ColumnPtr>> arguments;
    std::vector<std::vector<const Column *>> views;
    std::vector<std::string_view> keys;
};

/// The changes of a step as they are made.
struct TableAggregate::Output {
    std::vector<std::uint32_t> rows;
    std::vector<std::int64_t> times;
    std::vector<std::shared_ptr<Column>> keys;
    std::vector<std::shared_ptr<Column>> results;
    std::vector<std::shared_ptr<Column>> before;
    std::vector<std::uint8_t> beforeNull;
};

TableAggregate::TableAggregate(NodeKey key, Schema schema, AggregateParts parts)
    : Operator(std::move(key), schema)
    , m_parts(std::move(parts))
    , m_keys(tableGroupTypes(schema))
{
}

std::unique_ptr<OperatorState> TableAggregate::makeState() const
{
    return std::make_unique<AggregateState>(m_parts);
}

TableAggregate::Side TableAggregate::evaluateSide(const Batch &in, RowSide which,
                                                  OperatorState &state, StepContext &context) const
{
    Selection rows = in.selection.where([&](std::uint32_t row) {
        return which == RowSide::After ? !in.isValueNull(row) : !in.isBeforeNull(row);
    });
    Side side;
    EvalContext eval = context.evalContext();
    std::vector<const Column *> keyColumns;
    for (const Program &program : m_parts.groupBy) {
        side.groups.push_back(program.evaluate(in, rows, eval, which));
        keyColumns.push_back(side.groups.back().get());
    }
    for (const ColumnPtr &group : side.groups) {
        rows = rows.where([&group](std::uint32_t row) { return !group->isNull(row); });
    }
    for (const std::vector<Program> &programs : m_parts.arguments) {
        side.arguments.emplace_back();
        side.views.emplace_back();
        for (const Program &program : programs) {
            side.arguments.back().push_back(program.evaluate(in, rows, eval, which));
            side.views.back().push_back(side.arguments.back().back().get());
        }
    }
    if (which == RowSide::After) {
        state.counters.errors += eval.errors;
    }
    std::vector<std::string_view> keys;
    m_keys.encode(keyColumns, rows, nullptr, context.arena, keys);
    side.keys.resize(in.rows);
    std::size_t at = 0;
    rows.forEach([&](std::uint32_t row) { side.keys[row] = keys[at++]; });
    return side;
}

TableAggregate::Output TableAggregate::makeOutput() const
{
    Output output;
    for (const ColumnDefinition &column : schema().key) {
        output.keys.push_back(std::make_shared<Column>(column.type, std::size_t{0}));
    }
    for (std::size_t i = 0; i < m_parts.layout->aggregates(); ++i) {
        const DataType &type = m_parts.layout->aggregator(i).resultType();
        output.results.push_back(std::make_shared<Column>(type, std::size_t{0}));
        output.before.push_back(std::make_shared<Column>(type, std::size_t{0}));
    }
    return output;
}

Status TableAggregate::changeGroup(const Side *taken, const Side *added, std::uint32_t row,
                                   AggregateState &state, Output &output, const Batch &in,
                                   StepContext &context) const
{
    const Side &side = added != nullptr ? *added : *taken;
    const std::string_view key = side.keys[row];
    const auto [slot, isNew] =
        state.groups.findOrAdd(key, state::hashKey(key), m_parts.layout->size());
    char *const group = state.groups.change(slot);
    if (isNew) {
        m_parts.layout->init(group);
    }
    const std::size_t position = output.rows.size();
    for (std::size_t i = 0; i < output.results.size(); ++i) {
        const functions::Aggregator &aggregator = m_parts.layout->aggregator(i);
        std::byte *const accumulator = m_parts.layout->state(group, i);
        output.before[i]->appendNull();
        output.results[i]->appendNull();
        if (!isNew) {
            aggregator.result(accumulator, *output.before[i], position, context.arena);
        }
        if (taken != nullptr) {
            WEIR_TRY(aggregator.undo(accumulator, taken->views[i], row));
        }
        if (added != nullptr) {
            WEIR_TRY(aggregator.update(accumulator, added->views[i], row));
        }
        aggregator.result(accumulator, *output.results[i], position, context.arena);
    }
    if (m_parts.layout->holdsOutside()) {
        state.groups.countOutside(group);
    }
    GroupHeader &header = GroupLayout::header(group);
    header.maxTime = std::max(header.maxTime, in.rowtime[row]);
    for (std::size_t i = 0; i < output.keys.size(); ++i) {
        output.keys[i]->appendFrom(*side.groups[i], row);
    }
    output.rows.push_back(row);
    output.times.push_back(header.maxTime);
    output.beforeNull.push_back(isNew ? 1 : 0);
    return {};
}

TableContents TableAggregate::contents(const OperatorState &state, const TableRequest &request,
                                       Arena &arena) const
{
    return groupContents(schema(), m_parts, m_keys, static_cast<const AggregateState &>(state),
                         request, arena);
}

Batch TableAggregate::process(std::span<const Batch *const> inputs, OperatorState &base,
                              StepContext &context) const
{
    const Batch &in = *inputs[0];
    auto &state = static_cast<AggregateState &>(base);
    const Side before = evaluateSide(in, RowSide::Before, base, context);
    const Side after = evaluateSide(in, RowSide::After, base, context);
    Output output = makeOutput();
    in.selection.forEach([&](std::uint32_t row) {
        if (in.seq[row] >= context.failedSeq) {
            return;
        }
        state.times.advance(0, in.rowtime[row]);
        const bool wasThere = !before.keys[row].empty();
        const bool isThere = !after.keys[row].empty();
        const bool sameGroup = wasThere && isThere && before.keys[row] == after.keys[row];
        Status status;
        if (wasThere && !sameGroup) {
            status = changeGroup(&before, nullptr, row, state, output, in, context);
        }
        if (status && isThere) {
            status =
                changeGroup(sameGroup ? &before : nullptr, &after, row, state, output, in, context);
        }
        if (!status) {
            Error error = std::move(status).error();
            error.node = this->key();
            context.failAt(in.seq[row], std::move(error));
        }
    });
    for (std::size_t i = 0; i < output.results.size(); ++i) {
        output.results[i]->resize(output.rows.size());
        output.before[i]->resize(output.rows.size());
    }
    Batch shape = in;
    shape.columns.clear();
    shape.before.clear();
    Batch out = takeRows(shape, output.rows);
    out.keyNull = {};
    out.valueNull = {};
    out.beforeNull = {};
    out.columns.assign(output.keys.begin(), output.keys.end());
    out.keyColumns = output.keys.size();
    out.columns.insert(out.columns.end(), output.results.begin(), output.results.end());
    out.rowtime = RowVector<std::int64_t>(std::move(output.times));
    out.hasBefore = true;
    out.before.assign(output.before.begin(), output.before.end());
    out.beforeNull = RowVector<std::uint8_t>(std::move(output.beforeNull));
    state.counters.streamTime = state.times.newest();
    return out;
}

} // namespace weir::exec
