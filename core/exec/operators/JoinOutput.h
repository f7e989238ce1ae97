#pragma once

#include "core/exec/TableContents.h"
#include "core/plan/Operators.h"
#include "core/state/KeyEncoding.h"
#include "core/state/RowEncoding.h"
#include "core/types/Arena.h"
#include "core/types/Batch.h"
#include "core/types/Schema.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace weir::exec {

/// How the rows of both sides of a join are kept and put together: every row is bytes of all
/// columns of its side, found under the encoded join key.
struct JoinShape {
    JoinShape(std::vector<DataType> key, const Schema &left, const Schema &right,
              std::vector<plan::JoinColumn> resultColumns, std::vector<bool> usedColumns);

    state::KeyEncoding keys;
    state::RowEncoding sides[2];
    std::vector<plan::JoinColumn> columns; ///< value columns of the result
    std::vector<bool> used;                ///< by value column: somebody reads it
};

/// The rows that a join gives in a step, as they are found. Views live until the end of the step.
struct JoinOutput {
    struct Row {
        std::uint32_t input = 0; ///< of the row that triggered it
        std::uint32_t row = 0;
        std::string_view key;      ///< state key, with partition
        std::string_view sides[2]; ///< null pointer: no row of that side
        std::int64_t time = 0;
        bool tombstone = false; ///< tables: the result is gone
    };

    std::vector<Row> rows;
    /// Tables whose changes carry the row before them; by row, null pointers: there was none.
    std::vector<std::array<std::string_view, 2>> before;

    /// Makes the batch. Headers, seq and offset are those of the triggering rows.
    Batch take(std::span<const Batch *const> inputs, const JoinShape &shape, bool table,
               Arena &arena) const;
    /// Makes rows of a table that is read: changes with nothing before them.
    Batch takeTable(const Schema &schema, const JoinShape &shape, bool windowed,
                    Arena &arena) const;
};

/// Encodes the join keys of the selected rows of one side: partition, key, and the bounds of a
/// windowed key. A row whose key is null has an empty one.
std::vector<std::string_view> joinKeys(const Batch &batch, const Column &key,
                                       const state::KeyEncoding &encoding, Arena &arena);

} // namespace weir::exec
