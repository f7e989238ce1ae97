#include "core/exec/operators/StreamStreamJoin.h"

#include "core/exec/BatchRows.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace weir::exec {
namespace {

constexpr std::int64_t kJoinDayMs = 24LL * 3600 * 1000;
constexpr std::size_t kPartitionPrefix = 4;

void appendSortable(std::int64_t number, std::string &out)
{
    const std::uint64_t bits =
        __builtin_bswap64(static_cast<std::uint64_t>(number) ^ (1ULL << 63U));
    out.append(reinterpret_cast<const char *>(&bits), sizeof bits);
}

std::int64_t takeSortable(std::string_view &bytes)
{
    std::uint64_t bits = 0;
    std::memcpy(&bits, bytes.data(), sizeof bits);
    bytes.remove_prefix(sizeof bits);
    return static_cast<std::int64_t>(__builtin_bswap64(bits) ^ (1ULL << 63U));
}

} // namespace

/// A row in a side's buffer.
struct StreamStreamJoin::Kept {
    std::int64_t time = 0;
    std::int64_t number = 0; ///< counts the rows of the operator: names it among the waiting
    std::string_view bytes;
};

struct StreamStreamJoin::State final : OperatorState {
    state::KeyValueStore sides[2]; ///< by key: rows, oldest first
    /// Rows that wait for a partner, by (partition, time, side, key, number).
    state::KeyValueStore waiting;
    StreamTimes times;
    StreamTimes newest[2];
    std::int64_t number = 0;
    std::int64_t oldestWaiting = std::numeric_limits<std::int64_t>::max();
    std::int64_t swept = std::numeric_limits<std::int64_t>::min();

    std::size_t bytes() const override
    {
        return sides[0].bytes() + sides[1].bytes() + waiting.bytes();
    }
    std::size_t rows() const override { return sides[0].size() + sides[1].size(); }
    void writeFigures(state::StateWriter &writer) const
    {
        times.write(writer);
        newest[0].write(writer);
        newest[1].write(writer);
        for (const std::int64_t figure : {number, oldestWaiting, swept}) {
            writer.putSigned(figure);
        }
    }
    void writeSnapshot(state::StateWriter &writer) const override
    {
        writeFigures(writer);
        for (const state::KeyValueStore *store : {&sides[0], &sides[1], &waiting}) {
            store->writeSnapshot(writer);
        }
    }
    void writeDelta(state::StateWriter &writer) override
    {
        writeFigures(writer);
        for (state::KeyValueStore *store : {&sides[0], &sides[1], &waiting}) {
            store->writeDelta(writer);
        }
    }
    void forgetChanges() override
    {
        for (state::KeyValueStore *store : {&sides[0], &sides[1], &waiting}) {
            store->forgetChanges();
        }
    }
    Status read(state::StateReader &reader) override
    {
        times.read(reader);
        newest[0].read(reader);
        newest[1].read(reader);
        for (std::int64_t *figure : {&number, &oldestWaiting, &swept}) {
            *figure = reader.takeSigned();
        }
        for (state::KeyValueStore *store : {&sides[0], &sides[1], &waiting}) {
            WEIR_TRY(store->read(reader));
        }
        return {};
    }

    /// Calls `visit(row)` for the rows of a key, oldest first.
    template <class Visit> void forEach(std::uint32_t side, std::string_view key, Visit visit) const
    {
        const auto slot = sides[side].find(key, state::hashKey(key));
        if (slot == state::KeyValueStore::kNone) {
            return;
        }
        state::StateReader reader(sides[side].value(slot));
        while (!reader.atEnd() && reader.ok()) {
            Kept row;
            row.time = reader.takeSigned();
            row.number = reader.takeSigned();
            row.bytes = reader.takeText();
            visit(row);
        }
    }
    void put(std::uint32_t side, std::string_view key, const std::vector<Kept> &rows)
    {
        const std::uint32_t hash = state::hashKey(key);
        if (rows.empty()) {
            if (const auto slot = sides[side].find(key, hash);
                slot != state::KeyValueStore::kNone) {
                sides[side].erase(slot);
            }
            return;
        }
        state::StateWriter writer;
        for (const Kept &row : rows) {
            writer.putSigned(row.time);
            writer.putSigned(row.number);
            writer.putText(row.bytes);
        }
        const std::string &bytes = writer.bytes();
        sides[side].assign(sides[side].findOrAdd(key, hash, bytes.size()).first, bytes);
    }
    static std::string waitingKey(std::uint32_t side, const Kept &row, std::string_view key)
    {
        std::string name(key.substr(0, kPartitionPrefix));
        appendSortable(row.time, name);
        name.push_back(static_cast<char>(side));
        name.append(key.substr(kPartitionPrefix));
        appendSortable(row.number, name);
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
    std::int32_t partition = 0;
    std::memcpy(&partition, key.data(), sizeof partition);
    partition = static_cast<std::int32_t>(__builtin_bswap32(static_cast<std::uint32_t>(partition)));
    const std::int64_t oldest = step.state.newest[side].of(partition) - m_retention;
    if (row.time < oldest) {
        return;
    }
    std::vector<Kept> rows;
    step.state.forEach(side, key, [&](Kept kept) {
        if (kept.time >= oldest) {
            // The bytes move when the list is written again.
            kept.bytes = step.context.arena.copy(kept.bytes);
            rows.push_back(kept);
        }
    });
    const auto later =
        std::upper_bound(rows.begin(), rows.end(), row,
                         [](const Kept &a, const Kept &b) { return a.time < b.time; });
    rows.insert(later, row);
    step.state.put(side, key, rows);
}

std::size_t StreamStreamJoin::match(std::uint32_t side, std::uint32_t row, const Kept &own,
                                    std::string_view key, Step &step) const
{
    const std::uint32_t other = 1 - side;
    const std::int32_t partition = step.inputs[side]->partition[row];
    const std::int64_t oldest = step.state.newest[other].of(partition) == StreamTimes::kNone
                                    ? StreamTimes::kNone
                                    : step.state.newest[other].of(partition) - m_retention;
    std::size_t matches = 0;
    step.state.forEach(other, key, [&](const Kept &kept) {
        if (kept.time < oldest || kept.time < own.time - behind(side) ||
            kept.time > own.time + ahead(side)) {
            return;
        }
        ++matches;
        JoinOutput::Row found{side, row, key, {}, std::max(own.time, kept.time)};
        found.sides[side] = own.bytes;
        found.sides[other] = step.context.arena.copy(kept.bytes);
        step.output.rows.push_back(found);
        if (m_parts.join.graceMs && keepsUnmatched(other)) {
            const std::string name = State::waitingKey(other, kept, key);
            const auto slot = step.state.waiting.find(name, state::hashKey(name));
            if (slot != state::KeyValueStore::kNone) {
                step.state.waiting.erase(slot);
            }
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
    if (!m_parts.join.graceMs || own.time + ahead(side) + m_grace < now) {
        JoinOutput::Row alone{side, row, key, {}, own.time};
        alone.sides[side] = own.bytes;
        step.output.rows.push_back(alone);
        return;
    }
    const std::string name = State::waitingKey(side, own, key);
    step.state.waiting.assign(
        step.state.waiting.findOrAdd(name, state::hashKey(name), own.bytes.size()).first,
        own.bytes);
    step.state.oldestWaiting = std::min(step.state.oldestWaiting, own.time);
}

void StreamStreamJoin::emitClosed(std::uint32_t side, std::uint32_t row, std::int32_t partition,
                                  Step &step) const
{
    State &state = step.state;
    const std::int64_t now = state.times.of(partition);
    const std::int64_t soonest = std::min(ahead(0), ahead(1)) + m_grace;
    if (state.waiting.size() == 0 || state.oldestWaiting >= now - soonest) {
        return;
    }
    const std::uint32_t prefixBits = __builtin_bswap32(static_cast<std::uint32_t>(partition));
    const std::string prefix(reinterpret_cast<const char *>(&prefixBits), sizeof prefixBits);
    std::string end = prefix;
    appendSortable(now - soonest, end);
    std::vector<std::string> closed;
    state.waiting.scan(prefix, end, [&](std::string_view name, std::string_view bytes) {
        std::string_view rest = name.substr(kPartitionPrefix);
        const std::int64_t time = takeSortable(rest);
        const auto own = static_cast<std::uint32_t>(rest.front());
        if (time + ahead(own) + m_grace >= now) {
            return true;
        }
        rest.remove_prefix(1);
        rest.remove_suffix(sizeof(std::int64_t));
        JoinOutput::Row alone{side, row, step.context.arena.join(prefix, rest), {}, time};
        alone.sides[own] = step.context.arena.copy(bytes);
        step.output.rows.push_back(alone);
        closed.emplace_back(name);
        return true;
    });
    for (const std::string &name : closed) {
        state.waiting.erase(state.waiting.find(name, state::hashKey(name)));
    }
    state.oldestWaiting = std::numeric_limits<std::int64_t>::max();
    state.waiting.scan({}, {}, [&](std::string_view name, std::string_view) {
        std::string_view rest = name.substr(kPartitionPrefix);
        state.oldestWaiting = std::min(state.oldestWaiting, takeSortable(rest));
        return true;
    });
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
        std::vector<std::string> keys;
        state.sides[side].scan({}, {}, [&keys](std::string_view key, std::string_view) {
            keys.emplace_back(key);
            return true;
        });
        for (const std::string &key : keys) {
            std::uint32_t bits = 0;
            std::memcpy(&bits, key.data(), sizeof bits);
            const auto partition = static_cast<std::int32_t>(__builtin_bswap32(bits));
            const std::int64_t oldest = state.newest[side].of(partition) - m_retention;
            std::vector<Kept> rows;
            std::vector<std::string> texts;
            std::size_t all = 0;
            state.forEach(side, key, [&](const Kept &kept) {
                ++all;
                if (kept.time >= oldest) {
                    rows.push_back(kept);
                    texts.emplace_back(kept.bytes);
                }
            });
            for (std::size_t i = 0; i < rows.size(); ++i) {
                rows[i].bytes = texts[i];
            }
            if (rows.size() < all) {
                state.put(side, key, rows);
            }
        }
    }
}

} // namespace weir::exec
