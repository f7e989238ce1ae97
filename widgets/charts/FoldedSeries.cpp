#include "widgets/charts/FoldedSeries.h"

#include <functional>
#include <string>

namespace weir::studio {

std::optional<WindowState> FoldedSeries::set(const WindowSeriesPoint &point)
{
    const std::size_t key = std::hash<std::string>()(point.key);
    if (point.removed && m_windows.count(point.windowStart) == 0) {
        return std::nullopt;
    }
    Window &window = m_windows[point.windowStart];
    if (window.closed) {
        return std::nullopt;
    }
    window.total.windowEnd = point.windowEnd;
    window.stale = true;
    std::optional<WindowState> before;
    if (const auto old = window.values.find(key); old != window.values.end()) {
        before = old->second.state;
        if (point.removed) {
            window.values.erase(old);
            --m_values;
            forgetKey(key);
        } else {
            old->second = {point.value, point.state};
        }
    } else if (!point.removed) {
        window.values.emplace(key, Value{point.value, point.state});
        ++m_values;
        ++m_windowsOfKey[key];
    }
    if (window.values.empty()) {
        m_windows.erase(point.windowStart);
    }
    forgetOldest();
    return before;
}

void FoldedSeries::clear()
{
    m_windows.clear();
    m_windowsOfKey.clear();
    m_values = 0;
}

const FoldedSeries::Total &FoldedSeries::totalOf(Window &window)
{
    if (window.stale) {
        window.stale = false;
        window.total.value = 0;
        window.total.state = WindowState::Ended;
        for (const auto &[key, value] : window.values) {
            window.total.value += value.value;
            window.total.state =
                value.state == WindowState::Open ? value.state : window.total.state;
        }
    }
    return window.total;
}

std::optional<FoldedSeries::Total> FoldedSeries::total(std::int64_t windowStart) const
{
    const auto found = m_windows.find(windowStart);
    return found == m_windows.end() ? std::nullopt : std::optional(totalOf(found->second));
}

std::optional<std::int64_t> FoldedSeries::newestStart() const
{
    return m_windows.empty() ? std::nullopt : std::optional(m_windows.rbegin()->first);
}

std::optional<std::int64_t> FoldedSeries::oldestStart() const
{
    return m_windows.empty() ? std::nullopt : std::optional(m_windows.begin()->first);
}

bool FoldedSeries::endsBetween(std::int64_t after, std::int64_t until) const
{
    // Open windows are the newest ones.
    for (auto window = m_windows.rbegin(); window != m_windows.rend(); ++window) {
        const Total &total = totalOf(window->second);
        if (total.state != WindowState::Open) {
            return false;
        }
        if (total.windowEnd > after && total.windowEnd <= until) {
            return true;
        }
    }
    return false;
}

void FoldedSeries::forgetOldest()
{
    for (auto window = m_windows.begin(); m_values > m_maxValues && window != m_windows.end();
         ++window) {
        letGo(window->second);
    }
    if (m_windows.size() > kMaxWindows) {
        letGo(m_windows.begin()->second);
        m_windows.erase(m_windows.begin());
    }
}

void FoldedSeries::letGo(Window &window)
{
    totalOf(window);
    for (const auto &[key, value] : window.values) {
        forgetKey(key);
    }
    m_values -= window.values.size();
    window.values = {};
    window.closed = true;
}

void FoldedSeries::forgetKey(std::size_t key)
{
    const auto found = m_windowsOfKey.find(key);
    if (--found->second == 0) {
        m_windowsOfKey.erase(found);
    }
}

} // namespace weir::studio
