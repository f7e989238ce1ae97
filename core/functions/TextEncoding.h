#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace weir::functions {

/// How bytes are written as text.
enum class TextEncoding { Hex, Utf8, Ascii, Base64 };

/// Returns the encoding of a name (`hex`, `utf8`, `ascii`, `base64`, any case); nothing for others.
std::optional<TextEncoding> textEncoding(std::string_view name);

/// Reads bytes that a text writes. Hex may be bare, `0x…` (an odd first digit stands alone) or
/// `X'…'`; a character that ASCII does not have is '?'. Nothing when hex or base64 is wrong.
std::optional<std::string> bytesFromText(std::string_view text, TextEncoding encoding);

/// Writes bytes as text: hex in lower case, base64 with padding, U+FFFD for what is no ASCII or no
/// UTF-8.
std::string textFromBytes(std::string_view bytes, TextEncoding encoding);

/// Returns bytes as lower-case hexadecimal digits.
std::string toHex(std::string_view bytes);

} // namespace weir::functions
