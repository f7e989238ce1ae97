#pragma once

#include "widgets/charts/FoldedSeries.h"
#include "widgets/charts/WindowSeries.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace weir::studio {

/// The points of a windowed table by key and window start: the newest 20 000 of each of the first
/// 500 keys. What comes of further keys is only kept as part of "others". Plain values.
class WindowSeriesStore {
public:
    static constexpr std::size_t kMaxPoints = 20'000;
    static constexpr std::size_t kMaxSeries = 12;
    static constexpr std::size_t kMaxKeys = 500;

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
        double sum = 0; ///< of its finite values
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
    /// and one "others", which is the sum of all the rest a window.
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
    void addKeys(const std::vector<WindowSeriesPoint> &points);
    void assignColor(Series &series);
    bool addOwn(Series &series, const WindowSeriesPoint &point);
    bool addFolded(const WindowSeriesPoint &point);
    std::vector<const Series *> ranked() const;
    void sumOthers(const std::vector<const Series *> &rest) const;

    int m_colorCount;
    std::map<std::string, Series> m_series;
    FoldedSeries m_folded;
    std::vector<int> m_colorUse;
    std::int64_t m_streamTime = 0;
    mutable std::vector<Series> m_drawn;
    mutable Series m_others;
    mutable std::vector<std::string> m_othersBeside; ///< whose points are not in `m_others`
    mutable std::set<std::int64_t> m_changedStarts;  ///< since `m_others` was summed
    mutable bool m_drawnStale = true;
};

/// Returns the preferred colour of a key: the same on every machine and in every run.
int colorOfKey(const std::string &key, int colorCount);

} // namespace weir::studio
