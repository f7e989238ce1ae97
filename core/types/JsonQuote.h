#pragma once

#include <string>
#include <string_view>

namespace weir {

/// Appends a text in quotes with the escapes of JSON.
void appendJsonText(std::string_view text, std::string &out);

} // namespace weir
