#include "core/exec/TableContents.h"

namespace weir::exec {

TableRows::TableRows(const Schema &schema)
    : keyColumns(schema.key.size())
{
    for (std::size_t i = 0; i < schema.size(); ++i) {
        columns.push_back(std::make_shared<Column>(schema.at(i).type, std::size_t{0}));
    }
}

Batch TableRows::take()
{
    const std::size_t rows = size();
    Batch batch;
    batch.rows = rows;
    batch.selection = Selection::all(rows);
    batch.keyColumns = keyColumns;
    for (const std::shared_ptr<Column> &column : columns) {
        column->resize(rows);
        batch.columns.push_back(column);
    }
    batch.seq = RowVector<std::uint64_t>(std::vector<std::uint64_t>(rows, 0));
    batch.rowtime = RowVector<std::int64_t>(std::move(times));
    batch.partition = RowVector<std::int32_t>(std::vector<std::int32_t>(rows, 0));
    batch.offset = RowVector<std::int64_t>(std::vector<std::int64_t>(rows, 0));
    batch.windowStart = RowVector<std::int64_t>(std::move(starts));
    batch.windowEnd = RowVector<std::int64_t>(std::move(ends));
    batch.table = true;
    batch.hasBefore = true;
    batch.before.assign(batch.columns.begin() + static_cast<std::ptrdiff_t>(keyColumns),
                        batch.columns.end());
    batch.beforeNull = RowVector<std::uint8_t>(std::vector<std::uint8_t>(rows, 1));
    return batch;
}

std::vector<std::string_view> encodeRequestKeys(const TableRequest &request,
                                                const state::KeyEncoding &encoding,
                                                std::size_t partitions, Arena &arena)
{
    const auto &keys = *request.keys;
    std::vector<Column> columns;
    std::vector<const Column *> views;
    for (std::size_t i = 0; i < encoding.types().size(); ++i) {
        columns.emplace_back(encoding.types()[i], keys.size());
        for (std::size_t row = 0; row < keys.size(); ++row) {
            columns[i].setValue(row, keys[row][i], arena);
        }
    }
    for (const Column &column : columns) {
        views.push_back(&column);
    }
    std::vector<std::string_view> encoded;
    const Selection all = Selection::all(keys.size());
    if (partitions == 0) {
        encoding.encode(views, all, nullptr, arena, encoded);
    }
    for (std::size_t partition = 0; partition < partitions; ++partition) {
        const std::vector<std::int32_t> rows(keys.size(), static_cast<std::int32_t>(partition));
        encoding.encode(views, all, rows.data(), arena, encoded);
    }
    return encoded;
}

} // namespace weir::exec
