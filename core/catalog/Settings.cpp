#include "core/catalog/Settings.h"

#include <charconv>

namespace weir::catalog {

std::optional<std::int64_t> millisecondsOf(const std::string &value)
{
    std::int64_t number = 0;
    const char *const end = value.data() + value.size();
    const auto [stopped, error] = std::from_chars(value.data(), end, number);
    const bool good = error == std::errc() && stopped == end && number >= 0;
    return good ? std::optional(number) : std::nullopt;
}

} // namespace weir::catalog
