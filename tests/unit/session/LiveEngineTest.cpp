#include "core/session/LiveEngine.h"

#include "tests/support/TestRegistry.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace weir;
using namespace weir::session;

namespace {

const std::string kLiveText =
    "CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', "
    "PARTITIONS=1);\n"
    "CREATE STREAM A AS SELECT * FROM S EMIT CHANGES;\n";

} // namespace

/// The running engine as the GUI thread sees it (STUDIO.md 2).
class LiveEngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<LiveEngine>(runtime::EngineOptions{.cluster = "memory:"});
    }
    void cleanup() { m_engine.reset(); }

    void repliesOnceOnTheGuiThread()
    {
        std::map<runtime::RequestId, int> replies;
        bool elsewhere = false;
        connect(m_engine.get(), &EnginePort::replied, this, [&](const runtime::Reply &reply) {
            ++replies[reply.id];
            elsewhere = elsewhere || QThread::currentThread() != thread();
        });
        const auto apply =
            m_engine->submit(runtime::ApplyText{.text = kLiveText, .revision = 1, .runId = "live"});
        const auto sample = m_engine->submit(runtime::SampleTopic{.topic = "none"});
        QVERIFY(apply && sample);
        QVERIFY(replies.empty()); // never from within submit()
        QTRY_COMPARE(replies.size(), std::size_t(2));
        QCOMPARE(replies[*apply], 1);
        QCOMPARE(replies[*sample], 1);
        QVERIFY(!elsewhere);
    }

    void announcesSnapshotsOnTheGuiThread()
    {
        bool elsewhere = false;
        connect(m_engine.get(), &EnginePort::snapshotChanged, this,
                [&] { elsewhere = elsewhere || QThread::currentThread() != thread(); });
        QSignalSpy changed(m_engine.get(), &EnginePort::snapshotChanged);
        m_engine->submit(runtime::ApplyText{.text = kLiveText, .revision = 1, .runId = "live"});
        QTRY_VERIFY(m_engine->snapshot()->state == runtime::RunState::Running);
        QTRY_VERIFY(changed.count() > 0);
        QVERIFY(!elsewhere);
    }

    void bindsATextAgainWhenTopicsCome()
    {
        m_engine->setText("CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', "
                          "VALUE_FORMAT='JSON');",
                          7);
        const auto errors = [&] {
            const auto result = m_engine->language();
            return result && !result->diagnostics.empty() ? int(result->diagnostics.size()) : 0;
        };
        // With the topics known, a missing one is an error until it is made.
        QTRY_COMPARE(errors(), 1);
        QCOMPARE(m_engine->language()->revision, std::uint64_t(7));
        m_engine->submit(runtime::CreateTopic{.topic = "s"});
        QTRY_COMPARE(errors(), 0);
    }

    void countsFeedsAndEndsThemWithTheirHandles()
    {
        QCOMPARE(m_engine->openFeeds(), std::size_t(0));
        auto feed = m_engine->subscribe(runtime::TopicTailSpec{.topic = "none"});
        QCOMPARE(m_engine->openFeeds(), std::size_t(1));
        QSignalSpy ready(feed.get(), &FeedHandle::ready);
        QTRY_VERIFY(ready.count() > 0);
        QVERIFY(feed->info().failure.has_value());
        feed.reset();
        QCOMPARE(m_engine->openFeeds(), std::size_t(0));
    }

    void bringsRowsToTheGuiThread()
    {
        QSignalSpy replied(m_engine.get(), &EnginePort::replied);
        m_engine->submit(runtime::ApplyText{.text = kLiveText, .revision = 1, .runId = "live"});
        QTRY_COMPARE(replied.count(), 1);
        auto tail = m_engine->subscribe(runtime::TopicTailSpec{
            .topic = "A", .start = {runtime::FeedStart::Kind::Beginning, 0}});
        std::size_t rows = 0;
        connect(tail.get(), &FeedHandle::ready, this, [&] { rows += tail->drain().rows.size(); });
        for (int i = 0; i < 3; ++i) {
            m_engine->submit(
                runtime::RunStatement{.text = "INSERT INTO S (K, V) VALUES ('a', 1);"});
        }
        QTRY_COMPARE(rows, std::size_t(3));
    }

    void endsWithFeedsOpenAndCommandsWaiting()
    {
        auto tail = m_engine->subscribe(runtime::TopicTailSpec{.topic = "A"});
        for (int i = 0; i < 20; ++i) {
            m_engine->submit(runtime::ApplyText{.text = kLiveText, .revision = 1, .runId = "live"});
        }
        tail.reset();
        m_engine.reset();
        QCoreApplication::sendPostedEvents();
        QVERIFY(!m_engine);
    }

private:
    std::unique_ptr<LiveEngine> m_engine;
};

WEIR_TEST(LiveEngineTest)
#include "LiveEngineTest.moc"
