#include "core/base/StableHash.h"

#include <fmt/format.h>

namespace weir {

std::string stableHashText(std::string_view bytes)
{
    return fmt::format("{:016x}", stableHash(bytes));
}

} // namespace weir
