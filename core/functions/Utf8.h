#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace weir::functions {

/// Returns the number of UTF-16 units of a text, which is what the dialect counts (as Java does).
std::size_t utf16Length(std::string_view text);
/// Returns the byte position of UTF-16 unit `unit`, or the text's size when it is shorter.
std::size_t utf16Position(std::string_view text, std::size_t unit);
/// Appends a code point.
void appendUtf8(std::string &out, std::uint32_t codePoint);
/// Reads the code point at `position` and moves behind it; wrong bytes give U+FFFD.
std::uint32_t nextCodePoint(std::string_view text, std::size_t &position);

} // namespace weir::functions
