#pragma once

#include "core/types/Arena.h"
#include "core/types/Column.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weir::state {

/// Rows of columns as bytes, for tables: nulls, then fixed places, then texts and nested values. A
/// row is written once and read column by column. Immutable; any thread.
class RowEncoding {
public:
    explicit RowEncoding(std::vector<DataType> types);

    /// Replaces `out` by the row. A null column pointer stands for a column that nobody reads.
    void encode(std::span<const ColumnPtr> columns, std::size_t row, std::string &out) const;
    /// Returns column `index` of the rows, one a view in `rows`; a view with a null pointer gives a
    /// null. Texts are views into the rows; texts within nested values are copied into `arena`.
    ColumnPtr decode(std::span<const std::string_view> rows, std::size_t index, Arena &arena) const;

    const std::vector<DataType> &types() const { return m_types; }

private:
    struct TextPlace {
        std::uint32_t offset;
        std::uint32_t size;
    };

    std::vector<DataType> m_types;
    std::vector<std::size_t> m_offsets; ///< of the fixed places
    std::size_t m_fixedEnd = 0;
};

} // namespace weir::state
