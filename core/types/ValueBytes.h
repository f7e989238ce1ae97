#pragma once

#include "core/types/Value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace weir {

/// Appends a value, with its kind, in a form that holds between versions (little-endian).
void appendValueBytes(const Value &value, std::string &out);
/// Reads a value and drops it from the front of `in`; nothing when the bytes are damaged.
std::optional<Value> readValueBytes(std::string_view &in);
/// Returns about how many bytes a value holds outside itself.
std::size_t valueHeapBytes(const Value &value);

} // namespace weir
