#pragma once

#include <QString>

#include <cstdint>
#include <string>

namespace weir::studio {

/// How far a window has come (UI.md, Run). Revised: changed after it had ended.
enum class WindowState { Open, Ended, Final, Revised };

/// The latest value of one key in one window. Times are ms since the epoch, event time.
struct WindowSeriesPoint {
    std::string key;
    std::int64_t windowStart = 0;
    std::int64_t windowEnd = 0;
    double value = 0;
    WindowState state = WindowState::Ended;
    bool removed = false; ///< the key has left this window: the point goes
};

} // namespace weir::studio
