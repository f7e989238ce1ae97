#pragma once

#include "core/types/ColumnCompare.h"
#include "core/types/PlaceIndex.h"

#include <cstddef>
#include <cstdint>

namespace weir {

/// Finds equal rows among a run of rows of one column: the elements of a list, the keys of a map,
/// also while they are being added. Null equals null.
class RowIndex {
public:
    /// Looks at rows from `begin` on.
    explicit RowIndex(std::size_t begin)
        : m_begin(begin)
    {
    }
    /// Returns the first row before `end` that equals `values[row]`; -1 if there is none.
    std::int64_t find(const Column &column, std::size_t end, const Column &values, std::size_t row)
    {
        return m_places.find(
            m_begin, end, [&](std::size_t i) { return equalRows(column, i, values, row); },
            [&](std::size_t i) { return hashRow(column, i); },
            [&] { return hashRow(values, row); });
    }
    /// Drops the last row of a column if an earlier one equals it; returns where it stands now.
    std::size_t settleLast(Column &column)
    {
        const std::size_t last = column.size() - 1;
        const std::int64_t known = find(column, last, column, last);
        if (known < 0) {
            return last;
        }
        column.resize(last);
        return static_cast<std::size_t>(known);
    }

private:
    std::size_t m_begin;
    PlaceIndex m_places;
};

} // namespace weir
