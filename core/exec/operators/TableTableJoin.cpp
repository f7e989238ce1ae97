#include "core/exec/operators/TableTableJoin.h"

#include "core/exec/BatchRows.h"
#include "core/state/KeyValueStore.h"

#include <algorithm>
#include <cstring>

namespace weir::exec {

namespace {

/// The bytes in front of a kept row: its own time, then the time of the result as long as the other
/// side has no row.
constexpr std::size_t kTimes = 2 * sizeof(std::int64_t);

void appendTime(std::int64_t time, std::string &bytes)
{
    bytes.append(reinterpret_cast<const char *>(&time), sizeof time);
}

std::int64_t timeAt(std::string_view bytes, std::size_t index)
{
    std::int64_t time = 0;
    std::memcpy(&time, bytes.data() + index * sizeof time, sizeof time);
    return time;
}

} // namespace

/// Both tables.
struct TableTableJoin::State final : OperatorState {
    state::KeyValueStore sides[2];
    std::uint64_t partitions = 0; ///< seen so far

    std::size_t bytes() const override { return sides[0].bytes() + sides[1].bytes(); }
    std::size_t rows() const override { return sides[0].size() + sides[1].size(); }
    void writeSnapshot(state::StateWriter &writer) const override
    {
        writer.putUnsigned(partitions);
        sides[0].writeSnapshot(writer);
        sides[1].writeSnapshot(writer);
    }
    void writeDelta(state::StateWriter &writer) override
    {
        writer.putUnsigned(partitions);
        sides[0].writeDelta(writer);
        sides[1].writeDelta(writer);
    }
    void forgetChanges() override
    {
        sides[0].forgetChanges();
        sides[1].forgetChanges();
    }
    Status read(state::StateReader &reader) override
    {
        partitions = reader.takeUnsigned();
        WEIR_TRY(sides[0].read(reader));
        return sides[1].read(reader);
    }

    /// Returns a row and its time; a null pointer when there is none. The bytes are copied.
    std::string_view find(std::uint32_t side, std::string_view key, std::int64_t &time,
                          Arena &arena) const
    {
        const auto slot = sides[side].find(key, state::hashKey(key));
        if (slot == state::KeyValueStore::kNone) {
            return {};
        }
        const std::string_view value = sides[side].value(slot);
        time = timeAt(value, 0);
        return arena.copy(value.substr(kTimes));
    }
    /// The other side's row is gone; `time` is the time of what is left.
    void leaveAlone(std::uint32_t side, std::string_view key, std::int64_t time)
    {
        const auto slot = sides[side].find(key, state::hashKey(key));
        if (slot != state::KeyValueStore::kNone) {
            std::memcpy(sides[side].change(slot) + sizeof time, &time, sizeof time);
        }
    }
};

TableTableJoin::TableTableJoin(NodeKey key, Schema schema, Parts parts)
    : Operator(std::move(key), std::move(schema))
    , m_parts(std::move(parts))
{
}

std::unique_ptr<OperatorState> TableTableJoin::makeState() const
{
    return std::make_unique<State>();
}

bool TableTableJoin::exists(std::string_view left, std::string_view right) const
{
    const bool hasLeft = left.data() != nullptr;
    const bool hasRight = right.data() != nullptr;
    switch (m_parts.type) {
    case plan::JoinType::Inner:
        return hasLeft && hasRight;
    case plan::JoinType::Left:
        return hasLeft;
    case plan::JoinType::Right:
        return hasRight;
    case plan::JoinType::Full:
        break;
    }
    return hasLeft || hasRight;
}

Batch TableTableJoin::process(std::span<const Batch *const> inputs, OperatorState &base,
                              StepContext &context) const
{
    auto &state = static_cast<State &>(base);
    std::vector<std::string_view> keys[2];
    for (std::size_t side = 0; side < 2; ++side) {
        if (!inputs[side]->selection.empty()) {
            EvalContext eval = context.evalContext();
            const ColumnPtr key =
                m_parts.keys[side].evaluate(*inputs[side], inputs[side]->selection, eval);
            keys[side] = joinKeys(*inputs[side], *key, m_parts.shape.keys, context.arena);
        }
    }
    JoinOutput output;
    std::size_t at[2] = {0, 0};
    for (const RowPick &pick : mergeBySeq(inputs)) {
        const std::string_view key = keys[pick.input][at[pick.input]++];
        if (!key.empty()) {
            change(*inputs[pick.input], pick.input, pick.row, key, state, output, context.arena);
        }
    }
    return output.take(inputs, m_parts.shape, true, context.arena);
}

void TableTableJoin::change(const Batch &batch, std::uint32_t side, std::uint32_t row,
                            std::string_view key, State &state, JoinOutput &output,
                            Arena &arena) const
{
    state.partitions =
        std::max(state.partitions, static_cast<std::uint64_t>(batch.partition[row]) + 1);
    std::int64_t times[2] = {batch.rowtime[row], batch.rowtime[row]};
    std::array<std::string_view, 2> before;
    for (std::uint32_t i = 0; i < 2; ++i) {
        before[i] = state.find(i, key, times[i], arena);
    }
    times[side] = batch.rowtime[row];
    JoinOutput::Row result{side, row, key, {before[0], before[1]}, batch.rowtime[row]};
    state::KeyValueStore &table = state.sides[side];
    const std::uint32_t hash = state::hashKey(key);
    if (batch.isValueNull(row)) {
        result.sides[side] = {};
        if (const auto slot = table.find(key, hash); slot != state::KeyValueStore::kNone) {
            table.erase(slot);
        }
        state.leaveAlone(1 - side, key, std::max(times[0], times[1]));
    } else {
        std::string bytes;
        m_parts.shape.sides[side].encode(batch.columns, row, bytes);
        result.sides[side] = arena.copy(bytes);
        std::string kept;
        appendTime(batch.rowtime[row], kept);
        appendTime(batch.rowtime[row], kept);
        kept += bytes;
        table.assign(table.findOrAdd(key, hash, kept.size()).first, kept);
    }
    const bool was = exists(before[0], before[1]);
    const bool is = exists(result.sides[0], result.sides[1]);
    if (!was && !is) {
        return;
    }
    result.tombstone = !is;
    if (is && result.sides[0].data() != nullptr && result.sides[1].data() != nullptr) {
        result.time = std::max(times[0], times[1]);
    } else if (is && result.sides[side].data() == nullptr) {
        result.time = std::max(times[0], times[1]);
    }
    output.rows.push_back(result);
    output.before.push_back(was ? before : std::array<std::string_view, 2>{});
}

TableContents TableTableJoin::contents(const OperatorState &base, const TableRequest &request,
                                       Arena &arena) const
{
    const auto &state = static_cast<const State &>(base);
    JoinOutput found;
    const auto add = [&](std::string_view key) {
        JoinOutput::Row row{0, 0, key};
        std::int64_t newest = TableRequest::kFirst;
        std::int64_t alone = newest;
        for (std::uint32_t side = 0; side < 2; ++side) {
            const auto slot = state.sides[side].find(key, state::hashKey(key));
            if (slot != state::KeyValueStore::kNone) {
                const std::string_view kept = state.sides[side].value(slot);
                row.sides[side] = kept.substr(kTimes);
                newest = std::max(newest, timeAt(kept, 0));
                alone = timeAt(kept, 1);
            }
        }
        if (exists(row.sides[0], row.sides[1])) {
            const bool both = row.sides[0].data() != nullptr && row.sides[1].data() != nullptr;
            row.time = both ? newest : alone;
            found.rows.push_back(row);
        }
    };
    // The bounds of a window are part of the key here, so that a key alone finds nothing.
    if (request.keys && !m_parts.windowed) {
        const auto keys = encodeRequestKeys(request, m_parts.shape.keys, state.partitions, arena);
        std::for_each(keys.begin(), keys.end(), add);
    } else if (state.sides[0].size() + state.sides[1].size() > request.mostRows) {
        return {TableContents::Outcome::TooMany, {}};
    } else {
        for (const state::KeyValueStore &side : state.sides) {
            side.scan({}, {}, [&](std::string_view key, std::string_view) {
                // Keys that both sides have were seen with the left ones.
                if (&side == &state.sides[0] ||
                    state.sides[0].find(key, state::hashKey(key)) == state::KeyValueStore::kNone) {
                    add(key);
                }
                return true;
            });
        }
    }
    return {TableContents::Outcome::Whole,
            found.takeTable(schema(), m_parts.shape, m_parts.windowed, arena)};
}

} // namespace weir::exec
