#include "core/exec/operators/Coalesce.h"

#include "core/types/RecordBuffer.h"
#include "core/types/Slab.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace weir::exec {
namespace {

constexpr std::uint32_t kNoSource = 0xffffffffU;

std::vector<DataType> coalesceTypes(const Schema &schema, std::size_t count)
{
    std::vector<DataType> types;
    for (std::size_t i = 0; i < count; ++i) {
        types.push_back(schema.at(i).type);
    }
    return types;
}

void putOptional(std::optional<std::string_view> text, state::StateWriter &writer)
{
    writer.putUnsigned(text ? 1 : 0);
    writer.putText(text.value_or(std::string_view()));
}

std::optional<std::string_view> takeOptional(state::StateReader &reader)
{
    const bool given = reader.takeUnsigned() != 0;
    const std::string_view text = reader.takeText();
    return given ? std::optional(text) : std::nullopt;
}

/// Copies a record: its headers go on to the result, its bytes into a dead letter.
std::string recordBytes(const Slab &slab, const RecordView &record)
{
    state::StateWriter writer;
    writer.putSigned(record.offset);
    writer.putSigned(record.timestamp);
    putOptional(record.hasKey() ? std::optional(record.key()) : std::nullopt, writer);
    putOptional(record.hasValue() ? std::optional(record.value()) : std::nullopt, writer);
    const auto headers = slab.headersOf(record);
    writer.putUnsigned(headers.size());
    for (const HeaderView &header : headers) {
        writer.putText(header.key);
        putOptional(header.value, writer);
    }
    return writer.take();
}

void addRecord(std::string_view bytes, RecordBuffer &buffer)
{
    state::StateReader reader(bytes);
    const std::int64_t offset = reader.takeSigned();
    const EpochMs timestamp = reader.takeSigned();
    const auto key = takeOptional(reader);
    const auto value = takeOptional(reader);
    std::vector<HeaderView> headers(reader.takeUnsigned());
    for (HeaderView &header : headers) {
        header.key = reader.takeText();
        header.value = takeOptional(reader);
    }
    buffer.add(timestamp, key, value, headers);
    buffer.records().back().offset = offset;
}

/// The bounds are part of a windowed table's key.
std::string_view changeKey(const Batch &in, std::uint32_t row, std::string_view key,
                           std::string &scratch)
{
    if (!in.windowed() && !in.isKeyNull(row)) {
        return key;
    }
    scratch.assign(key);
    scratch += in.isKeyNull(row) ? '\1' : '\0';
    if (in.windowed()) {
        for (const std::int64_t bound : {in.windowStart[row], in.windowEnd[row]}) {
            scratch.append(reinterpret_cast<const char *>(&bound), sizeof bound);
        }
    }
    return scratch;
}

} // namespace

struct Coalesce::Change {
    std::string row;    ///< as the RowEncoding wrote it
    std::string record; ///< the one that triggered the change
    std::uint32_t source = kNoSource;
    std::uint32_t lastRow = 0; ///< in the batch of `step`
    std::uint64_t step = 0;
    std::uint64_t order = 0;
    std::int64_t rowtime = 0;
    std::int64_t offset = 0;
    std::int64_t windowStart = 0;
    std::int64_t windowEnd = 0;
    std::int32_t partition = 0;
    bool keyNull = false;
    bool fresh = false; ///< there was no row before the first change
    bool gone = false;  ///< there is none after the last

    std::size_t bytes() const { return sizeof(Change) + row.size() + record.size(); }
};

struct Coalesce::State final : OperatorState {
    std::shared_ptr<state::BlockPool> pool = std::make_shared<state::BlockPool>();
    /// Its slots are dense, for nothing is ever taken out of it alone.
    std::optional<state::KeyValueStore> keys;
    /// By slot; those behind `keys->size()` are kept for their memory.
    std::vector<Change> changes;
    std::map<TopicPartition, std::uint32_t> sources;
    std::uint64_t step = 0;
    std::uint64_t nextOrder = 0;
    std::size_t changeBytes = 0;
    bool windowed = false;

    State() { keys.emplace(pool, nullptr); }
    std::size_t bytes() const override { return heldRows() == 0 ? 0 : changeBytes + keys->bytes(); }
    std::size_t rows() const override { return heldRows(); }
    std::size_t heldRows() const override { return keys->size(); }
    void clear()
    {
        keys.emplace(pool, nullptr);
        changeBytes = 0;
    }
};

Coalesce::Coalesce(NodeKey key, Schema schema)
    : Operator(std::move(key), schema)
    , m_keys(coalesceTypes(schema, schema.key.size()))
    , m_rows(coalesceTypes(schema, schema.size()))
{
}

std::unique_ptr<OperatorState> Coalesce::makeState() const
{
    return std::make_unique<State>();
}

Batch Coalesce::process(std::span<const Batch *const> inputs, OperatorState &base,
                        StepContext &context) const
{
    auto &state = static_cast<State &>(base);
    if (!inputs[0]->selection.empty()) {
        hold(*inputs[0], state, context);
    }
    return context.letOut ? letOut(state, context) : Batch();
}

/// Only the last change of a key in the batch is copied.
void Coalesce::hold(const Batch &in, State &state, StepContext &context) const
{
    std::vector<const Column *> keyColumns;
    for (std::size_t i = 0; i < in.keyColumns; ++i) {
        keyColumns.push_back(in.columns[i].get());
    }
    std::vector<std::string_view> keys;
    m_keys.encode(keyColumns, in.selection, nullptr, context.arena, keys);
    ++state.step;
    state.windowed = in.windowed();
    std::vector<state::KeyValueStore::Slot> touched;
    std::string scratch;
    std::size_t at = 0;
    in.selection.forEach([&](std::uint32_t row) {
        const std::string_view key = changeKey(in, row, keys[at++], scratch);
        const auto [slot, added] = state.keys->findOrAdd(key, state::hashKey(key), 0);
        if (slot == state.changes.size()) {
            state.changes.emplace_back();
        }
        Change &change = state.changes[slot];
        if (added) {
            change.row.clear();
            change.record.clear();
            change.step = 0;
            change.fresh = in.hasBefore && in.isBeforeNull(row);
            state.changeBytes += change.bytes();
        }
        if (change.step != state.step) {
            change.step = state.step;
            touched.push_back(slot);
        }
        change.lastRow = row;
    });
    for (const state::KeyValueStore::Slot slot : touched) {
        Change &change = state.changes[slot];
        state.changeBytes -= change.bytes();
        keep(in, change.lastRow, change, state);
        state.changeBytes += change.bytes();
    }
    state.nextOrder += in.rows;
}

void Coalesce::keep(const Batch &in, std::uint32_t row, Change &change, State &state) const
{
    m_rows.encode(in.columns, row, change.row);
    change.order = state.nextOrder + row;
    change.rowtime = in.rowtime[row];
    change.offset = in.offset.empty() ? 0 : in.offset[row];
    change.partition = in.partition[row];
    change.keyNull = in.isKeyNull(row);
    change.gone = in.isValueNull(row);
    change.windowStart = in.windowed() ? in.windowStart[row] : 0;
    change.windowEnd = in.windowed() ? in.windowEnd[row] : 0;
    change.source = kNoSource;
    if (!in.source.empty() && !in.slabs.empty()) {
        const RecordRef ref = in.source[row];
        const Slab &slab = *in.slabs[ref.slab];
        change.record = recordBytes(slab, slab.records()[ref.record]);
        const auto next = static_cast<std::uint32_t>(state.sources.size());
        change.source = state.sources.try_emplace(slab.source(), next).first->second;
    }
}

std::vector<const Coalesce::Change *> Coalesce::inOrder(const State &state)
{
    std::vector<const Change *> changes;
    for (std::size_t slot = 0; slot < state.heldRows(); ++slot) {
        const Change &change = state.changes[slot];
        if (!change.fresh || !change.gone) {
            changes.push_back(&change);
        }
    }
    std::sort(changes.begin(), changes.end(),
              [](const Change *a, const Change *b) { return a->order < b->order; });
    return changes;
}

Batch Coalesce::letOut(State &state, StepContext &context) const
{
    const std::vector<const Change *> changes = inOrder(state);
    const std::size_t count = changes.size();
    const auto column = [&changes](auto get) {
        std::vector<decltype(get(*changes[0]))> values;
        values.reserve(changes.size());
        for (const Change *change : changes) {
            values.push_back(get(*change));
        }
        return values;
    };
    const auto flags = [&column](bool Change::*member) {
        return RowVector<std::uint8_t>(column(
            [member](const Change &change) -> std::uint8_t { return change.*member ? 1 : 0; }));
    };
    const auto times = [&column](std::int64_t Change::*member) {
        return RowVector<std::int64_t>(
            column([member](const Change &change) -> std::int64_t { return change.*member; }));
    };
    // The changes are forgotten before the step ends.
    const auto rows = column([&context](const Change &change) -> std::string_view {
        return context.arena.copy(change.row);
    });
    Batch out;
    out.rows = count;
    out.selection = Selection::all(count);
    out.keyColumns = schema().key.size();
    out.table = true;
    for (std::size_t i = 0; i < schema().size(); ++i) {
        out.columns.push_back(m_rows.decode(rows, i, context.arena));
    }
    std::vector<std::uint64_t> seqs(count);
    std::iota(seqs.begin(), seqs.end(), std::uint64_t{0});
    out.seq = RowVector<std::uint64_t>(std::move(seqs));
    out.rowtime = times(&Change::rowtime);
    out.partition = RowVector<std::int32_t>(
        column([](const Change &change) -> std::int32_t { return change.partition; }));
    out.offset = times(&Change::offset);
    out.keyNull = flags(&Change::keyNull);
    out.valueNull = flags(&Change::gone);
    if (state.windowed) {
        out.windowStart = times(&Change::windowStart);
        out.windowEnd = times(&Change::windowEnd);
    }
    addSources(changes, state, out);
    state.clear();
    return out;
}

void Coalesce::addSources(const std::vector<const Change *> &changes, const State &state,
                          Batch &out)
{
    const auto known = [](const Change *change) { return change->source != kNoSource; };
    if (changes.empty() || !std::all_of(changes.begin(), changes.end(), known)) {
        return;
    }
    std::vector<RecordBuffer> buffers(state.sources.size());
    std::vector<RecordRef> refs;
    refs.reserve(changes.size());
    for (const Change *change : changes) {
        RecordBuffer &buffer = buffers[change->source];
        refs.push_back({change->source, static_cast<std::uint32_t>(buffer.size())});
        addRecord(change->record, buffer);
    }
    out.source = RowVector<RecordRef>(std::move(refs));
    out.slabs.resize(buffers.size());
    for (const auto &[partition, index] : state.sources) {
        out.slabs[index] = std::make_shared<const Slab>(partition, std::move(buffers[index]), 0);
    }
}

} // namespace weir::exec
