#pragma once

#include "core/types/Schema.h"
#include "core/types/Slab.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir::runtime {

/// Records of one partition of a table's topic, in offset order; the memory is somebody else's.
struct TableRun {
    std::int32_t partition = 0;
    RecordRun records;
};

/// Returns the rows of a table as they stand: of each key the newest record, without deletions, by
/// (window, bytes of the key), as if they were one partition.
SlabPtr tableRecords(const std::string &topic, const std::vector<TableRun> &runs,
                     const std::optional<KeyWindow> &window);

} // namespace weir::runtime
