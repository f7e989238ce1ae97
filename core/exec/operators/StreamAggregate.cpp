#include "core/exec/BatchRows.h"
#include "core/exec/operators/Aggregate.h"
#include "core/exec/operators/FinalResults.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace weir::exec {
namespace {

constexpr std::string_view kLateReason = "late: its window is closed";
constexpr std::string_view kNoGroupReason = "the group expression is null";

std::vector<DataType> aggregateKeyTypes(const Schema &schema)
{
    std::vector<DataType> types;
    for (const ColumnDefinition &column : schema.key) {
        types.push_back(column.type);
    }
    return types;
}

} // namespace

/// A window that closed in a step, and the row that did it.
struct StreamAggregate::Closing {
    std::uint32_t row;
    std::int32_t partition;
    std::int64_t start;
};

/// What each output row of a step stands for, in output order.
struct StreamAggregate::Touches {
    std::vector<std::uint32_t> rows;
    std::vector<std::byte *> groups;
    std::vector<std::int64_t> starts; ///< windowed only
    std::vector<std::int64_t> times;
    bool repeats = false; ///< a row stands for several windows
    std::vector<std::uint8_t> beforeNull = {};
    std::vector<std::uint32_t> previous = {}; ///< earlier output row of the same group
    std::vector<std::shared_ptr<Column>> before = {};
    bool tapped = false;
    /// Where each group lies; only if accumulators hold memory of their own.
    std::vector<std::pair<char *, state::KeyValueStore *>> tables = {};
    std::vector<Closing> closings = {}; ///< EMIT FINAL only
    /// By partition: windows that start up to here have closed in this step.
    std::map<std::int32_t, std::int64_t> closedTo = {};
};

constexpr std::uint32_t kNoPrevious = 0xffffffffU;

StreamAggregate::StreamAggregate(NodeKey key, Schema schema, AggregateParts parts)
    : Operator(std::move(key), schema)
    , m_parts(std::move(parts))
    , m_keys(aggregateKeyTypes(schema))
{
}

std::unique_ptr<OperatorState> StreamAggregate::makeState() const
{
    return std::make_unique<AggregateState>(m_parts);
}

Batch StreamAggregate::process(std::span<const Batch *const> inputs, OperatorState &base,
                               StepContext &context) const
{
    const Batch &in = *inputs[0];
    auto &state = static_cast<AggregateState &>(base);
    EvalContext eval = context.evalContext();
    std::vector<ColumnPtr> groups;
    std::vector<const Column *> keyColumns;
    for (const Program &program : m_parts.groupBy) {
        groups.push_back(program.evaluate(in, in.selection, eval));
        keyColumns.push_back(groups.back().get());
    }
    state.counters.errors += eval.errors;
    const Selection rows = groupedRows(in, groups, context);
    std::vector<std::string_view> keys;
    m_keys.encode(keyColumns, rows, in.partition.data(), context.arena, keys);

    Touches touches;
    touches.tapped = context.tap != nullptr && context.tap->wants(key());
    ++state.step;
    touchRows(in, rows, keys, state, context, touches);
    std::vector<ColumnPtr> results = accumulate(in, rows, context, touches);
    Batch out = m_parts.emitsFinal() ? finalChanges(in, state, context, touches)
                                     : changes(in, groups, std::move(results), touches);
    countOutside(touches);
    closeWindows(state);
    state.counters.streamTime = state.times.newest();
    return out;
}

Selection StreamAggregate::groupedRows(const Batch &in, const std::vector<ColumnPtr> &groups,
                                       StepContext &context) const
{
    Selection rows = in.selection;
    if (!in.valueNull.empty()) {
        rows = rows.where([&in](std::uint32_t row) { return !in.isValueNull(row); });
    }
    for (const ColumnPtr &group : groups) {
        rows = rows.where([&group](std::uint32_t row) { return !group->isNull(row); });
    }
    if (context.tap != nullptr && rows.size() < in.selection.size() && context.tap->wants(key())) {
        std::size_t at = 0;
        in.selection.forEach([&](std::uint32_t row) {
            if (at < rows.size() && rows[at] == row) {
                ++at;
            } else {
                context.tap->dropped(key(), in, row, kNoGroupReason);
            }
        });
    }
    return rows;
}

void StreamAggregate::touchRows(const Batch &in, const Selection &rows,
                                const std::vector<std::string_view> &keys, AggregateState &state,
                                StepContext &context, Touches &touches) const
{
    std::vector<std::uint32_t> hashes(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        hashes[i] = state::hashKey(keys[i]);
        if (!m_parts.window) {
            state.groups.prefetch(hashes[i]);
        }
    }
    touches.rows.reserve(rows.size());
    touches.groups.reserve(rows.size());
    std::size_t at = 0;
    if (!m_parts.window) {
        rows.forEach([&](std::uint32_t row) {
            state.times.advance(in.partition[row], in.rowtime[row]);
            touch(in, row, state.groups, keys[at], hashes[at], state, context, touches);
            ++at;
        });
        return;
    }
    const plan::WindowOp &window = *m_parts.window;
    const std::int64_t advance =
        window.kind == WindowKind::Hopping ? window.advanceMs : window.sizeMs;
    const std::int64_t keep = window.sizeMs + window.effectiveGraceMs();
    touches.starts.reserve(rows.size());
    touches.repeats = advance < window.sizeMs;
    rows.forEach([&](std::uint32_t row) {
        const std::size_t index = at++;
        const std::int64_t time = in.rowtime[row];
        const std::int32_t partition = in.partition[row];
        const std::int64_t now = state.times.advance(partition, time);
        // Hopping windows start at multiples of the advance, from 0 on.
        const std::int64_t last = time / advance * advance;
        std::int64_t start = last - (window.sizeMs - 1) / advance * advance;
        while (start < 0 || start + window.sizeMs <= time) {
            start += advance;
        }
        bool late = true;
        for (; start <= last; start += advance) {
            if (start + keep <= now) {
                continue;
            }
            late = false;
            touch(in, row, state.windows.table(partition, start), keys[index], hashes[index], state,
                  context, touches);
            touches.starts.push_back(start);
        }
        if (window.emitFinal && time == now) {
            noteClosing(in, row, last, state, touches);
        }
        if (late) {
            ++state.counters.late;
            if (touches.tapped) {
                context.tap->dropped(key(), in, row, kLateReason);
            }
        }
    });
}

/// Notes which windows the row closes; their groups change no more. The reference keeps a window
/// only until another starts more than the grace period behind its end: a result jumped over like
/// that is lost there, and so here (SEMANTICS 1).
void StreamAggregate::noteClosing(const Batch &in, std::uint32_t row, std::int64_t newestStart,
                                  const AggregateState &state, Touches &touches) const
{
    constexpr std::int64_t kNoWindow = std::numeric_limits<std::int64_t>::max();
    const std::int64_t size = m_parts.window->sizeMs;
    const std::int64_t grace = m_parts.window->effectiveGraceMs();
    const std::int32_t partition = in.partition[row];
    const std::int64_t now = in.rowtime[row];
    std::int64_t &closedTo =
        touches.closedTo.try_emplace(partition, std::numeric_limits<std::int64_t>::min())
            .first->second;
    for (std::int64_t start = state.windows.next(partition, closedTo, kNoWindow);
         start != kNoWindow && start + size + grace <= now;
         start = state.windows.next(partition, closedTo, kNoWindow)) {
        closedTo = start;
        if (newestStart - (start + size) <= grace) {
            touches.closings.push_back({row, partition, start});
        }
    }
}

/// The windows' tables stay until the end of the step, and no row behind the closing one changes
/// them, so what they hold after the step is what they held when they closed.
Batch StreamAggregate::finalChanges(const Batch &in, const AggregateState &state,
                                    StepContext &context, const Touches &touches) const
{
    std::vector<FinalResults::Group> groups;
    for (std::size_t i = 0; i < touches.closings.size(); ++i) {
        const Closing &closing = touches.closings[i];
        const state::KeyValueStore *table = state.windows.find(closing.partition, closing.start);
        table->scan({}, {}, [&](std::string_view key, std::string_view value) {
            GroupHeader header{};
            std::memcpy(&header, value.data(), sizeof header);
            groups.push_back({closing.row, i, closing.start, closing.start + m_parts.window->sizeMs,
                              header.maxTime, key, value});
            return true;
        });
    }
    if (groups.empty()) {
        return {};
    }
    const auto fill = [&](const FinalResults::Group &group,
                          const std::vector<std::shared_ptr<Column>> &results, std::size_t row) {
        for (std::size_t i = 0; i < results.size(); ++i) {
            char *const accumulators = const_cast<char *>(group.accumulators.data());
            m_parts.layout->aggregator(i).result(m_parts.layout->state(accumulators, i),
                                                 *results[i], row, context.arena);
            results[i]->ownTexts(row, context.arena); // the table is dropped in this step
        }
    };
    return FinalResults::changes(std::move(groups), in, m_parts, m_keys, fill, context);
}

void StreamAggregate::touch(const Batch &in, std::uint32_t row, state::KeyValueStore &table,
                            std::string_view key, std::uint32_t hash, AggregateState &state,
                            StepContext &context, Touches &touches) const
{
    const auto [slot, added] = table.findOrAdd(key, hash, m_parts.layout->size());
    char *const group = table.change(slot);
    if (added) {
        m_parts.layout->init(group);
    }
    GroupHeader &header = GroupLayout::header(group);
    header.maxTime = std::max(header.maxTime, in.rowtime[row]);
    if (m_parts.needsBefore) {
        const std::size_t position = touches.rows.size();
        if (touches.before.empty()) {
            for (std::size_t i = 0; i < m_parts.layout->aggregates(); ++i) {
                touches.before.push_back(std::make_shared<Column>(
                    m_parts.layout->aggregator(i).resultType(), std::size_t{0}));
            }
        }
        const bool again = !added && header.step == state.step;
        touches.previous.push_back(again ? header.last : kNoPrevious);
        touches.beforeNull.push_back(added ? 1 : 0);
        for (std::size_t i = 0; i < touches.before.size(); ++i) {
            touches.before[i]->appendNull();
            if (!added && !again) {
                m_parts.layout->aggregator(i).result(m_parts.layout->state(group, i),
                                                     *touches.before[i], position, context.arena);
            }
        }
        header.step = state.step;
        header.last = static_cast<std::uint32_t>(position);
    }
    if (m_parts.layout->holdsOutside()) {
        touches.tables.emplace_back(group, &table);
    }
    touches.rows.push_back(row);
    touches.groups.push_back(reinterpret_cast<std::byte *>(group));
    touches.times.push_back(header.maxTime);
}

std::vector<ColumnPtr> StreamAggregate::accumulate(const Batch &in, const Selection &rows,
                                                   StepContext &context,
                                                   const Touches &touches) const
{
    std::vector<ColumnPtr> results;
    const Selection positions =
        touches.repeats ? Selection::all(touches.rows.size()) : Selection::of(touches.rows);
    std::vector<std::byte *> states(touches.groups.size());
    for (std::size_t i = 0; i < m_parts.layout->aggregates(); ++i) {
        const functions::Aggregator &aggregator = m_parts.layout->aggregator(i);
        EvalContext eval = context.evalContext();
        std::vector<ColumnPtr> arguments;
        std::vector<const Column *> views;
        for (const Program &program : m_parts.arguments[i]) {
            ColumnPtr argument = program.evaluate(in, rows, eval);
            if (touches.repeats && !argument->isConstant()) {
                argument = std::make_shared<const Column>(argument->gather(touches.rows));
            }
            views.push_back(argument.get());
            arguments.push_back(std::move(argument));
        }
        for (std::size_t at = 0; at < states.size(); ++at) {
            states[at] = m_parts.layout->state(reinterpret_cast<char *>(touches.groups[at]), i);
        }
        auto result = std::make_shared<Column>(aggregator.resultType(),
                                               m_parts.emitsFinal() ? 0 : states.size());
        auto failure = aggregator.updateRows(
            states, views, positions, m_parts.emitsFinal() ? nullptr : result.get(), context.arena);
        if (failure) {
            failure->error.node = key();
            context.failAt(in.seq[touches.rows[failure->position]], std::move(failure->error));
        }
        results.push_back(std::move(result));
    }
    return results;
}

/// Once a step and group: counting costs as much as the group holds.
void StreamAggregate::countOutside(Touches &touches)
{
    auto &tables = touches.tables;
    std::sort(tables.begin(), tables.end());
    tables.erase(std::unique(tables.begin(), tables.end()), tables.end());
    for (const auto &[group, table] : tables) {
        table->countOutside(group);
    }
}

Batch StreamAggregate::changes(const Batch &in, const std::vector<ColumnPtr> &groups,
                               std::vector<ColumnPtr> results, Touches &touches) const
{
    Batch input = in;
    input.columns = groups;
    input.keyColumns = groups.size();
    input.keyNull = {};
    input.valueNull = {};
    input.windowStart = {};
    input.windowEnd = {};
    Batch out = takeRows(input, touches.rows);
    out.table = true;
    out.rowtime = RowVector<std::int64_t>(std::move(touches.times));
    if (m_parts.window) {
        std::vector<std::int64_t> ends(touches.starts);
        for (std::int64_t &end : ends) {
            end += m_parts.window->sizeMs;
        }
        out.windowStart = RowVector<std::int64_t>(std::move(touches.starts));
        out.windowEnd = RowVector<std::int64_t>(std::move(ends));
    }
    if (m_parts.needsBefore) {
        for (std::size_t i = 0; i < touches.before.size(); ++i) {
            for (std::size_t at = 0; at < touches.previous.size(); ++at) {
                if (touches.previous[at] != kNoPrevious) {
                    touches.before[i]->setFrom(at, *results[i], touches.previous[at]);
                }
            }
            out.before.push_back(touches.before[i]);
        }
        if (touches.before.empty()) {
            out.before = results;
        }
        out.hasBefore = true;
        out.beforeNull = RowVector<std::uint8_t>(std::move(touches.beforeNull));
    }
    out.columns.insert(out.columns.end(), results.begin(), results.end());
    return out;
}

/// EMIT FINAL: a window is no row of the table before it is closed, and then it is not held.
bool StreamAggregate::keepsTable() const
{
    return !m_parts.window || !m_parts.window->emitFinal;
}

TableContents StreamAggregate::contents(const OperatorState &state, const TableRequest &request,
                                        Arena &arena) const
{
    return groupContents(schema(), m_parts, m_keys, static_cast<const AggregateState &>(state),
                         request, arena);
}

void StreamAggregate::closeWindows(AggregateState &state) const
{
    if (!m_parts.window) {
        return;
    }
    const std::int64_t keep = m_parts.window->sizeMs + m_parts.window->effectiveGraceMs();
    constexpr std::int64_t kNoWindow = std::numeric_limits<std::int64_t>::max();
    for (std::size_t index = 0; index < state.times.partitions(); ++index) {
        const auto partition = static_cast<std::int32_t>(index);
        const std::int64_t now = state.times.of(partition);
        for (std::int64_t oldest = state.windows.oldest(partition, kNoWindow);
             oldest != kNoWindow && oldest + keep <= now;
             oldest = state.windows.oldest(partition, kNoWindow)) {
            state.windows.drop(partition, oldest);
            state.dropped.advance(partition, oldest);
        }
    }
}

} // namespace weir::exec
