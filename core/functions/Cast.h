#pragma once

#include "core/types/Arena.h"
#include "core/types/Column.h"
#include "core/types/DataType.h"
#include "core/types/Selection.h"

namespace weir::functions {

/// Casts the selected rows of `in` into `out` (nulls, as many rows as the batch), between types
/// that the binder lets through. A value that does not fit becomes an error; one part of a list,
/// map or struct makes the whole an error.
void castColumn(const Column &in, const Selection &rows, Arena &arena, Column &out);

} // namespace weir::functions
