#pragma once

#include "core/functions/JsonTree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::functions {

/// A path to one value: `$`, then `.name`, `[3]` (counted from 0) or `['name']`. No wildcards.
class JsonPath {
public:
    /// Returns nothing for a text that is no such path.
    static std::optional<JsonPath> parse(std::string_view text);

    /// Returns the value at the path; null if there is none.
    const JsonNode *find(const JsonNode &root) const;

private:
    std::vector<std::string> m_steps;
};

} // namespace weir::functions
