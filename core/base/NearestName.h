#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace weir {

/// Returns how many letters must be added, removed, changed or swapped to make one of the other,
/// without regard to the case of ASCII letters.
std::size_t editDistance(std::string_view a, std::string_view b);

/// Returns the candidate that is written most like `name`, or an empty text when none is within a
/// third of its length. Of equals the first.
std::string nearestName(std::string_view name, const std::vector<std::string> &candidates);

} // namespace weir
