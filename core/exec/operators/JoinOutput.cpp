#include "core/exec/operators/JoinOutput.h"

#include "core/exec/BatchRows.h"

#include <cstring>

namespace weir::exec {
namespace {

constexpr std::size_t kWindowKeyBytes = 16;

std::vector<DataType> allColumnTypes(const Schema &schema)
{
    std::vector<DataType> types;
    for (std::size_t i = 0; i < schema.size(); ++i) {
        types.push_back(schema.at(i).type);
    }
    return types;
}

std::vector<ColumnPtr> joinColumns(const std::vector<std::string_view> (&sides)[2],
                                   const JoinShape &shape, Arena &arena)
{
    std::vector<ColumnPtr> columns;
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        const plan::JoinColumn &from = shape.columns[i];
        columns.push_back(
            shape.used[i] ? shape.sides[from.input].decode(sides[from.input], from.column, arena)
                          : nullptr);
    }
    return columns;
}

/// Shows every row by its trigger's figures, without columns.
Batch triggerRows(std::span<const Batch *const> inputs, const std::vector<JoinOutput::Row> &rows)
{
    std::vector<Batch> shapes;
    std::vector<const Batch *> views;
    for (const Batch *input : inputs) {
        shapes.push_back(*input);
        shapes.back().columns.clear();
        shapes.back().before.clear();
    }
    for (const Batch &shape : shapes) {
        views.push_back(&shape);
    }
    std::vector<RowPick> picks;
    for (const JoinOutput::Row &row : rows) {
        picks.push_back({row.input, row.row});
    }
    return pickRows(views, picks);
}

void setWindowsFromKeys(const std::vector<JoinOutput::Row> &rows, Batch &out)
{
    std::vector<std::int64_t> starts;
    std::vector<std::int64_t> ends;
    for (const JoinOutput::Row &row : rows) {
        std::int64_t bounds[2] = {0, 0};
        std::memcpy(bounds, row.key.data() + row.key.size() - kWindowKeyBytes, sizeof bounds);
        starts.push_back(bounds[0]);
        ends.push_back(bounds[1]);
    }
    out.windowStart = RowVector<std::int64_t>(std::move(starts));
    out.windowEnd = RowVector<std::int64_t>(std::move(ends));
}

} // namespace

JoinShape::JoinShape(std::vector<DataType> key, const Schema &left, const Schema &right,
                     std::vector<plan::JoinColumn> resultColumns, std::vector<bool> usedColumns)
    : keys(std::move(key))
    , sides{state::RowEncoding(allColumnTypes(left)), state::RowEncoding(allColumnTypes(right))}
    , columns(std::move(resultColumns))
    , used(std::move(usedColumns))
{
}

std::vector<std::string_view> joinKeys(const Batch &batch, const Column &key,
                                       const state::KeyEncoding &encoding, Arena &arena)
{
    std::vector<std::string_view> keys;
    const Column *columns[] = {&key};
    encoding.encode(columns, batch.selection, batch.partition.data(), arena, keys);
    std::size_t at = 0;
    batch.selection.forEach([&](std::uint32_t row) {
        std::string_view &own = keys[at++];
        if (key.isNull(row)) {
            own = {};
        } else if (batch.windowed()) {
            const std::int64_t bounds[2] = {batch.windowStart[row], batch.windowEnd[row]};
            own = arena.join(own, {reinterpret_cast<const char *>(bounds), sizeof bounds});
        }
    });
    return keys;
}

Batch JoinOutput::take(std::span<const Batch *const> inputs, const JoinShape &shape, bool table,
                       Arena &arena) const
{
    Batch out = triggerRows(inputs, rows);
    const bool windowed = inputs[0]->windowed() || inputs[1]->windowed();
    out.table = table;
    out.keyNull = {};
    out.valueNull = {};
    out.keyColumns = shape.keys.types().size();
    std::vector<Column *> keyColumns;
    for (const DataType &type : shape.keys.types()) {
        auto column = std::make_shared<Column>(type, rows.size());
        keyColumns.push_back(column.get());
        out.columns.push_back(std::move(column));
    }
    std::vector<std::int64_t> times;
    std::vector<std::string_view> sides[2];
    std::vector<std::uint8_t> gone;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::string_view bytes = rows[i].key;
        bytes.remove_suffix(windowed ? kWindowKeyBytes : 0);
        shape.keys.decode(bytes, true, keyColumns, i, arena);
        times.push_back(rows[i].time);
        sides[0].push_back(rows[i].sides[0]);
        sides[1].push_back(rows[i].sides[1]);
        gone.push_back(rows[i].tombstone ? 1 : 0);
    }
    out.rowtime = RowVector<std::int64_t>(std::move(times));
    if (windowed) {
        setWindowsFromKeys(rows, out);
    }
    const std::vector<ColumnPtr> values = joinColumns(sides, shape, arena);
    out.columns.insert(out.columns.end(), values.begin(), values.end());
    if (!table) {
        return out;
    }
    out.valueNull = RowVector<std::uint8_t>(std::move(gone));
    out.hasBefore = true;
    std::vector<std::uint8_t> none;
    for (std::vector<std::string_view> &side : sides) {
        side.clear();
    }
    for (const auto &row : before) {
        sides[0].push_back(row[0]);
        sides[1].push_back(row[1]);
        none.push_back(row[0].data() == nullptr && row[1].data() == nullptr ? 1 : 0);
    }
    out.before = joinColumns(sides, shape, arena);
    out.beforeNull = RowVector<std::uint8_t>(std::move(none));
    return out;
}

Batch JoinOutput::takeTable(const Schema &schema, const JoinShape &shape, bool windowed,
                            Arena &arena) const
{
    TableRows table(schema);
    std::vector<Column *> keyColumns;
    for (std::size_t i = 0; i < table.keyColumns; ++i) {
        table.columns[i]->resize(rows.size());
        keyColumns.push_back(table.columns[i].get());
    }
    std::vector<std::string_view> sides[2];
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::string_view bytes = rows[i].key;
        bytes.remove_suffix(windowed ? kWindowKeyBytes : 0);
        shape.keys.decode(bytes, true, keyColumns, i, arena);
        table.times.push_back(rows[i].time);
        sides[0].push_back(rows[i].sides[0]);
        sides[1].push_back(rows[i].sides[1]);
    }
    Batch out = table.take();
    out.before = joinColumns(sides, shape, arena);
    out.columns.resize(out.keyColumns);
    out.columns.insert(out.columns.end(), out.before.begin(), out.before.end());
    if (windowed) {
        setWindowsFromKeys(rows, out);
    }
    return out;
}

} // namespace weir::exec
