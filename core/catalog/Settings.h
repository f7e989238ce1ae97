#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace weir::catalog {

/// For how many ms the changes of a table's key are gathered before the last is written; 0: every
/// change is written (ENGINE.md 3).
inline constexpr const char *kEmitInterval = "emit.interval";

/// Reads a setting that is a number of ms; nothing if it is none or negative.
std::optional<std::int64_t> millisecondsOf(const std::string &value);

} // namespace weir::catalog
