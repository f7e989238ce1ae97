#include "core/exec/operators/ForeignKeyJoin.h"

#include "core/exec/BatchRows.h"
#include "core/exec/KeyOrder.h"
#include "core/state/KeyValueStore.h"
#include "core/state/OrderedStore.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <optional>

namespace weir::exec {
namespace {

/// A left row as it is kept: its time, its foreign key (empty: null) and its bytes.
struct KeptLeft {
    std::int64_t time = 0;
    std::string foreign;
    std::string row;
};

/// A right row and its time; a null pointer when there is none.
struct Partner {
    std::int64_t time = 0;
    std::string_view row;
};

std::vector<std::string_view> foreignKeysOf(const Batch &batch, const Column &key,
                                            const state::KeyEncoding &encoding, Arena &arena)
{
    std::vector<std::string_view> keys;
    const Column *columns[] = {&key};
    encoding.encode(columns, batch.selection, nullptr, arena, keys);
    std::size_t at = 0;
    batch.selection.forEach([&](std::uint32_t row) {
        std::string_view &own = keys[at++];
        own = key.isNull(row) ? std::string_view() : own;
    });
    return keys;
}

} // namespace

struct ForeignKeyJoin::State final : OperatorState {
    state::KeyValueStore left;     ///< by left key: KeptLeft
    state::KeyValueStore right;    ///< by right key: time (8 bytes), row
    state::OrderedStore referring; ///< (right key, left key that refers to it)

    std::size_t bytes() const override { return left.bytes() + right.bytes() + referring.bytes(); }
    std::size_t rows() const override { return left.size() + right.size(); }
    void writeSnapshot(state::StateWriter &writer) const override
    {
        left.writeSnapshot(writer);
        right.writeSnapshot(writer);
        referring.writeSnapshot(writer);
    }
    void writeDelta(state::StateWriter &writer) override
    {
        left.writeDelta(writer);
        right.writeDelta(writer);
        referring.writeDelta(writer);
    }
    void forgetChanges() override
    {
        left.forgetChanges();
        right.forgetChanges();
        referring.forgetChanges();
    }
    Status read(state::StateReader &reader) override
    {
        WEIR_TRY(left.read(reader));
        WEIR_TRY(right.read(reader));
        return referring.read(reader);
    }

    static void put(state::KeyValueStore &store, std::string_view key, const std::string *value)
    {
        const std::uint32_t hash = state::hashKey(key);
        if (value != nullptr) {
            store.assign(store.findOrAdd(key, hash, value->size()).first, *value);
        } else if (const auto slot = store.find(key, hash); slot != state::KeyValueStore::kNone) {
            store.erase(slot);
        }
    }
    static std::optional<std::string> get(const state::KeyValueStore &store, std::string_view key)
    {
        const auto slot = store.find(key, state::hashKey(key));
        return slot == state::KeyValueStore::kNone ? std::nullopt
                                                   : std::optional<std::string>(store.value(slot));
    }

    std::optional<KeptLeft> leftRow(std::string_view key) const
    {
        const std::optional<std::string> value = get(left, key);
        if (!value) {
            return std::nullopt;
        }
        state::StateReader reader(*value);
        KeptLeft kept;
        kept.time = reader.takeSigned();
        kept.foreign = std::string(reader.takeText());
        kept.row = std::string(reader.takeText());
        return kept;
    }
    void putLeft(std::string_view key, const KeptLeft &kept)
    {
        state::StateWriter writer;
        writer.putSigned(kept.time);
        writer.putText(kept.foreign);
        writer.putText(kept.row);
        put(left, key, &writer.bytes());
    }
    Partner partner(std::string_view foreign, Arena &arena) const
    {
        const std::optional<std::string> value =
            foreign.empty() ? std::nullopt : get(right, foreign);
        if (!value) {
            return {};
        }
        Partner found;
        std::memcpy(&found.time, value->data(), sizeof found.time);
        found.row = arena.copy(std::string_view(*value).substr(sizeof found.time));
        return found;
    }
    std::vector<std::string> referringTo(std::string_view foreign) const
    {
        std::vector<std::string> keys;
        std::string prefix;
        state::appendCounted(foreign, prefix);
        referring.forEach(prefix, {}, [&](std::string_view entry, std::string_view) {
            if (entry.substr(0, prefix.size()) != prefix) {
                return false;
            }
            keys.emplace_back(entry.substr(prefix.size()));
            return true;
        });
        return keys;
    }
    void refer(std::string_view foreign, std::string_view key, bool refers)
    {
        if (foreign.empty()) {
            return;
        }
        std::string entry;
        state::appendCounted(foreign, entry);
        entry += key;
        if (!refers) {
            referring.erase(entry);
        } else if (!referring.contains(entry)) {
            referring.put(entry, {});
        }
    }
};

struct ForeignKeyJoin::Step {
    State &state;
    Arena &arena;
    JoinOutput output = {};
};

ForeignKeyJoin::ForeignKeyJoin(NodeKey key, Schema schema, Parts parts)
    : Operator(std::move(key), std::move(schema))
    , m_parts(std::move(parts))
    , m_foreignKeys({m_parts.keys[1].type()})
{
}

std::unique_ptr<OperatorState> ForeignKeyJoin::makeState() const
{
    return std::make_unique<State>();
}

Batch ForeignKeyJoin::process(std::span<const Batch *const> inputs, OperatorState &base,
                              StepContext &context) const
{
    Step step{static_cast<State &>(base), context.arena};
    std::vector<std::string_view> foreign[2];
    std::vector<std::string_view> leftKeys;
    for (std::size_t side = 0; side < 2; ++side) {
        const Batch &in = *inputs[side];
        if (in.selection.empty()) {
            continue;
        }
        EvalContext eval = context.evalContext();
        // A deleted left row has no foreign key of its own: the kept one counts.
        const ColumnPtr key = m_parts.keys[side].evaluate(in, in.selection, eval);
        foreign[side] = foreignKeysOf(in, *key, m_foreignKeys, context.arena);
    }
    if (!inputs[0]->selection.empty()) {
        std::vector<const Column *> columns;
        for (std::size_t i = 0; i < inputs[0]->keyColumns; ++i) {
            columns.push_back(inputs[0]->columns[i].get());
        }
        m_parts.shape.keys.encode(columns, inputs[0]->selection, inputs[0]->partition.data(),
                                  context.arena, leftKeys);
    }
    std::size_t at[2] = {0, 0};
    for (const RowPick &pick : mergeBySeq(inputs)) {
        const std::size_t index = at[pick.input]++;
        if (pick.input == 0) {
            changeLeft(*inputs[0], pick.row, leftKeys[index], foreign[0][index], step);
        } else if (!foreign[1][index].empty()) {
            changeRight(*inputs[1], pick.row, foreign[1][index], step);
        }
    }
    return step.output.take(inputs, m_parts.shape, true, context.arena);
}

void ForeignKeyJoin::changeLeft(const Batch &batch, std::uint32_t row, std::string_view key,
                                std::string_view foreign, Step &step) const
{
    State &state = step.state;
    const std::optional<KeptLeft> old = state.leftRow(key);
    const std::int64_t time = batch.rowtime[row];
    const Pair before{old ? step.arena.copy(old->row) : std::string_view(),
                      old ? state.partner(old->foreign, step.arena).row : std::string_view()};
    if (old && (batch.isValueNull(row) || old->foreign != foreign)) {
        state.refer(old->foreign, key, false);
    }
    if (batch.isValueNull(row)) {
        State::put(state.left, key, nullptr);
        if (old) {
            emit(0, batch, row, key, before, {}, time, step);
        }
        return;
    }
    KeptLeft kept{time, std::string(foreign), {}};
    m_parts.shape.sides[0].encode(batch.columns, row, kept.row);
    state.putLeft(key, kept);
    state.refer(foreign, key, true);
    const Partner right = state.partner(foreign, step.arena);
    if (right.row.data() == nullptr && !old && m_parts.type == plan::JoinType::Inner) {
        return;
    }
    emit(0, batch, row, key, before, {step.arena.copy(kept.row), right.row},
         right.row.data() == nullptr ? time : std::max(time, right.time), step);
}

void ForeignKeyJoin::changeRight(const Batch &batch, std::uint32_t row, std::string_view key,
                                 Step &step) const
{
    State &state = step.state;
    const std::int64_t time = batch.rowtime[row];
    const std::string_view partnerBefore = state.partner(key, step.arena).row;
    std::string bytes;
    std::string_view partner;
    if (batch.isValueNull(row)) {
        State::put(state.right, key, nullptr);
    } else {
        m_parts.shape.sides[1].encode(batch.columns, row, bytes);
        partner = step.arena.copy(bytes);
        bytes.insert(0, reinterpret_cast<const char *>(&time), sizeof time);
        State::put(state.right, key, &bytes);
    }
    for (const std::string_view leftKey : referring(key, step)) {
        const std::optional<KeptLeft> left = state.leftRow(leftKey);
        if (left) {
            const std::string_view leftRow = step.arena.copy(left->row);
            emit(1, batch, row, leftKey, {leftRow, partnerBefore}, {leftRow, partner},
                 std::max(time, left->time), step);
        }
    }
}

/// Returns the keys of the left rows that refer to a right key, in the order of their bytes.
std::vector<std::string_view> ForeignKeyJoin::referring(std::string_view foreign, Step &step) const
{
    std::vector<std::string_view> keys;
    for (const std::string &key : step.state.referringTo(foreign)) {
        keys.push_back(step.arena.copy(key));
    }
    if (keys.size() < 2) {
        return keys;
    }
    const KeyOrder order(keys, m_parts.shape.keys, *m_parts.keyCodec, step.arena);
    std::vector<std::size_t> places(keys.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::stable_sort(places.begin(), places.end(),
                     [&order](std::size_t a, std::size_t b) { return order.before(a, b); });
    std::vector<std::string_view> sorted;
    for (const std::size_t place : places) {
        sorted.push_back(keys[place]);
    }
    return sorted;
}

bool ForeignKeyJoin::exists(const Pair &pair) const
{
    return pair[0].data() != nullptr &&
           (m_parts.type != plan::JoinType::Inner || pair[1].data() != nullptr);
}

/// Gives a row of the result; without the row that the join type asks for it is a tombstone.
void ForeignKeyJoin::emit(std::uint32_t input, const Batch &batch, std::uint32_t row,
                          std::string_view key, const Pair &before, const Pair &after,
                          std::int64_t time, Step &step) const
{
    JoinOutput::Row result{input, row, key, {after[0], after[1]}, time};
    result.tombstone = !exists(after);
    if (result.tombstone) {
        result.time = batch.rowtime[row];
    }
    step.output.rows.push_back(result);
    step.output.before.push_back(exists(before) ? before : Pair{});
}

} // namespace weir::exec
