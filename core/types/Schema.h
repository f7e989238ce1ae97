#pragma once

#include "core/types/DataType.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir {

/// A named, typed column.
struct ColumnDefinition {
    std::string name;
    DataType type;

    bool operator==(const ColumnDefinition &) const = default;
};

enum class WindowKind { Tumbling, Hopping, Session };

/// How the key of a windowed table or stream is windowed. Sizes in ms; `sizeMs` is absent for
/// sessions.
struct KeyWindow {
    WindowKind kind = WindowKind::Tumbling;
    std::optional<std::int64_t> sizeMs;

    bool operator==(const KeyWindow &) const = default;
};

/// The shape of rows: key columns (from the record key) before value columns. Rowtime, partition,
/// offset and window bounds belong to every row and are not listed.
struct Schema {
    std::vector<ColumnDefinition> key;
    std::vector<ColumnDefinition> value;

    std::size_t size() const { return key.size() + value.size(); }
    /// Returns the column at `index`, counted over key columns, then value columns.
    const ColumnDefinition &at(std::size_t index) const
    {
        return index < key.size() ? key[index] : value[index - key.size()];
    }
    /// Returns the index (key columns first) of the column of exactly that name.
    std::optional<std::size_t> find(const std::string &name) const;
    /// Returns the schema as the reference prints it: `` `ID` BIGINT KEY, `V` STRING ``; with
    /// `primaryKey` the key columns of a table say PRIMARY KEY.
    std::string toString(bool primaryKey = false) const;
    bool operator==(const Schema &) const = default;
};

} // namespace weir
