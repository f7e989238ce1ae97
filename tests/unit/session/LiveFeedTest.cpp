#include "core/session/LiveFeed.h"

#include "core/runtime/feed/FeedRing.h"
#include "tests/support/TestRegistry.h"

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace weir;
using namespace weir::session;

namespace {

/// A feed whose ring the test fills.
class RingFeed final : public runtime::Feed {
public:
    explicit RingFeed(std::shared_ptr<runtime::FeedRing> ring)
        : m_ring(std::move(ring))
    {
    }
    ~RingFeed() override { m_ring->setWakeUp({}); }
    runtime::FeedInfo info() const override { return m_ring->info(); }
    runtime::FeedDrain drain(std::size_t maxRows) override { return m_ring->drain(maxRows); }
    void setWakeUp(std::function<void()> wakeUp) override { m_ring->setWakeUp(std::move(wakeUp)); }

private:
    std::shared_ptr<runtime::FeedRing> m_ring;
};

constexpr int kNever = 3600 * 1000; ///< an interval that no test lives to see

} // namespace

/// Wake-ups of a worker as signals of the GUI thread.
class LiveFeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_ring = std::make_shared<runtime::FeedRing>();
        m_open = std::make_shared<std::size_t>(0);
    }

    void tellsTheFirstChangeAtOnceAndTheNextAfterItsInterval()
    {
        LiveFeed feed(std::make_unique<RingFeed>(m_ring), kNever, m_open);
        QSignalSpy ready(&feed, &FeedHandle::ready);
        std::thread([this] { m_ring->push(runtime::FeedRow{}); }).join();
        QTRY_COMPARE(ready.count(), 1);
        QCOMPARE(feed.drain(10).rows.size(), std::size_t(1));
        for (int i = 0; i < 5; ++i) {
            std::thread([this] { m_ring->push(runtime::FeedRow{}); }).join();
            QCoreApplication::sendPostedEvents();
            feed.drain(10);
        }
        QCOMPARE(ready.count(), 1);
    }

    void tellsAgainWhileRowsAreLeft()
    {
        LiveFeed feed(std::make_unique<RingFeed>(m_ring), 0, m_open);
        for (int i = 0; i < 5; ++i) {
            m_ring->push(runtime::FeedRow{});
        }
        std::size_t rows = 0;
        connect(&feed, &FeedHandle::ready, this, [&] { rows += feed.drain(1).rows.size(); });
        QTRY_COMPARE(rows, std::size_t(5));
    }

    void takesAtMostTwoThousandRowsATurn()
    {
        LiveFeed feed(std::make_unique<RingFeed>(m_ring), 0, m_open);
        for (int i = 0; i < 3000; ++i) {
            m_ring->push(runtime::FeedRow{});
        }
        QCOMPARE(feed.drain(100000).rows.size(), std::size_t(2000));
    }

    void isSilentOnceItIsDeleted()
    {
        auto feed = std::make_unique<LiveFeed>(std::make_unique<RingFeed>(m_ring), 0, m_open);
        QCOMPARE(*m_open, std::size_t(1));
        std::jthread writer([this](const std::stop_token &stop) {
            while (!stop.stop_requested()) {
                m_ring->push(runtime::FeedRow{});
                m_ring->drain(10);
            }
        });
        QSignalSpy ready(feed.get(), &FeedHandle::ready);
        QTRY_VERIFY(ready.count() > 0);
        feed.reset();
        QCOMPARE(*m_open, std::size_t(0));
        QCoreApplication::sendPostedEvents();
    }

private:
    std::shared_ptr<runtime::FeedRing> m_ring;
    std::shared_ptr<std::size_t> m_open;
};

WEIR_TEST(LiveFeedTest)
#include "LiveFeedTest.moc"
