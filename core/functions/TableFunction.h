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

/// Appends to `out` (of the result type) the rows that the selected rows give, in order, and to
/// `counts` how many each gave. Null and empty arrays give none.
using TableKernel =
    std::function<void(std::span<const ColumnPtr> arguments, const Selection &rows, Arena &arena,
                       Column &out, std::vector<std::uint32_t> &counts)>;

struct TableFunction {
    TableKernel kernel;
    std::function<std::optional<DataType>(std::span<const DataType>)> resultType = nullptr;
};

} // namespace weir::functions
