#pragma once

#include "core/sql/SyntaxTree.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace weir::sql {

/// Returns how many characters UTF-8 bytes are.
std::size_t widthOf(std::string_view text);

/// Returns how many lines end in the text; CRLF is one end.
int lineEndsIn(std::string_view text);

/// Returns the line end of a text: that of its last line, which formatting keeps; "\n" if none
/// ends.
std::string lineEndOf(const SyntaxTree &tree);

} // namespace weir::sql
