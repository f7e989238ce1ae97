#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace weir::cli {

/// Returns how many columns a terminal needs for a UTF-8 text, one a character.
std::size_t displayWidth(std::string_view text);

/// Cuts a text to `width` characters; an ellipsis stands for what is missing.
std::string cutTo(const std::string &text, std::size_t width);

/// Fills a text up with blanks, at its left if `right` aligned.
std::string padTo(const std::string &text, std::size_t width, bool right);

} // namespace weir::cli
