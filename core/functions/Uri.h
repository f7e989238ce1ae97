#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weir::functions {

/// The parts of a URI (RFC 2396, as java.net.URI reads it). Texts are views of what was parsed,
/// still encoded.
struct Uri {
    std::optional<std::string_view> scheme = std::nullopt;
    /// Absent where the authority is no server.
    std::optional<std::string_view> host = std::nullopt;
    std::optional<std::int32_t> port = std::nullopt;
    /// Empty where there is none; absent for `mailto:a@b` and the like.
    std::optional<std::string_view> path = std::nullopt;
    std::optional<std::string_view> query = std::nullopt;
    std::optional<std::string_view> fragment = std::nullopt;

    /// Returns nothing where the text is no URI: a blank, a character that must be encoded, a
    /// percent sign without two digits.
    static std::optional<Uri> parse(std::string_view text);
};

/// Replaces each `%41` by its byte; what is no UTF-8 then becomes U+FFFD.
std::string percentDecoded(std::string_view text);

/// Encodes a text as a form's parameter (application/x-www-form-urlencoded).
std::string formEncoded(std::string_view text);
/// Decodes a form's parameter; nothing where a percent sign has no two digits.
std::optional<std::string> formDecoded(std::string_view text);

} // namespace weir::functions
