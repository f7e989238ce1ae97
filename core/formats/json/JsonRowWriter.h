#pragma once

#include "core/formats/Codec.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace weir::formats {

/// Writes rows as JSON objects straight into an arena: no text is built beside it and copied. Rows
/// it is not made for (nested columns, texts that need escapes) go through JsonWriter with the same
/// bytes. One thread.
class JsonRowWriter {
public:
    explicit JsonRowWriter(const std::vector<ColumnDefinition> &columns);

    /// Returns the object of a row, in the arena.
    Payload write(std::span<const Column *const> columns, std::size_t row, Arena &arena);

private:
    Payload writeSlowly(std::span<const Column *const> columns, std::size_t row, Arena &arena);

    std::vector<std::string> m_prefixes; ///< by column: `{"NAME":` or `,"NAME":`
    std::vector<std::size_t> m_texts;    ///< columns whose length differs by row
    std::size_t m_fixedBytes = 0;        ///< what a row needs at most, but for its texts
    bool m_plain = true;                 ///< no column of a nested or rare type
    std::string m_scratch;
};

} // namespace weir::formats
