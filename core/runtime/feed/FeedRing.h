#pragma once

#include "core/runtime/Feed.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>

namespace weir::runtime {

/// The ring between whoever makes rows and the one who drains them. Any thread.
class FeedRing {
public:
    static constexpr std::size_t kMostRows = 10000;
    static constexpr std::size_t kMostBytes = 32U << 20U;

    /// Adds a row, numbering it; the oldest give way.
    void push(FeedRow row);
    /// Counts rows that were not even made, because nobody could look at so many.
    void skip(std::uint64_t rows);
    /// Waits until the reader has made room for a row, or until `stop`.
    void waitForRoom(const std::stop_token &stop);
    /// Adds a window's value; a later one of the same key and window start replaces it.
    void push(WindowPoint point);
    void setInfo(FeedInfo info);
    void fail(Error error);
    void finish();
    void setStreamTime(EpochMs time);
    void setCounts(std::uint64_t in, std::uint64_t out);

    FeedInfo info() const;
    FeedDrain drain(std::size_t maxRows);
    void setWakeUp(std::function<void()> wakeUp);
    /// Returns the rows that wait to be drained.
    std::size_t waiting() const;

private:
    void wake(std::unique_lock<std::mutex> &lock);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_drained;
    /// Held while the wake-up runs, so that clearing it waits for one that is running.
    std::mutex m_wakeMutex;
    std::function<void()> m_wakeUp;
    bool m_woken = false;
    FeedInfo m_info;
    std::deque<FeedRow> m_rows;
    std::size_t m_bytes = 0;
    std::uint64_t m_sequence = 0;
    std::uint64_t m_dropped = 0;
    std::map<std::pair<std::string, EpochMs>, WindowPoint> m_points;
    std::optional<EpochMs> m_streamTime;
    std::uint64_t m_in = 0;
    std::uint64_t m_out = 0;
    bool m_finished = false;
};

/// Makes a cell of a text, cut at 4 KiB on a character's border.
Cell cellOf(std::string text);

} // namespace weir::runtime
