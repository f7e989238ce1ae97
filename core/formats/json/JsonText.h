#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>

namespace weir::formats {

/// Appends what a STRING column makes of a JSON value (SEMANTICS 8): texts and numbers as they
/// stand, objects as compact JSON, arrays as `[a, b]`. False when the JSON is malformed.
bool coerceJsonToText(simdjson::ondemand::value value, std::string &out);

} // namespace weir::formats
