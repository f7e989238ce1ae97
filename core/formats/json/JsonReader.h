#pragma once

#include "core/types/Arena.h"
#include "core/types/Column.h"

#include <simdjson.h>

#include <cstddef>
#include <string>

namespace weir::formats {

/// Reads a JSON value into a row of a column, coercing as SEMANTICS 8 says. Texts without escapes
/// stay views into the payload. Returns null, or why the value does not fit (a static text).
const char *readJsonValue(simdjson::ondemand::value &value, Column &out, std::size_t row,
                          Arena &arena);

/// Returns the upper-case form of ASCII letters, for the second look-up of a field name.
std::string upperFieldName(std::string_view name);

} // namespace weir::formats
