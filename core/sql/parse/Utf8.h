#pragma once

#include <cstddef>
#include <string_view>

namespace weir::sql {

/// Returns the offset of the first byte that is not part of valid UTF-8, or the text's size.
std::size_t firstInvalidUtf8(std::string_view text);

} // namespace weir::sql
