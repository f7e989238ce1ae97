#pragma once

#include "core/types/Column.h"

#include <cstddef>
#include <string>

namespace weir::formats {

/// Appends a row of a column as JSON (SEMANTICS 8): null included, doubles in Java's form,
/// DECIMAL with its full scale, BYTES in base64, dates as whole numbers.
void appendJsonValue(const Column &column, std::size_t row, std::string &out);

} // namespace weir::formats
