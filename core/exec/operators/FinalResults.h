#pragma once

#include "core/exec/StepContext.h"
#include "core/exec/operators/Aggregate.h"

#include <functional>
#include <string_view>
#include <vector>

namespace weir::exec {

/// The groups of windows that closed in a step, as EMIT FINAL gives them: in the order of the rows
/// that closed them, then of the windows, then of the key's bytes in the query's key format
/// (SEMANTICS 1, ENGINE.md 7). One step.
class FinalResults {
public:
    struct Group {
        std::uint32_t row = 0;  ///< of the input, that moved stream time past the window
        std::size_t window = 0; ///< windows that close together have rising numbers
        std::int64_t start = 0;
        std::int64_t end = 0;
        std::int64_t time = 0;         ///< of its newest row
        std::string_view key;          ///< as the KeyEncoding wrote it, with partition
        std::string_view accumulators; ///< whatever `fill` makes results of
    };
    /// Writes a group's results into row `row` of the columns, one an aggregate.
    using Fill = std::function<void(
        const Group &group, const std::vector<std::shared_ptr<Column>> &results, std::size_t row)>;

    /// Returns the groups as changes of a table that had no such rows before. `in`: the rows that
    /// the groups name.
    static Batch changes(std::vector<Group> groups, const Batch &in, const AggregateParts &parts,
                         const state::KeyEncoding &keys, const Fill &fill, StepContext &context);

private:
    static std::vector<ColumnPtr> sortByKey(std::vector<Group> &groups, const AggregateParts &parts,
                                            const state::KeyEncoding &keys, StepContext &context);
};

} // namespace weir::exec
