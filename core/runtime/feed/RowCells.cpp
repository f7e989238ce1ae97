#include "core/runtime/feed/RowCells.h"

#include "core/formats/json/JsonWriter.h"
#include "core/runtime/feed/FeedRing.h"
#include "core/types/Slab.h"

namespace weir::runtime {

namespace {

Cell cellIn(CellForm form, const Column &column, std::size_t row)
{
    if (form == CellForm::Screen || column.isNull(row)) {
        return cellOf(column, row);
    }
    Cell cell;
    formats::appendJsonValue(column, row, cell.text);
    return cell;
}

} // namespace

Cell cellOf(const Column &column, std::size_t row)
{
    if (column.isNull(row)) {
        return {.text = "", .null = true};
    }
    if (column.type().is(TypeKind::String)) {
        return cellOf(std::string(column.get<std::string_view>(row).substr(0, 8192)));
    }
    return cellOf(toText(column.valueAt(row), column.type()));
}

FeedRow feedRowOf(const Batch &batch, std::uint32_t row, bool before, CellForm form)
{
    FeedRow result;
    result.rowtime = batch.rowtime.empty() ? 0 : batch.rowtime[row];
    result.record.partition = batch.partition.empty() ? 0 : batch.partition[row];
    result.record.offset = batch.offset.empty() ? -1 : batch.offset[row];
    if (!batch.source.empty() && batch.source[row].slab < batch.slabs.size()) {
        result.record.topic = batch.slabs[batch.source[row].slab]->source().topic;
    }
    if (batch.windowed()) {
        result.windowStart = batch.windowStart[row];
        result.windowEnd = batch.windowEnd[row];
    }
    result.tombstone = batch.isValueNull(row);
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
        const bool value = i >= batch.keyColumns;
        if (before && value && batch.hasBefore) {
            result.cells.push_back(cellIn(form, batch.beforeColumn(i), row));
        } else if (batch.columns[i] && !(value && result.tombstone)) {
            result.cells.push_back(cellIn(form, batch.column(i), row));
        } else {
            result.cells.push_back({.null = true});
        }
    }
    return result;
}

} // namespace weir::runtime
