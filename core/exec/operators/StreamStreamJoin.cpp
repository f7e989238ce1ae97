#include "core/exec/operators/StreamStreamJoin.h"

#include "core/base/BigEndian.h"
#include "core/exec/BatchRows.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace weir::exec {
namespace {

constexpr std::int64_t kJoinDayMs = 24LL * 3600 * 1000;
constexpr std::size_t kPartitionPrefix = 4;

/// The largest number, so that a bound that counts as no bound cannot overflow.
std::int64_t addTimes(std::int64_t time, std::int64_t span)
{
    std::int64_t sum = 0;
    return __builtin_add_overflow(time, span, &sum)
               ? (span > 0 ? std::numeric_limits<std::int64_t>::max()
                           : std::numeric_limits<std::int64_t>::min())
               : sum;
}

} // namespace

/// A row in a side's buffer.
struct StreamStreamJoin::Kept {
    std::int64_t time = 0;
    std::int64_t number = 0; ///< counts the rows of the operator: names it among the waiting
    std::string_view bytes;
};

struct StreamStreamJoin::State final : OperatorState {
    /// Rows by (key, time, number): one entry a row.
    state::OrderedStore sides[2];
    /// Rows that wait for a partner, by (partition, side, time, key, number): the sides do not wait
    /// equally long.
    state::OrderedStore waiting;
    StreamTimes times;
    StreamTimes newest[2];
    std::int64_t number = 0;
    std::int64_t swept = std::numeric_limits<std::int64_t>::min();

    std::size_t bytes() const override
    {
        return sides[0].bytes() + sides[1].bytes() + waiting.bytes();
    }
    std::size_t rows() const override { return sides[0].size() + sides[1].size(); }
    std::optional<std::int64_t> streamTime() const override { return times.newest(); }
    void writeFigures(state::StateWriter &writer) const
    {
        times.write(writer);
        newest[0].write(writer);
        newest[1].write(writer);
        writer.putSigned(number);
        writer.putSigned(swept);
    }
    void writeSnapshot(state::StateWriter &writer) const override
    {
        writeFigures(writer);
        for (const state::OrderedStore *store : {&sides[0], &sides[1], &waiting}) {
            store->writeSnapshot(writer);
        }
    }
    void writeDelta(state::StateWriter &writer) override
    {
        writeFigures(writer);
        for (state::OrderedStore *store : {&sides[0], &sides[1], &waiting}) {
            store->writeDelta(writer);
        }
    }
    void forgetChanges() override
    {
        for (state::OrderedStore *store : {&sides[0], &sides[1], &waiting}) {
            store->forgetChanges();
        }
    }
    Status read(state::StateReader &reader) override
    {
        times.read(reader);
        newest[0].read(reader);
        newest[1].read(reader);
        number = reader.takeSigned();
        swept = reader.takeSigned();
        for (state::OrderedStore *store : {&sides[0], &sides[1], &waiting}) {
            WEIR_TRY(store->read(reader));
        }
        return {};
    }

    /// The place of the first row of a key with this time or a later one.
    static std::string placeOf(std::string_view key, std::int64_t time)
    {
        std::string place;
        state::appendCounted(key, place);
        state::appendSortable(time, place);
        return place;
    }
    /// Calls `visit(row)` for the rows of a key with from <= time <= to, oldest first.
    template <class Visit>
    void forEach(std::uint32_t side, std::string_view key, std::int64_t from, std::int64_t to,
                 Visit visit) const
    {
        const std::string begin = placeOf(key, from);
        const std::size_t named = begin.size() - sizeof(std::int64_t);
        sides[side].forEach(begin, {}, [&](std::string_view place, std::string_view bytes) {
            if (place.substr(0, named) != std::string_view(begin).substr(0, named)) {
                return false;
            }
            place.remove_prefix(named);
            Kept row;
            row.time = state::takeSortable(place);
            row.number = state::takeSortable(place);
            row.bytes = bytes;
            if (row.time > to) {
                return false;
            }
            visit(row);
            return true;
        });
    }
    /// What the names of a side's waiting rows begin with.
    static std::string waitingOf(std::string_view partition, std::uint32_t side)
    {
        std::string prefix(partition);
        prefix.push_back(static_cast<char>(side));
        return prefix;
    }
    static std::string waitingKey(std::uint32_t side, const Kept &row, std::string_view key)
    {
        std::string name = waitingOf(key.substr(0, kPartitionPrefix), side);
        state::appendSortable(row.time, name);
        name.append(key.substr(kPartitionPrefix));
        state::appendSortable(row.number, name);
        return name;
    }
};

struct StreamStreamJoin::Step {
    std::span<const Batch *const> inputs;
    State &state;
    StepContext &context;
    JoinOutput output = {};
};

StreamStreamJoin::StreamStreamJoin(NodeKey key, Schema schema, Parts parts)
    : Operator(std::move(key), std::move(schema))
    , m_parts(std::move(parts))
    , m_grace(m_parts.join.graceMs.value_or(
          std::max<std::int64_t>(kJoinDayMs - m_parts.join.beforeMs - m_parts.join.afterMs, 0)))
    , m_retention(m_parts.join.beforeMs + m_parts.join.afterMs + m_grace)
{
}

std::unique_ptr<OperatorState> StreamStreamJoin::makeState() const
{
    return std::make_unique<State>();
}

std::int64_t StreamStreamJoin::behind(std::uint32_t side) const
{
    return side == 0 ? m_parts.join.beforeMs : m_parts.join.afterMs;
}

std::int64_t StreamStreamJoin::ahead(std::uint32_t side) const
{
    return side == 0 ? m_parts.join.afterMs : m_parts.join.beforeMs;
}

bool StreamStreamJoin::keepsUnmatched(std::uint32_t side) const
{
    const plan::JoinType type = m_parts.join.type;
    return type == plan::JoinType::Full ||
           type == (side == 0 ? plan::JoinType::Left : plan::JoinType::Right);
}

Batch StreamStreamJoin::process(std::span<const Batch *const> inputs, OperatorState &base,
                                StepContext &context) const
{
    Step step{inputs, static_cast<State &>(base), context};
    std::vector<std::string_view> keys[2];
    for (std::size_t side = 0; side < 2; ++side) {
        if (inputs[side]->selection.empty()) {
            continue;
        }
        EvalContext eval = context.evalContext();
        const ColumnPtr key =
            m_parts.keys[side].evaluate(*inputs[side], inputs[side]->selection, eval);
        base.counters.errors += eval.errors;
        keys[side] = joinKeys(*inputs[side], *key, m_parts.shape.keys, context.arena);
    }
    std::size_t at[2] = {0, 0};
    for (const RowPick &pick : mergeBySeq(inputs)) {
        const std::string_view key = keys[pick.input][at[pick.input]++];
        if (key.empty() || inputs[pick.input]->isValueNull(pick.row)) {
            if (context.tap != nullptr && context.tap->wants(this->key())) {
                context.tap->dropped(this->key(), *inputs[pick.input], pick.row,
                                     "the row has no join key or no value");
            }
            continue;
        }
        processRow(pick.input, pick.row, key, step);
    }
    base.counters.streamTime = step.state.times.newest();
    return step.output.take(inputs, m_parts.shape, false, context.arena);
}

void StreamStreamJoin::processRow(std::uint32_t side, std::uint32_t row, std::string_view key,
                                  Step &step) const
{
    const Batch &batch = *step.inputs[side];
    const std::int32_t partition = batch.partition[row];
    std::string bytes;
    m_parts.shape.sides[side].encode(batch.columns, row, bytes);
    const Kept own{batch.rowtime[row], step.state.number++, step.context.arena.copy(bytes)};
    step.state.newest[side].advance(partition, own.time);
    step.state.times.advance(partition, own.time);
    keep(side, own, key, step);
    emitClosed(side, row, partition, step);
    if (match(side, row, own, key, step) == 0) {
        ++static_cast<OperatorState &>(step.state).counters.unmatched;
        unmatched(side, row, own, key, step);
    }
    sweep(step.state);
}

void StreamStreamJoin::keep(std::uint32_t side, const Kept &row, std::string_view key,
                            Step &step) const
{
    const std::int64_t oldest =
        addTimes(step.state.newest[side].of(getBigEndian<std::int32_t>(key.data())), -m_retention);
    if (row.time < oldest) {
        return;
    }
    state::OrderedStore &rows = step.state.sides[side];
    rows.eraseRange(State::placeOf(key, std::numeric_limits<std::int64_t>::min()),
                    State::placeOf(key, oldest));
    std::string place = State::placeOf(key, row.time);
    state::appendSortable(row.number, place);
    rows.put(place, row.bytes);
}

std::size_t StreamStreamJoin::match(std::uint32_t side, std::uint32_t row, const Kept &own,
                                    std::string_view key, Step &step) const
{
    const std::uint32_t other = 1 - side;
    const std::int32_t partition = step.inputs[side]->partition[row];
    const std::int64_t oldest = addTimes(step.state.newest[other].of(partition), -m_retention);
    const std::int64_t from = std::max(oldest, addTimes(own.time, -behind(side)));
    const std::int64_t to = addTimes(own.time, ahead(side));
    std::size_t matches = 0;
    step.state.forEach(other, key, from, to, [&](const Kept &kept) {
        ++matches;
        JoinOutput::Row found{side, row, key, {}, std::max(own.time, kept.time)};
        found.sides[side] = own.bytes;
        found.sides[other] = step.context.arena.copy(kept.bytes);
        step.output.rows.push_back(found);
        if (m_parts.join.graceMs && keepsUnmatched(other)) {
            step.state.waiting.erase(State::waitingKey(other, kept, key));
        }
    });
    return matches;
}

void StreamStreamJoin::unmatched(std::uint32_t side, std::uint32_t row, const Kept &own,
                                 std::string_view key, Step &step) const
{
    if (!keepsUnmatched(side)) {
        return;
    }
    const std::int64_t now = step.state.times.of(step.inputs[side]->partition[row]);
    if (!m_parts.join.graceMs || addTimes(addTimes(own.time, ahead(side)), m_grace) < now) {
        JoinOutput::Row alone{side, row, key, {}, own.time};
        alone.sides[side] = own.bytes;
        step.output.rows.push_back(alone);
        return;
    }
    step.state.waiting.put(State::waitingKey(side, own, key), own.bytes);
}

void StreamStreamJoin::emitClosed(std::uint32_t side, std::uint32_t row, std::int32_t partition,
                                  Step &step) const
{
    State &state = step.state;
    const std::int64_t now = state.times.of(partition);
    const std::string ofPartition = bigEndianBytes(partition);
    std::vector<JoinOutput::Row> closed;
    std::vector<std::string> names;
    for (std::uint32_t own = 0; own < 2; ++own) {
        if (!keepsUnmatched(own)) {
            continue;
        }
        const std::string begin = State::waitingOf(ofPartition, own);
        std::string end = begin;
        state::appendSortable(addTimes(addTimes(now, -ahead(own)), -m_grace), end);
        state.waiting.forEach(begin, end, [&](std::string_view name, std::string_view bytes) {
            std::string_view rest = name.substr(begin.size());
            const std::int64_t time = state::takeSortable(rest);
            rest.remove_suffix(sizeof(std::int64_t));
            JoinOutput::Row alone{side, row, step.context.arena.join(ofPartition, rest), {}, time};
            alone.sides[own] = step.context.arena.copy(bytes);
            closed.push_back(alone);
            names.emplace_back(name);
            return true;
        });
    }
    std::stable_sort(closed.begin(), closed.end(),
                     [](const auto &a, const auto &b) { return a.time < b.time; });
    step.output.rows.insert(step.output.rows.end(), closed.begin(), closed.end());
    for (const std::string &name : names) {
        state.waiting.erase(name);
    }
}

/// Drops rows that no partner can find any more, once per retention time.
void StreamStreamJoin::sweep(State &state) const
{
    const std::int64_t now = state.times.newest().value_or(0);
    if (state.swept == std::numeric_limits<std::int64_t>::min()) {
        state.swept = now;
    }
    if (now - state.swept <= m_retention) {
        return;
    }
    state.swept = now;
    for (std::uint32_t side = 0; side < 2; ++side) {
        std::vector<std::string> gone;
        state.sides[side].forEach({}, {}, [&](std::string_view place, std::string_view) {
            std::string_view rest = place;
            const std::string_view key = state::takeCounted(rest);
            if (state::takeSortable(rest) <
                addTimes(state.newest[side].of(getBigEndian<std::int32_t>(key.data())),
                         -m_retention)) {
                gone.emplace_back(place);
            }
            return true;
        });
        for (const std::string &place : gone) {
            state.sides[side].erase(place);
        }
    }
}

} // namespace weir::exec
