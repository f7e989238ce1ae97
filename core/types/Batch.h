#pragma once

#include "core/types/Column.h"
#include "core/types/RowVector.h"
#include "core/types/Selection.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace weir {

class Slab;

/// Where a row came from: a slab of the batch and the record in it.
struct RecordRef {
    std::uint32_t slab = 0;
    std::uint32_t record = 0;
};

/// The rows of one input of an operator in processing order (ENGINE.md 1). Stream rows or table
/// changes, never a mix. A value whose parts are shared: an operator copies the batch, swaps the
/// parts it changes and leaves the rest. All columns and row vectors have `rows` rows, selected or
/// not; only selected rows count. Lives no longer than its step.
struct Batch {
    std::size_t rows = 0;
    Selection selection;

    /// Key columns, then value columns, as in the Schema. A value column that nobody reads may be
    /// null.
    std::vector<ColumnPtr> columns;
    std::size_t keyColumns = 0;

    /// Position in the step; sorted, several outputs of one trigger share it.
    RowVector<std::uint64_t> seq;
    RowVector<std::int64_t> rowtime; ///< ms
    RowVector<std::int32_t> partition;
    RowVector<std::int64_t> offset;
    /// 1 where the record has no key at all; empty when every row has one.
    RowVector<std::uint8_t> keyNull;
    /// 1 where the payload is null (a tombstone, in a table: no `after`); empty when none is.
    RowVector<std::uint8_t> valueNull;
    /// Bounds of the key's window in ms; empty when keys are not windowed.
    RowVector<std::int64_t> windowStart;
    RowVector<std::int64_t> windowEnd;
    /// The record that triggered the row; empty when there is none (INSERT VALUES of a test).
    RowVector<RecordRef> source;
    std::vector<std::shared_ptr<const Slab>> slabs;

    /// Rows are changes of a table.
    bool table = false;
    /// Value columns before the change, where something downstream needs them; the key is the same
    /// on both sides.
    bool hasBefore = false;
    std::vector<ColumnPtr> before;
    /// 1 where there was no row before the change.
    RowVector<std::uint8_t> beforeNull;

    bool isKeyNull(std::size_t row) const { return !keyNull.empty() && keyNull[row] != 0; }
    bool isValueNull(std::size_t row) const { return !valueNull.empty() && valueNull[row] != 0; }
    bool isBeforeNull(std::size_t row) const { return !beforeNull.empty() && beforeNull[row] != 0; }
    bool windowed() const { return !windowStart.empty(); }
    /// Returns column `index` (key columns first) of the row after the change.
    const Column &column(std::size_t index) const { return *columns[index]; }
    /// Returns column `index` (key columns first) of the row before the change.
    const Column &beforeColumn(std::size_t index) const
    {
        return index < keyColumns ? *columns[index] : *before[index - keyColumns];
    }
};

} // namespace weir
