#include "widgets/charts/WindowSeriesStore.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <set>

namespace weir::studio {

int colorOfKey(const std::string &key, int colorCount)
{
    // FNV-1a: small, fixed for ever and without a seed.
    std::uint32_t hash = 2166136261U;
    for (const char c : key) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    return static_cast<int>(hash % static_cast<std::uint32_t>(colorCount));
}

// The preferred colour when it is free, else the next free one, else the preferred one again with
// another marker.
void WindowSeriesStore::assignColor(Series &series)
{
    m_colorUse.resize(static_cast<std::size_t>(m_colorCount), 0);
    const int preferred = colorOfKey(series.key, m_colorCount);
    series.color = preferred;
    for (int i = 0; i < m_colorCount; ++i) {
        const int candidate = (preferred + i) % m_colorCount;
        if (m_colorUse[static_cast<std::size_t>(candidate)] == 0) {
            series.color = candidate;
            break;
        }
    }
    series.marker = m_colorUse[static_cast<std::size_t>(series.color)]++;
}

WindowSeriesStore::Series &WindowSeriesStore::seriesOf(const std::string &key)
{
    auto found = m_series.find(key);
    if (found == m_series.end()) {
        found = m_series.emplace(key, Series{.key = key}).first;
        assignColor(found->second);
    }
    return found->second;
}

bool WindowSeriesStore::add(const std::vector<WindowSeriesPoint> &points)
{
    // New keys get their colours in the order of their names, whatever order they come in.
    std::set<std::string> fresh;
    for (const WindowSeriesPoint &each : points) {
        if (!each.removed && !m_series.contains(each.key)) {
            fresh.insert(each.key);
        }
    }
    for (const std::string &key : fresh) {
        seriesOf(key);
    }
    bool endedChanged = false;
    for (const WindowSeriesPoint &each : points) {
        const auto found = m_series.find(each.key);
        if (found == m_series.end()) {
            continue;
        }
        auto &kept = found->second.points;
        const Point point{each.windowEnd, each.value, each.state};
        const auto old = kept.find(each.windowStart);
        endedChanged |= !isOpen(point) || (old != kept.end() && !isOpen(old->second));
        if (each.removed) {
            kept.erase(each.windowStart);
            continue;
        }
        kept[each.windowStart] = point;
        if (kept.size() > kMaxPoints) {
            kept.erase(kept.begin());
        }
    }
    m_drawnStale |= !points.empty();
    return endedChanged;
}

bool WindowSeriesStore::setStreamTime(std::int64_t streamTimeMs)
{
    if (streamTimeMs <= m_streamTime) {
        return false;
    }
    bool ended = false;
    for (const auto &[key, series] : m_series) {
        // Open windows are the newest ones.
        for (auto point = series.points.rbegin(); point != series.points.rend(); ++point) {
            if (point->second.state != WindowState::Open) {
                break;
            }
            ended |=
                point->second.windowEnd > m_streamTime && point->second.windowEnd <= streamTimeMs;
        }
    }
    m_streamTime = streamTimeMs;
    m_drawnStale |= ended;
    return ended;
}

void WindowSeriesStore::clear()
{
    m_series.clear();
    m_colorUse.clear();
    m_streamTime = 0;
    m_drawnStale = true;
}

WindowSeriesStore::Series
WindowSeriesStore::sumOfOthers(const std::vector<const Series *> &rest) const
{
    Series sum{
        .key =
            QCoreApplication::translate("WindowPlot", "others (%1)").arg(rest.size()).toStdString(),
        .others = true};
    for (const Series *each : rest) {
        for (const auto &[start, point] : each->points) {
            Point &total = sum.points[start];
            total.windowEnd = point.windowEnd;
            total.value += point.value;
            total.state = point.state == WindowState::Open ? point.state : total.state;
        }
    }
    return sum;
}

const std::vector<WindowSeriesStore::Series> &WindowSeriesStore::drawn() const
{
    if (!m_drawnStale) {
        return m_drawn;
    }
    m_drawnStale = false;
    m_drawn.clear();
    std::vector<std::pair<double, const Series *>> ranked;
    for (const auto &[key, series] : m_series) {
        double sum = 0;
        for (const auto &[start, point] : series.points) {
            sum += point.value;
        }
        ranked.emplace_back(sum, &series);
    }
    if (ranked.size() > kMaxSeries) {
        std::stable_sort(ranked.begin(), ranked.end(),
                         [](const auto &a, const auto &b) { return a.first > b.first; });
    }
    const std::size_t own = ranked.size() > kMaxSeries ? kMaxSeries - 1 : ranked.size();
    std::vector<const Series *> rest;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        if (i < own) {
            m_drawn.push_back(*ranked[i].second);
        } else {
            rest.push_back(ranked[i].second);
        }
    }
    std::sort(m_drawn.begin(), m_drawn.end(),
              [](const Series &a, const Series &b) { return a.key < b.key; });
    if (!rest.empty()) {
        m_drawn.push_back(sumOfOthers(rest));
    }
    return m_drawn;
}

std::optional<std::int64_t> WindowSeriesStore::newestStart() const
{
    std::optional<std::int64_t> newest;
    for (const auto &[key, series] : m_series) {
        if (!series.points.empty()) {
            newest = std::max(newest.value_or(std::numeric_limits<std::int64_t>::min()),
                              series.points.rbegin()->first);
        }
    }
    return newest;
}

std::optional<std::int64_t> WindowSeriesStore::oldestStart() const
{
    std::optional<std::int64_t> oldest;
    for (const auto &[key, series] : m_series) {
        if (!series.points.empty()) {
            oldest = std::min(oldest.value_or(std::numeric_limits<std::int64_t>::max()),
                              series.points.begin()->first);
        }
    }
    return oldest;
}

std::int64_t WindowSeriesStore::step() const
{
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const auto &[key, series] : m_series) {
        auto point = series.points.rbegin();
        for (int i = 0; i < 8 && point != series.points.rend(); ++i) {
            const auto newer = point++;
            if (point != series.points.rend()) {
                least = std::min(least, newer->first - point->first);
            } else {
                least = std::min(least, newer->second.windowEnd - newer->first);
            }
        }
    }
    return least == std::numeric_limits<std::int64_t>::max() ? 60'000
                                                             : std::max<std::int64_t>(1, least);
}

} // namespace weir::studio
