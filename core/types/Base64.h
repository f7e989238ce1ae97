#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace weir {

/// Returns the bytes in base64 with padding (RFC 4648).
std::string toBase64(std::string_view bytes);
/// Reads base64, with or without padding; nothing when a character or the length is wrong.
std::optional<std::string> fromBase64(std::string_view text);

} // namespace weir
