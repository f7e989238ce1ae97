#pragma once

#include <string_view>

namespace weir {

/// Says whether the tz database of this machine (TZDIR or /usr/share/zoneinfo, read once) has a
/// region of that name: `Europe/London`, `Japan`, `EST5EDT`. Any thread.
bool isZoneName(std::string_view name);

} // namespace weir
