#pragma once

#include "core/base/Result.h"
#include "core/runtime/feed/FeedRing.h"

#include <stop_token>
#include <thread>
#include <utility>

namespace weir::runtime {

/// A feed with a thread of its own that reads the log: tails, query results, window series.
/// Destruction stops the thread.
class ThreadedFeed : public Feed {
public:
    ~ThreadedFeed() override { stop(); }

    FeedInfo info() const override { return m_ring.info(); }
    FeedDrain drain(std::size_t maxRows) override { return m_ring.drain(maxRows); }
    void setWakeUp(std::function<void()> wakeUp) override { m_ring.setWakeUp(std::move(wakeUp)); }

protected:
    /// Starts the thread; the last thing a subclass does while it is made. A failure of `run` shows
    /// in the feed's info.
    void start()
    {
        m_thread = std::jthread([this](const std::stop_token &stop) {
            if (const Status status = run(stop); !status && !stop.stop_requested()) {
                m_ring.fail(status.error());
            }
        });
    }
    /// Ends the thread; the first thing a subclass's destructor does.
    void stop()
    {
        m_ring.setWakeUp({});
        if (m_thread.joinable()) {
            m_thread.request_stop();
            m_thread.join();
        }
    }
    FeedRing &ring() { return m_ring; }

private:
    virtual Status run(const std::stop_token &stop) = 0;

    FeedRing m_ring;
    std::jthread m_thread;
};

} // namespace weir::runtime
