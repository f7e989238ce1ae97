#pragma once

#include <string>
#include <string_view>

namespace weir::functions {

/// Returns the 16 bytes of the MD5 digest (RFC 1321). A checksum only: it is not safe against
/// people.
std::string md5(std::string_view bytes);

} // namespace weir::functions
