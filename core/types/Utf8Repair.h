#pragma once

#include "core/types/Arena.h"

#include <string>
#include <string_view>

namespace weir {

/// Says whether bytes are UTF-8 throughout: no overlong forms, no surrogates, nothing cut off.
bool isUtf8(std::string_view bytes);

/// Appends bytes as text: each run that is no UTF-8 becomes U+FFFD, as Java decodes it.
void appendRepaired(std::string_view bytes, std::string &out);

/// Returns bytes as text: themselves if they are UTF-8, else a repaired copy in the arena.
std::string_view repairedText(std::string_view bytes, Arena &arena);

} // namespace weir
