#pragma once

#include "widgets/charts/WindowSeries.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>

namespace weir::studio {

/// What keys beyond those that are kept by themselves add up to in each window. Their values are
/// held so that a later one replaces its earlier one; of the oldest windows, where that gets too
/// many, only the sum stays. Plain values.
class FoldedSeries {
public:
    /// Values that are held at most.
    static constexpr std::size_t kMaxValues = 1'000'000;
    static constexpr std::size_t kMaxWindows = 20'000;

    struct Total {
        std::int64_t windowEnd = 0;
        double value = 0;
        WindowState state = WindowState::Ended; ///< Open while one of its values is
    };

    explicit FoldedSeries(std::size_t maxValues = kMaxValues)
        : m_maxValues(maxValues)
    {
    }

    /// Adds, replaces or removes a value. Returns the one before, if there was.
    std::optional<WindowState> set(const WindowSeriesPoint &point);
    void clear();

    bool empty() const { return m_windows.empty(); }
    /// Returns how many keys the windows hold values of.
    std::size_t keyCount() const { return m_windowsOfKey.size(); }
    /// Returns what a window adds up to; nothing if it has no value.
    std::optional<Total> total(std::int64_t windowStart) const;
    std::optional<std::int64_t> newestStart() const;
    std::optional<std::int64_t> oldestStart() const;
    /// Calls `visit(start)` for every window.
    template <class Visit> void forEachStart(Visit visit) const
    {
        for (const auto &entry : m_windows) {
            visit(entry.first);
        }
    }
    /// Whether a window that is open ends between the two times.
    bool endsBetween(std::int64_t after, std::int64_t until) const;

private:
    struct Value {
        double value = 0;
        WindowState state = WindowState::Ended;
    };
    struct Window {
        Total total;
        bool stale = false;
        bool closed = false;                           ///< its values were let go
        std::unordered_map<std::size_t, Value> values; ///< by the key's hash
    };

    static const Total &totalOf(Window &window);
    void forgetOldest();
    void letGo(Window &window);
    void forgetKey(std::size_t key);

    std::size_t m_maxValues;
    std::size_t m_values = 0;
    mutable std::map<std::int64_t, Window> m_windows; ///< by start; sums are made when asked for
    std::unordered_map<std::size_t, std::size_t> m_windowsOfKey;
};

} // namespace weir::studio
