#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace weir::functions {

/// Returns a text in upper case, all alphabets, as Java writes it without a locale: `ß` is `SS`.
std::string upperText(std::string_view text);

/// Returns a text in lower case; a sigma at the end of a word is the final one.
std::string lowerText(std::string_view text);

/// Returns a text in lower case but for the first letter of each word; words end at whitespace.
std::string capitalizedText(std::string_view text);

enum class LetterKind : std::uint8_t { Upper, Lower, Digit, Other };

/// Says what a character is: a large or a small letter, a decimal digit of any script, or neither.
LetterKind letterKind(std::uint32_t codePoint);

} // namespace weir::functions
