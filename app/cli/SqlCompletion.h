#pragma once

#include "core/catalog/Environment.h"

#include <cstddef>
#include <string>
#include <vector>

namespace weir::cli {

/// Returns what may stand at `caret` of a text and begins with `word`, which ends there; any case.
/// Keywords follow the case of what was typed.
std::vector<std::string> sqlCompletions(const std::string &text, std::size_t caret,
                                        const std::string &word,
                                        const catalog::Environment &catalog);

} // namespace weir::cli
