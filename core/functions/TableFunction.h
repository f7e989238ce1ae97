#pragma once

#include "core/types/Arena.h"
#include "core/types/Column.h"
#include "core/types/DataType.h"
#include "core/types/Selection.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace weir::functions {

/// What a call gives for the rows of a batch.
struct TableResult {
    Column values;                     ///< of the result type, for all rows in order
    std::vector<std::uint32_t> counts; ///< how many values each row gave
    std::uint64_t errors = 0;          ///< rows that failed and gave none
};

/// Appends to an empty result what the selected rows give. Null and empty arrays give nothing.
using TableKernel = std::function<void(std::span<const ColumnPtr> arguments, const Selection &rows,
                                       Arena &arena, TableResult &result)>;

struct TableFunction {
    TableKernel kernel;
    std::function<std::optional<DataType>(std::span<const DataType>)> resultType = nullptr;
};

} // namespace weir::functions
