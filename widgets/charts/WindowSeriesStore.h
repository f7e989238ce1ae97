#pragma once

#include "widgets/charts/WindowSeries.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace weir::studio {

/// The points of a windowed table by key and window start, newest 20 000 of each key. Plain values.
class WindowSeriesStore {
public:
    static constexpr std::size_t kMaxPoints = 20'000;
    static constexpr std::size_t kMaxSeries = 12;

    struct Point {
        std::int64_t windowEnd = 0;
        double value = 0;
        WindowState state = WindowState::Ended;
    };
    struct Series {
        std::string key;
        int color = 0;  ///< index into the theme's series colours
        int marker = 0; ///< 0 disc; further shapes where a colour repeats
        bool others = false;
        std::map<std::int64_t, Point> points;
    };

    explicit WindowSeriesStore(int colorCount)
        : m_colorCount(colorCount)
    {
    }

    /// Adds, replaces or removes points, in order. Returns whether an ended window changed.
    bool add(const std::vector<WindowSeriesPoint> &points);
    /// Moves stream time; never back. Returns whether a window ended by it.
    bool setStreamTime(std::int64_t streamTimeMs);
    void clear();

    /// Returns the series to draw: by name, at most 12; beyond that the 11 with the largest sums
    /// and one "others", which is their sum a window.
    const std::vector<Series> &drawn() const;
    std::int64_t streamTime() const { return m_streamTime; }
    bool isOpen(const Point &point) const
    {
        return point.state == WindowState::Open && point.windowEnd > m_streamTime;
    }
    /// Returns the newest and oldest window start, if there is a point.
    std::optional<std::int64_t> newestStart() const;
    std::optional<std::int64_t> oldestStart() const;
    /// Returns the usual distance between window starts (ms), at least 1.
    std::int64_t step() const;
    bool empty() const { return m_series.empty(); }

private:
    Series &seriesOf(const std::string &key);
    void assignColor(Series &series);
    Series sumOfOthers(const std::vector<const Series *> &rest) const;

    int m_colorCount;
    std::map<std::string, Series> m_series;
    std::vector<int> m_colorUse;
    std::int64_t m_streamTime = 0;
    mutable std::vector<Series> m_drawn;
    mutable bool m_drawnStale = true;
};

/// Returns the preferred colour of a key: the same on every machine and in every run.
int colorOfKey(const std::string &key, int colorCount);

} // namespace weir::studio
