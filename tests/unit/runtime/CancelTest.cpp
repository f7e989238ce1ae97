#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/EngineFixture.h"
#include "tests/unit/runtime/SilentCluster.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

const std::string kCopyOfS = kStreamS + "CREATE STREAM COPY AS SELECT * FROM S EMIT CHANGES;\n";

} // namespace

/// A cluster that never answers holds up nobody who no longer waits. Nothing here waits for a
/// deadline: the test would take as long as they are.
class CancelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cluster = std::make_shared<SilentCluster>(memoryCluster());
        makeTopic(*m_cluster, "s");
        m_test = std::make_unique<TestEngine>(m_cluster);
        m_cluster->setSilent(true);
    }
    void cleanup()
    {
        m_cluster->setSilent(false);
        m_test.reset();
        m_cluster.reset();
    }

    void breaksOffACommandThatAsksTheCluster()
    {
        const auto id = m_test->engine().submit(CreateTopic{.topic = "new"});
        QVERIFY(id.has_value());
        m_test->engine().cancel(*id);
        QCOMPARE(m_test->replyTo(*id).error().code, std::string("runtime.cancelled"));
        m_cluster->setSilent(false);
        // The next one is done, and the one that was cancelled was not.
        valueOf(m_test->call(CreateTopic{.topic = "other"}));
        QVERIFY(!m_cluster->topic("new", farOff()));
        QCOMPARE(m_test->replyCounts()[*id], 1);
    }

    void breaksOffACallThatIsUnderWay()
    {
        // The first may be a fetching of topics; then the command waits behind it.
        m_cluster->waitForCalls(1);
        const auto id = m_test->engine().submit(RunStatement{.text = "SHOW TOPICS;"});
        QVERIFY(id.has_value());
        m_test->engine().cancel(*id);
        m_cluster->waitForCancelled(1);
        QCOMPARE(m_test->replyTo(*id).error().code, std::string("runtime.cancelled"));
    }

    void breaksOffTheTextThatIsApplied()
    {
        const auto id =
            m_test->engine().submit(ApplyText{.text = kCopyOfS, .revision = 1, .runId = "r"});
        QVERIFY(id.has_value());
        m_cluster->waitForCalls(2);
        m_test->engine().cancel(*id);
        QCOMPARE(m_test->replyTo(*id).error().code, std::string("runtime.cancelled"));
        m_cluster->setSilent(false);
        valueOf(m_test->apply(kCopyOfS));
        append(*m_cluster, "s", numbered(0, 3));
        QVERIFY(m_test->waitFor([](const EngineSnapshot &snapshot) {
            return snapshot.queries.size() == 1 && snapshot.caughtUp;
        }));
    }

    void cancelsNothingTwiceOrTooLate()
    {
        m_cluster->setSilent(false);
        const auto id = m_test->engine().submit(CreateTopic{.topic = "new"});
        valueOf(m_test->replyTo(*id));
        m_test->engine().cancel(*id);
        m_test->engine().cancel(12345);
        valueOf(m_test->call(CreateTopic{.topic = "other"}));
        QCOMPARE(m_test->replyCounts()[*id], 1);
    }

    void feedsEndWhenNobodyLooks()
    {
        m_cluster->waitForCalls(1);
        const std::string table =
            "CREATE SOURCE TABLE LATEST (K VARCHAR PRIMARY KEY, V INT) WITH (KAFKA_TOPIC='s', "
            "VALUE_FORMAT='JSON');\n";
        std::vector<std::unique_ptr<Feed>> feeds;
        feeds.push_back(m_test->engine().subscribe(
            QueryResultSpec{.sql = "SELECT * FROM LATEST;", .projectText = table}));
        feeds.push_back(m_test->engine().subscribe(
            QueryResultSpec{.sql = "SELECT * FROM S EMIT CHANGES;", .projectText = kStreamS}));
        feeds.push_back(m_test->engine().subscribe(TopicTailSpec{.topic = "s"}));
        m_cluster->waitForCalls(4);
        feeds.clear();
        m_cluster->waitForCancelled(3);
    }

private:
    std::shared_ptr<SilentCluster> m_cluster;
    std::unique_ptr<TestEngine> m_test;
};

WEIR_TEST(CancelTest)
#include "CancelTest.moc"
