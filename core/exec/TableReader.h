#pragma once

#include "core/exec/Driver.h"
#include "core/exec/TableContents.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace weir::exec {

/// Reads the table that a query makes out of what one of its operators remembers: the rows are made
/// anew by the operators behind it, as records that its sink would write now. On the driver's
/// thread, between two steps; nothing of the driver changes.
class TableReader {
public:
    /// Returns nothing if no operator's state is the table, or if what stands behind it gives
    /// another row each time (UUID(), ROWOFFSET): only the topic has these.
    static std::optional<TableReader> of(const PhysicalQuery &query);

    /// Adds the records of the rows that are asked for to `output`, if the outcome is Whole.
    TableContents::Outcome read(const Driver &driver, TableRequest request,
                                OutputBuffer &output) const;
    /// Returns the stream time of the operator that keeps the table.
    std::optional<std::int64_t> streamTime(const Driver &driver) const;

private:
    std::size_t m_keeper = 0;
    std::vector<std::size_t> m_behind; ///< nodes from the keeper to the sink
    /// By key column of the table: the key column of the keeper. Absent: keys cannot be looked up.
    std::optional<std::vector<std::size_t>> m_keys;
};

} // namespace weir::exec
