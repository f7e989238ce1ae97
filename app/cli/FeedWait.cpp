#include "app/cli/FeedWait.h"

#include <utility>

namespace weir::cli {

FeedWait::FeedWait(std::unique_ptr<runtime::Feed> feed)
    : m_feed(std::move(feed))
{
    m_feed->setWakeUp([this] {
        {
            const std::lock_guard lock(m_mutex);
            m_woken = true;
        }
        m_came.notify_all();
    });
}

FeedWait::~FeedWait()
{
    m_feed->setWakeUp({});
}

void FeedWait::wait(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    m_came.wait(lock, stop, [this] { return m_woken; });
    m_woken = false;
}

} // namespace weir::cli
