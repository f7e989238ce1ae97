#pragma once

#include "core/runtime/Feed.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>

namespace weir::cli {

/// Waits for the rows of a feed: its wake-up becomes something a thread can sleep on.
class FeedWait {
public:
    explicit FeedWait(std::unique_ptr<runtime::Feed> feed);
    ~FeedWait();
    FeedWait(const FeedWait &) = delete;
    FeedWait &operator=(const FeedWait &) = delete;

    runtime::FeedInfo info() const { return m_feed->info(); }
    runtime::FeedDrain drain(std::size_t maxRows) { return m_feed->drain(maxRows); }
    /// Waits until something has come since the last call, or `stop`.
    void wait(const std::stop_token &stop);

private:
    std::mutex m_mutex;
    std::condition_variable_any m_came;
    bool m_woken = true;
    std::unique_ptr<runtime::Feed> m_feed;
};

} // namespace weir::cli
