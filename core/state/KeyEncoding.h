#pragma once

#include "core/types/Arena.h"
#include "core/types/Column.h"
#include "core/types/Selection.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace weir::state {

/// The one canonical encoding of state keys: the same for all formats, and sorted by byte order as
/// the values are (ENGINE.md 7). Optionally the partition goes first, so that state is sharded by
/// partition in its key. Immutable; any thread.
class KeyEncoding {
public:
    explicit KeyEncoding(std::vector<DataType> types)
        : m_types(std::move(types))
    {
    }

    /// Appends the key of every selected row to `keys`; the bytes are in `arena`. `partitions`, by
    /// row, may be null.
    void encode(std::span<const Column *const> columns, const Selection &rows,
                const std::int32_t *partitions, Arena &arena,
                std::vector<std::string_view> &keys) const;
    /// Reads a key that was encoded with or without partition into row `row` of the columns. False
    /// when it is damaged.
    bool decode(std::string_view key, bool withPartition, std::span<Column *const> columns,
                std::size_t row, Arena &arena) const;

    const std::vector<DataType> &types() const { return m_types; }

private:
    std::vector<DataType> m_types;
};

} // namespace weir::state
