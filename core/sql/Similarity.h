#pragma once

#include <string_view>

namespace weir::sql {

/// Returns how many letters must be added, dropped, changed or swapped with a neighbour to make one
/// word of the other, case aside; at most `limit` + 1. For "Did you mean …?".
int editDistance(std::string_view a, std::string_view b, int limit);

/// Returns whether a person may have meant `meant` by `word`: one slip in words of up to five
/// letters, two in longer ones, none in words under three.
bool looksLike(std::string_view word, std::string_view meant);

} // namespace weir::sql
