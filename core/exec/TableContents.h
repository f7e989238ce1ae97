#pragma once

#include "core/state/KeyEncoding.h"
#include "core/types/Arena.h"
#include "core/types/Batch.h"
#include "core/types/Schema.h"
#include "core/types/Value.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace weir::exec {

/// Which rows of a table somebody wants. What is given back may be more, never less.
struct TableRequest {
    static constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();

    /// Whole keys, a value a key column, none of them null; absent: every key.
    std::optional<std::vector<std::vector<Value>>> keys = std::nullopt;
    /// Bounds of the window's start and end, inclusive, in ms.
    std::int64_t startFrom = kFirst;
    std::int64_t startTo = kLast;
    std::int64_t endFrom = kFirst;
    std::int64_t endTo = kLast;
    /// More rows than this are not looked at.
    std::size_t mostRows = std::numeric_limits<std::size_t>::max();
};

/// What an operator that keeps a table answers to a TableRequest.
struct TableContents {
    enum class Outcome {
        Whole,   ///< all rows that were asked for are there
        Partial, ///< some of them may have left the state: only the topic has them
        TooMany, ///< more than `mostRows`
    };
    Outcome outcome = Outcome::Whole;
    /// If Whole: rows of the operator's schema, each as a change that had nothing before it.
    Batch rows;
};

/// The rows of a table as they are gathered, column by column.
struct TableRows {
    explicit TableRows(const Schema &schema);

    std::size_t size() const { return times.size(); }
    /// Makes the batch; the columns get as many rows as there are times.
    Batch take();

    std::vector<std::shared_ptr<Column>> columns; ///< key columns, then value columns
    std::size_t keyColumns = 0;
    std::vector<std::int64_t> times;
    std::vector<std::int64_t> starts; ///< of windowed tables
    std::vector<std::int64_t> ends;
};

/// Encodes the keys of a request, each once for every partition below `partitions`, or without
/// partition if that is 0. The bytes are in `arena`.
std::vector<std::string_view> encodeRequestKeys(const TableRequest &request,
                                                const state::KeyEncoding &encoding,
                                                std::size_t partitions, Arena &arena);

} // namespace weir::exec
