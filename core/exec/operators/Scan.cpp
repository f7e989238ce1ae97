#include "core/exec/operators/Scan.h"

#include "core/exec/TableState.h"

#include <cstring>

namespace weir::exec {
namespace {

std::vector<DataType> scanTypes(const std::vector<ColumnDefinition> &columns)
{
    std::vector<DataType> types;
    for (const ColumnDefinition &column : columns) {
        types.push_back(column.type);
    }
    return types;
}

/// The bounds are part of a windowed table's key.
void appendKeyWindow(std::int64_t time, std::string &key)
{
    const std::uint64_t bits = __builtin_bswap64(static_cast<std::uint64_t>(time) ^ (1ULL << 63U));
    key.append(reinterpret_cast<const char *>(&bits), sizeof bits);
}

std::int64_t keyWindowTimeAt(std::string_view key, std::size_t fromEnd)
{
    std::uint64_t bits = 0;
    std::memcpy(&bits, key.data() + key.size() - fromEnd, sizeof bits);
    return static_cast<std::int64_t>(__builtin_bswap64(bits) ^ (1ULL << 63U));
}

} // namespace

StreamScan::StreamScan(NodeKey key, Schema schema, std::size_t scan)
    : Operator(std::move(key), std::move(schema))
    , m_scan(scan)
{
}

Batch StreamScan::process(std::span<const Batch *const>, OperatorState &,
                          StepContext &context) const
{
    return context.scanned[m_scan];
}

TableScan::TableScan(NodeKey key, Schema schema, Parts parts)
    : Operator(std::move(key), schema)
    , m_parts(parts)
    , m_keys(scanTypes(schema.key))
    , m_rows(scanTypes(schema.value))
{
}

std::unique_ptr<OperatorState> TableScan::makeState() const
{
    return std::make_unique<TableState>();
}

Batch TableScan::process(std::span<const Batch *const>, OperatorState &state,
                         StepContext &context) const
{
    Batch out = context.scanned[m_parts.scan];
    out.table = true;
    out.selection = out.selection.where([&out](std::uint32_t row) { return !out.isKeyNull(row); });
    if (m_parts.materialised && !out.selection.empty()) {
        addBefore(out, state, context);
    }
    return out;
}

void TableScan::addBefore(Batch &batch, OperatorState &state, StepContext &context) const
{
    state::KeyValueStore &table = static_cast<TableState &>(state).table;
    std::vector<const Column *> keyColumns;
    for (std::size_t i = 0; i < batch.keyColumns; ++i) {
        keyColumns.push_back(batch.columns[i].get());
    }
    std::vector<std::string_view> keys;
    m_keys.encode(keyColumns, batch.selection, batch.partition.data(), context.arena, keys);
    std::vector<std::string_view> rowsBefore(batch.rows);
    std::vector<std::uint8_t> beforeNull(batch.rows, 1);
    const std::span<const ColumnPtr> values(batch.columns.data() + batch.keyColumns,
                                            batch.columns.size() - batch.keyColumns);
    std::string bytes;
    std::string row;
    std::string windowKey;
    std::size_t at = 0;
    batch.selection.forEach([&](std::uint32_t index) {
        std::string_view key = keys[at++];
        if (batch.windowed()) {
            windowKey.assign(key);
            appendKeyWindow(batch.windowStart[index], windowKey);
            appendKeyWindow(batch.windowEnd[index], windowKey);
            key = windowKey;
        }
        const std::uint32_t hash = state::hashKey(key);
        state::KeyValueStore::Slot slot = table.find(key, hash);
        if (slot != state::KeyValueStore::kNone) {
            // The slot may be written again in this step, so the old row is copied.
            rowsBefore[index] = context.arena.copy(table.value(slot).substr(kRowtimeBytes));
            beforeNull[index] = 0;
        }
        if (batch.isValueNull(index)) {
            if (slot != state::KeyValueStore::kNone) {
                table.erase(slot);
            }
            return;
        }
        m_rows.encode(values, index, row);
        bytes.assign(reinterpret_cast<const char *>(&batch.rowtime[index]), kRowtimeBytes);
        bytes += row;
        if (slot == state::KeyValueStore::kNone) {
            slot = table.findOrAdd(key, hash, bytes.size()).first;
        }
        table.assign(slot, bytes);
    });
    batch.hasBefore = true;
    batch.beforeNull = RowVector<std::uint8_t>(std::move(beforeNull));
    batch.before.clear();
    for (std::size_t i = 0; i < values.size(); ++i) {
        batch.before.push_back(values[i] == nullptr ? nullptr
                                                    : m_rows.decode(rowsBefore, i, context.arena));
    }
}

TableContents TableScan::contents(const OperatorState &base, const TableRequest &request,
                                  Arena &arena) const
{
    const auto &state = static_cast<const TableState &>(base);
    const bool windowed = m_parts.windowed;
    TableRows rows(schema());
    std::vector<std::string_view> values;
    std::vector<Column *> keyColumns;
    for (std::size_t i = 0; i < rows.keyColumns; ++i) {
        keyColumns.push_back(rows.columns[i].get());
    }
    const auto add = [&](std::string_view key, std::string_view value) {
        if (windowed) {
            rows.starts.push_back(keyWindowTimeAt(key, 16));
            rows.ends.push_back(keyWindowTimeAt(key, 8));
            key.remove_suffix(16);
        }
        for (Column *column : keyColumns) {
            column->appendNull();
        }
        m_keys.decode(key, true, keyColumns, rows.size(), arena);
        std::int64_t time = 0;
        std::memcpy(&time, value.data(), sizeof time);
        rows.times.push_back(time);
        values.push_back(value.substr(kRowtimeBytes));
        return true;
    };
    // The bounds of a window are part of the key here, so that a key alone finds nothing.
    if (request.keys && !windowed) {
        for (const std::string_view key :
             encodeRequestKeys(request, m_keys, m_parts.partitions, arena)) {
            const auto slot = state.table.find(key, state::hashKey(key));
            if (slot != state::KeyValueStore::kNone) {
                add(key, state.table.value(slot));
            }
        }
    } else if (state.table.size() > request.mostRows) {
        return {TableContents::Outcome::TooMany, {}};
    } else {
        state.table.scan({}, {}, add);
    }
    TableContents contents{TableContents::Outcome::Whole, rows.take()};
    for (std::size_t i = 0; i < m_rows.types().size(); ++i) {
        contents.rows.before[i] = m_rows.decode(values, i, arena);
        contents.rows.columns[rows.keyColumns + i] = contents.rows.before[i];
    }
    return contents;
}

} // namespace weir::exec
