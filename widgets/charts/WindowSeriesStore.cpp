#include "widgets/charts/WindowSeriesStore.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace weir::studio {

namespace {

/// What a value adds to the sum by which series are ranked: one without end would be there for
/// good.
double finite(double value)
{
    return std::isfinite(value) ? value : 0;
}

} // namespace

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

void WindowSeriesStore::addKeys(const std::vector<WindowSeriesPoint> &points)
{
    if (m_series.size() >= kMaxKeys) {
        return;
    }
    // New keys get their colours in the order of their names, whatever order they come in.
    std::set<std::string> fresh;
    for (const WindowSeriesPoint &each : points) {
        if (!each.removed && !m_series.contains(each.key)) {
            fresh.insert(each.key);
        }
    }
    for (const std::string &key : fresh) {
        if (m_series.size() < kMaxKeys) {
            assignColor(m_series.emplace(key, Series{.key = key}).first->second);
        }
    }
}

bool WindowSeriesStore::add(const std::vector<WindowSeriesPoint> &points)
{
    addKeys(points);
    bool endedChanged = false;
    for (const WindowSeriesPoint &each : points) {
        const auto found = m_series.find(each.key);
        const bool changed = found != m_series.end()       ? addOwn(found->second, each)
                             : m_series.size() >= kMaxKeys ? addFolded(each)
                                                           : false;
        endedChanged = changed || endedChanged;
        m_changedStarts.insert(each.windowStart);
    }
    m_drawnStale |= !points.empty();
    return endedChanged;
}

bool WindowSeriesStore::addOwn(Series &series, const WindowSeriesPoint &point)
{
    const Point fresh{point.windowEnd, point.value, point.state};
    bool endedChanged = !isOpen(fresh);
    if (const auto old = series.points.find(point.windowStart); old != series.points.end()) {
        endedChanged |= !isOpen(old->second);
        series.sum -= finite(old->second.value);
        series.points.erase(old);
    }
    if (point.removed) {
        return endedChanged;
    }
    series.sum += finite(point.value);
    series.points[point.windowStart] = fresh;
    if (series.points.size() > kMaxPoints) {
        const auto oldest = series.points.begin();
        series.sum -= finite(oldest->second.value);
        m_changedStarts.insert(oldest->first);
        series.points.erase(oldest);
    }
    return endedChanged;
}

bool WindowSeriesStore::addFolded(const WindowSeriesPoint &point)
{
    const auto before = m_folded.set(point);
    const bool wasOpen = before && isOpen({point.windowEnd, 0, *before});
    return (before && !wasOpen) || !isOpen({point.windowEnd, 0, point.state});
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
    ended |= m_folded.endsBetween(m_streamTime, streamTimeMs);
    m_streamTime = streamTimeMs;
    m_drawnStale |= ended;
    return ended;
}

void WindowSeriesStore::clear()
{
    m_series.clear();
    m_folded.clear();
    m_others = {};
    m_othersBeside.clear();
    m_changedStarts.clear();
    m_colorUse.clear();
    m_streamTime = 0;
    m_drawnStale = true;
}

/// Brings `m_others` up to date, which is the sum of `rest` and of what was folded: only the
/// windows that changed, if it was of the same series before.
void WindowSeriesStore::sumOthers(const std::vector<const Series *> &rest) const
{
    std::vector<std::string> beside;
    for (const Series &own : m_drawn) {
        beside.push_back(own.key);
    }
    if (beside != m_othersBeside) {
        m_othersBeside = std::move(beside);
        m_others.points.clear();
        for (const Series *each : rest) {
            for (const auto &[start, point] : each->points) {
                m_changedStarts.insert(start);
            }
        }
        m_folded.forEachStart([&](std::int64_t start) { m_changedStarts.insert(start); });
    }
    for (const std::int64_t start : m_changedStarts) {
        std::optional<Point> sum;
        const auto add = [&](const auto &part) {
            sum = sum.value_or(Point{part.windowEnd, 0, WindowState::Ended});
            sum->value += part.value;
            sum->state = part.state == WindowState::Open ? part.state : sum->state;
        };
        for (const Series *each : rest) {
            if (const auto point = each->points.find(start); point != each->points.end()) {
                add(point->second);
            }
        }
        if (const auto folded = m_folded.total(start)) {
            add(*folded);
        }
        if (sum) {
            m_others.points[start] = *sum;
        } else {
            m_others.points.erase(start);
        }
    }
    m_others.others = true;
    m_others.key = QCoreApplication::translate("WindowPlot", "others (%1)")
                       .arg(rest.size() + m_folded.keyCount())
                       .toStdString();
}

/// Returns the series with the largest sums first, if not all can be drawn.
std::vector<const WindowSeriesStore::Series *> WindowSeriesStore::ranked() const
{
    std::vector<const Series *> series;
    for (const auto &entry : m_series) {
        series.push_back(&entry.second);
    }
    if (series.size() > kMaxSeries) {
        std::stable_sort(series.begin(), series.end(),
                         [](const Series *a, const Series *b) { return a->sum > b->sum; });
    }
    return series;
}

const std::vector<WindowSeriesStore::Series> &WindowSeriesStore::drawn() const
{
    if (!m_drawnStale) {
        return m_drawn;
    }
    m_drawnStale = false;
    m_drawn.clear();
    const std::vector<const Series *> all = ranked();
    const std::size_t own = all.size() > kMaxSeries ? kMaxSeries - 1 : all.size();
    const std::vector<const Series *> rest(all.begin() + static_cast<std::ptrdiff_t>(own),
                                           all.end());
    for (std::size_t i = 0; i < own; ++i) {
        m_drawn.push_back(*all[i]);
    }
    std::sort(m_drawn.begin(), m_drawn.end(),
              [](const Series &a, const Series &b) { return a.key < b.key; });
    if (!rest.empty()) {
        sumOthers(rest);
        m_drawn.push_back(m_others);
    }
    m_changedStarts.clear();
    return m_drawn;
}

std::optional<std::int64_t> WindowSeriesStore::newestStart() const
{
    std::optional<std::int64_t> newest = m_folded.newestStart();
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
    std::optional<std::int64_t> oldest = m_folded.oldestStart();
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
