#pragma once

#include "core/types/Arena.h"
#include "core/types/Column.h"
#include "core/types/DataType.h"
#include "core/types/Selection.h"

namespace weir::functions {

/// Says whether CAST from one type to another exists (SEMANTICS 7); what does not is an error at
/// statement time.
bool canCast(const DataType &from, const DataType &to);

/// Casts the selected rows of `in` into `out` (nulls, as many rows as the batch). A value that does
/// not fit becomes an error.
void castColumn(const Column &in, const Selection &rows, Arena &arena, Column &out);

} // namespace weir::functions
