#include "core/session/LiveFeed.h"

#include <algorithm>
#include <utility>

namespace weir::session {

LiveFeed::LiveFeed(std::unique_ptr<runtime::Feed> feed, int intervalMs,
                   std::shared_ptr<std::size_t> openFeeds)
    : m_feed(std::move(feed))
    , m_openFeeds(std::move(openFeeds))
    , m_intervalMs(intervalMs)
{
    ++*m_openFeeds;
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LiveFeed::announce);
    m_feed->setWakeUp(
        [this] { QMetaObject::invokeMethod(this, &LiveFeed::wake, Qt::QueuedConnection); });
}

LiveFeed::~LiveFeed()
{
    // First the feed: after this no wake-up can reach a half-destroyed object.
    m_feed.reset();
    --*m_openFeeds;
}

runtime::FeedInfo LiveFeed::info() const
{
    return m_feed->info();
}

runtime::FeedDrain LiveFeed::drain(std::size_t maxRows)
{
    runtime::FeedDrain taken = m_feed->drain(std::min<std::size_t>(maxRows, 2000));
    if (taken.more) {
        wake();
    }
    return taken;
}

void LiveFeed::wake()
{
    if (m_timer.isActive()) {
        return;
    }
    const qint64 since = m_sinceReady.isValid() ? m_sinceReady.elapsed() : m_intervalMs;
    m_timer.start(static_cast<int>(std::max<qint64>(m_intervalMs - since, 0)));
}

void LiveFeed::announce()
{
    m_sinceReady.start();
    Q_EMIT ready();
}

} // namespace weir::session
