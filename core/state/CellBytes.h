#pragma once

#include "core/types/Arena.h"
#include "core/types/Column.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace weir::state {

/// Appends one cell in a form whose byte order is the order of the values: nulls first, numbers by
/// value, texts by their bytes, lists and structs cell by cell. Self-delimiting.
void appendCell(const Column &column, std::size_t row, std::string &out);

/// Reads a cell into a row of `out` and drops it from the front of `bytes`; copies texts into
/// `arena`. False when the bytes are damaged.
bool takeCell(std::string_view &bytes, Column &out, std::size_t row, Arena &arena);

} // namespace weir::state
