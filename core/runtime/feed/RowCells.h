#pragma once

#include "core/runtime/Feed.h"
#include "core/types/Batch.h"

namespace weir::runtime {

/// Copies one row of a batch. `before`: the side that a table's deletion removed.
FeedRow feedRowOf(const Batch &batch, std::uint32_t row, bool before = false,
                  CellForm form = CellForm::Screen);

/// Returns one field as text for the screen: texts as they are, other values as CAST prints them.
Cell cellOf(const Column &column, std::size_t row);

} // namespace weir::runtime
