#pragma once

#include "core/types/DataType.h"
#include "core/types/Value.h"

#include <string>

namespace weir::runtime {

/// Appends a value as JSON, numbers as the JSON format writes them (SEMANTICS 8).
void appendValueJson(const Value &value, const DataType &type, std::string &out);

} // namespace weir::runtime
