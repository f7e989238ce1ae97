#include "core/exec/operators/SessionAggregate.h"

#include "core/exec/BatchRows.h"
#include "core/exec/operators/FinalResults.h"
#include "core/exec/operators/SessionState.h"

#include <algorithm>

namespace weir::exec {
namespace {

std::vector<DataType> sessionKeyTypes(const Schema &schema)
{
    std::vector<DataType> types;
    for (const ColumnDefinition &column : schema.key) {
        types.push_back(column.type);
    }
    return types;
}

} // namespace

struct SessionAggregate::Output {
    std::vector<std::uint32_t> rows;
    std::vector<std::int64_t> starts;
    std::vector<std::int64_t> ends;
    std::vector<std::uint8_t> gone;
    std::vector<std::uint8_t> beforeNull;
    std::vector<std::shared_ptr<Column>> results;
    std::vector<std::shared_ptr<Column>> before;
    std::vector<FinalResults::Group> closed; ///< EMIT FINAL only
    std::size_t windows = 0;
};

struct SessionAggregate::Arguments {
    std::vector<std::vector<ColumnPtr>> columns;
    std::vector<std::vector<const Column *>> views;
};

SessionAggregate::SessionAggregate(NodeKey key, Schema schema, AggregateParts parts)
    : Operator(std::move(key), schema)
    , m_parts(std::move(parts))
    , m_keys(sessionKeyTypes(schema))
    , m_gap(m_parts.window->sizeMs)
    , m_grace(m_parts.window->effectiveGraceMs())
{
}

std::unique_ptr<OperatorState> SessionAggregate::makeState() const
{
    return std::make_unique<SessionState>(m_parts.emitsFinal());
}

std::int64_t SessionAggregate::closedBefore(std::int64_t now) const
{
    return now - m_gap - m_grace;
}

Batch SessionAggregate::process(std::span<const Batch *const> inputs, OperatorState &base,
                                StepContext &context) const
{
    const Batch &in = *inputs[0];
    auto &state = static_cast<SessionState &>(base);
    EvalContext eval = context.evalContext();
    std::vector<ColumnPtr> groups;
    std::vector<const Column *> keyColumns;
    Selection rows = in.selection.where([&in](std::uint32_t row) { return !in.isValueNull(row); });
    for (const Program &program : m_parts.groupBy) {
        groups.push_back(program.evaluate(in, rows, eval));
        keyColumns.push_back(groups.back().get());
    }
    for (const ColumnPtr &group : groups) {
        rows = rows.where([&group](std::uint32_t row) { return !group->isNull(row); });
    }
    Arguments arguments;
    Output output;
    for (std::size_t i = 0; i < m_parts.arguments.size(); ++i) {
        arguments.columns.emplace_back();
        arguments.views.emplace_back();
        for (const Program &program : m_parts.arguments[i]) {
            arguments.columns[i].push_back(program.evaluate(in, rows, eval));
            arguments.views[i].push_back(arguments.columns[i].back().get());
        }
        const DataType &type = m_parts.layout->aggregator(i).resultType();
        output.results.push_back(std::make_shared<Column>(type));
        output.before.push_back(std::make_shared<Column>(type));
    }
    base.counters.errors += eval.errors;
    std::vector<std::string_view> keys;
    m_keys.encode(keyColumns, rows, in.partition.data(), context.arena, keys);
    std::size_t at = 0;
    rows.forEach([&](std::uint32_t row) {
        const std::string_view key = keys[at++];
        if (in.seq[row] < context.failedSeq) {
            addRow(in, row, key, arguments, state, output, context);
        }
    });
    base.counters.streamTime = state.times.newest();
    if (!m_parts.emitsFinal()) {
        return changes(in, groups, output);
    }
    return output.closed.empty() ? Batch() : finalChanges(in, output, context);
}

void SessionAggregate::addRow(const Batch &in, std::uint32_t row, std::string_view key,
                              const Arguments &arguments, SessionState &state, Output &output,
                              StepContext &context) const
{
    const std::int64_t time = in.rowtime[row];
    const std::int64_t closeTime = closedBefore(state.times.advance(in.partition[row], time));
    Session merged{time, time, {}};
    const std::vector<Session> joined = state.near(key, time, m_gap);
    for (const Session &session : joined) {
        merged.start = std::min(merged.start, session.start);
        merged.end = std::max(merged.end, session.end);
    }
    if (merged.end < closeTime) {
        ++static_cast<OperatorState &>(state).counters.late;
        if (context.tap != nullptr && context.tap->wants(this->key())) {
            context.tap->dropped(this->key(), in, row, "late: its session is closed");
        }
        return;
    }
    LooseGroup group(*m_parts.layout);
    if (const Status gathered = gather(joined, arguments, row, group); !gathered) {
        Error error = gathered.error();
        error.node = this->key();
        return context.failAt(in.seq[row], std::move(error));
    }
    m_parts.layout->save(group.data(), merged.saved);
    if (!m_parts.emitsFinal()) {
        emitChange(row, joined, merged, group.data(), output, context);
    }
    for (const Session &session : joined) {
        if (session.start != merged.start) {
            state.erase(key, session.start);
        }
    }
    state.put(key, merged);
    if (m_parts.emitsFinal()) {
        close(in, row, closeTime, state, output, context);
    } else {
        state.dropClosed(key, m_gap, closeTime);
        sweep(state);
    }
}

/// Makes the group of sessions that were merged and the row that joined them.
Status SessionAggregate::gather(const std::vector<Session> &joined, const Arguments &arguments,
                                std::uint32_t row, LooseGroup &group) const
{
    const GroupLayout &layout = *m_parts.layout;
    LooseGroup old(layout);
    for (const Session &session : joined) {
        old.load(session.saved);
        for (std::size_t i = 0; i < layout.aggregates(); ++i) {
            WEIR_TRY(layout.aggregator(i).merge(layout.state(group.data(), i),
                                                layout.state(old.data(), i)));
        }
    }
    for (std::size_t i = 0; i < layout.aggregates(); ++i) {
        WEIR_TRY(
            layout.aggregator(i).update(layout.state(group.data(), i), arguments.views[i], row));
    }
    return {};
}

/// Gives the sessions that were merged as gone, but for the one that only grew within its bounds.
void SessionAggregate::emitChange(std::uint32_t row, const std::vector<Session> &joined,
                                  const Session &merged, char *group, Output &output,
                                  StepContext &context) const
{
    const std::string *before = nullptr;
    for (const Session &session : joined) {
        if (session.start == merged.start && session.end == merged.end) {
            before = &session.saved;
        } else {
            emit(row, session, nullptr, &session.saved, output, context);
        }
    }
    emit(row, merged, group, before, output, context);
}

/// Takes the sessions out that the row has closed; a row that comes for one of them later begins
/// another, so that each is counted in one result. Unlike windows of a fixed size none is jumped
/// over: the row that closes a session always starts beyond its gap.
void SessionAggregate::close(const Batch &in, std::uint32_t row, std::int64_t time,
                             SessionState &state, Output &output, StepContext &context) const
{
    std::optional<std::pair<std::int64_t, std::int64_t>> last;
    while (auto ended = state.takeEnded(in.partition[row], time)) {
        const auto &[key, session] = *ended;
        const std::pair bounds(session.start, session.end);
        output.windows += last == bounds ? 0 : 1;
        last = bounds;
        output.closed.push_back({row, output.windows, session.start, session.end, session.end,
                                 context.arena.copy(key), context.arena.copy(session.saved)});
    }
}

Batch SessionAggregate::finalChanges(const Batch &in, Output &output, StepContext &context) const
{
    const auto fill = [&](const FinalResults::Group &group,
                          const std::vector<std::shared_ptr<Column>> &results, std::size_t row) {
        setResults(group.accumulators, results, row, context.arena);
    };
    return FinalResults::changes(std::move(output.closed), in, m_parts, m_keys, fill, context);
}

/// Gives one change; `now` is null for a session that is no more.
void SessionAggregate::emit(std::uint32_t row, const Session &session, char *now,
                            const std::string *before, Output &output, StepContext &context) const
{
    const std::size_t position = output.rows.size();
    output.rows.push_back(row);
    output.starts.push_back(session.start);
    output.ends.push_back(session.end);
    output.gone.push_back(now == nullptr ? 1 : 0);
    output.beforeNull.push_back(before == nullptr ? 1 : 0);
    for (std::size_t i = 0; i < output.results.size(); ++i) {
        output.results[i]->appendNull();
        output.before[i]->appendNull();
        if (now != nullptr) {
            m_parts.layout->aggregator(i).result(m_parts.layout->state(now, i), *output.results[i],
                                                 position, context.arena);
        }
    }
    if (before != nullptr && m_parts.needsBefore) {
        setResults(*before, output.before, position, context.arena);
    }
}

void SessionAggregate::setResults(std::string_view saved,
                                  const std::vector<std::shared_ptr<Column>> &columns,
                                  std::size_t row, Arena &arena) const
{
    LooseGroup group(*m_parts.layout);
    group.load(saved);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        m_parts.layout->aggregator(i).result(m_parts.layout->state(group.data(), i), *columns[i],
                                             row, arena);
        columns[i]->ownTexts(row, arena);
    }
}

Batch SessionAggregate::changes(const Batch &in, const std::vector<ColumnPtr> &groups,
                                Output &output) const
{
    Batch shape = in;
    shape.columns = groups;
    shape.keyColumns = groups.size();
    Batch out = takeRows(shape, output.rows);
    out.keyNull = {};
    out.table = true;
    out.rowtime = RowVector<std::int64_t>(output.ends);
    out.windowStart = RowVector<std::int64_t>(std::move(output.starts));
    out.windowEnd = RowVector<std::int64_t>(std::move(output.ends));
    out.valueNull = RowVector<std::uint8_t>(std::move(output.gone));
    out.hasBefore = true;
    out.beforeNull = RowVector<std::uint8_t>(std::move(output.beforeNull));
    out.columns.insert(out.columns.end(), output.results.begin(), output.results.end());
    out.before.assign(output.before.begin(), output.before.end());
    return out;
}

/// Drops sessions that no row can reach any more, once per gap and grace.
void SessionAggregate::sweep(SessionState &state) const
{
    const std::int64_t now = state.times.newest().value_or(0);
    if (state.swept == std::numeric_limits<std::int64_t>::min()) {
        state.swept = now;
    }
    if (now - state.swept <= m_gap + m_grace) {
        return;
    }
    state.swept = now;
    state.dropAllClosed(
        m_gap, [&](std::int32_t partition) { return closedBefore(state.times.of(partition)); });
}

TableContents SessionAggregate::contents(const OperatorState &base, const TableRequest &request,
                                         Arena &arena) const
{
    using Outcome = TableContents::Outcome;
    const auto &state = static_cast<const SessionState &>(base);
    for (std::size_t i = 0; i < state.dropped.partitions(); ++i) {
        const std::int64_t dropped = state.dropped.of(static_cast<std::int32_t>(i));
        if (dropped != StreamTimes::kNone &&
            dropped >= std::max(request.startFrom, request.endFrom)) {
            return {Outcome::Partial, {}};
        }
    }
    TableRows rows(schema());
    std::vector<Column *> keyColumns;
    for (std::size_t i = 0; i < rows.keyColumns; ++i) {
        keyColumns.push_back(rows.columns[i].get());
    }
    const std::vector<std::shared_ptr<Column>> results(
        rows.columns.begin() + static_cast<std::ptrdiff_t>(rows.keyColumns), rows.columns.end());
    const auto add = [&](std::string_view key, const Session &session) {
        for (const std::shared_ptr<Column> &column : rows.columns) {
            column->appendNull();
        }
        m_keys.decode(key, true, keyColumns, rows.size(), arena);
        setResults(session.saved, results, rows.size(), arena);
        rows.times.push_back(session.end);
        rows.starts.push_back(session.start);
        rows.ends.push_back(session.end);
    };
    if (request.keys) {
        for (const std::string_view key :
             encodeRequestKeys(request, m_keys, state.times.partitions(), arena)) {
            state.forEach(key, add);
        }
    } else if (state.rows() > request.mostRows) {
        return {Outcome::TooMany, {}};
    } else {
        state.forEach({}, add);
    }
    return {Outcome::Whole, rows.take()};
}

} // namespace weir::exec
