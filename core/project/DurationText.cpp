#include "core/project/DurationText.h"

#include <array>
#include <charconv>

namespace weir::project {

namespace {

struct DurationUnit {
    std::string_view suffix;
    std::int64_t milliseconds;
};

/// From large to small.
constexpr std::array kDurationUnits{
    DurationUnit{"d", 86'400'000}, DurationUnit{"h", 3'600'000}, DurationUnit{"m", 60'000},
    DurationUnit{"s", 1'000},      DurationUnit{"ms", 1},
};

} // namespace

std::optional<std::int64_t> parseDuration(std::string_view text)
{
    std::int64_t number = 0;
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || number < 0) {
        return std::nullopt;
    }
    const std::string_view suffix(rest, static_cast<std::size_t>(end - rest));
    for (const DurationUnit &unit : kDurationUnits) {
        if (suffix == unit.suffix || (suffix.empty() && unit.suffix == "s")) {
            return number <= INT64_MAX / unit.milliseconds
                       ? std::optional(number * unit.milliseconds)
                       : std::nullopt;
        }
    }
    return std::nullopt;
}

std::string formatDuration(std::int64_t milliseconds)
{
    if (milliseconds == 0) {
        return "0s";
    }
    for (const DurationUnit &unit : kDurationUnits) {
        if (milliseconds % unit.milliseconds == 0) {
            return std::to_string(milliseconds / unit.milliseconds) + std::string(unit.suffix);
        }
    }
    return std::to_string(milliseconds) + "ms";
}

} // namespace weir::project
