#pragma once

#include "core/types/Batch.h"

#include <cstdint>
#include <span>
#include <vector>

namespace weir::exec {

/// A row of one of several batches.
struct RowPick {
    std::uint32_t input = 0;
    std::uint32_t row = 0;
};

/// Returns the selected rows of all batches in the order of (seq, input index): how an operator
/// with several inputs consumes them (ENGINE.md 2).
std::vector<RowPick> mergeBySeq(std::span<const Batch *const> inputs);

/// Returns the given rows of a batch, packed; any order, repeats allowed. All rows are selected.
Batch takeRows(const Batch &batch, const std::vector<std::uint32_t> &rows);

/// Returns the picked rows of batches of one shape, packed, in the order given.
Batch pickRows(std::span<const Batch *const> inputs, const std::vector<RowPick> &picks);

/// Takes the rows with `seq` or a larger one out of the selection.
void cutAtSeq(Batch &batch, std::uint64_t seq);

} // namespace weir::exec
