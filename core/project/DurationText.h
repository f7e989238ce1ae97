#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weir::project {

/// Reads `15m`, `90s`, `250ms`, `2h`, `1d` or a bare number of seconds as milliseconds; nothing for
/// anything else, negative or too large.
std::optional<std::int64_t> parseDuration(std::string_view text);

/// Writes milliseconds in the largest unit that loses nothing: `15m`.
std::string formatDuration(std::int64_t milliseconds);

} // namespace weir::project
