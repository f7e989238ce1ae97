#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/EngineFixture.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

const std::string kEngineText = kStreamS + "CREATE STREAM A AS SELECT * FROM S EMIT CHANGES;\n"
                                           "CREATE STREAM B AS SELECT * FROM A EMIT CHANGES;\n"
                                           "CREATE TABLE T AS SELECT K, COUNT(*) AS N FROM S "
                                           "GROUP BY K EMIT CHANGES;\n";

bool allAt(const EngineSnapshot &snapshot, RunState state)
{
    return !snapshot.queries.empty() &&
           std::all_of(snapshot.queries.begin(), snapshot.queries.end(),
                       [&](const QueryGauges &query) { return query.state == state; });
}

} // namespace

/// Commands in, replies and snapshots out (STUDIO.md 2).
class EngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsATextAndTellsHowFarItIs()
    {
        TestEngine test;
        makeTopic(test.cluster(), "s");
        append(test.cluster(), "s", numbered(0, 30));
        valueOf(test.apply(kEngineText));
        // What was asked for is in the snapshot when the reply comes.
        QCOMPARE(test.engine().snapshot()->queries.size(), std::size_t(3));
        QVERIFY(test.waitUntilCaughtUp());
        QCOMPARE(texts(readAll(test.cluster(), "B")), texts(numbered(0, 30)));
        QVERIFY(test.waitFor([](const EngineSnapshot &snapshot) {
            const auto &nodes = snapshot.queries.front().nodes;
            return !nodes.empty() && nodes.front().in == 30;
        }));
    }

    void repliesOnceToEveryCommand()
    {
        TestEngine test;
        makeTopic(test.cluster(), "s");
        append(test.cluster(), "s", numbered(0, 30));
        std::vector<RequestId> ids;
        const auto submit = [&](Command command) {
            const auto id = test.engine().submit(std::move(command));
            QVERIFY(id);
            ids.push_back(*id);
        };
        for (int round = 0; round < 5; ++round) {
            submit(ApplyText{.text = kEngineText, .revision = 1, .runId = "r"});
            submit(PauseRun{"A"});
            submit(RunStatement{.text = "SHOW TOPICS;"});
            submit(ApplyText{.text = "SELECT;", .revision = 2, .runId = "r"});
            submit(ResumeRun{});
            submit(SampleTopic{.topic = "none"});
            submit(FetchRecord{{"s", 0, 3}});
            submit(CreateTopic{.topic = "t" + std::to_string(round)});
            submit(DeleteTopic{.topic = "never"});
            submit(WatchTopics{{"s"}});
            submit(StopRun{"B"});
            submit(StopRun{});
        }
        for (const RequestId id : ids) {
            test.replyTo(id);
        }
        for (const auto &[id, count] : test.replyCounts()) {
            QCOMPARE(count, 1);
        }
        QCOMPARE(test.replyCounts().size(), ids.size());
    }

    void saysBusyAtOnceWhenTooMuchWaits()
    {
        TestEngine test;
        std::size_t taken = 0;
        while (taken < 100000 && test.engine().submit(PauseRun{})) {
            ++taken;
        }
        QVERIFY(taken >= 256);
        QVERIFY(taken < 100000);
    }

    void endsACancelledCommandWithThatError()
    {
        TestEngine test;
        makeTopic(test.cluster(), "s");
        const auto first =
            test.engine().submit(ApplyText{.text = kEngineText, .revision = 1, .runId = "r"});
        const auto second = test.engine().submit(PauseRun{});
        test.engine().cancel(*second);
        valueOf(test.replyTo(*first));
        const auto reply = test.replyTo(*second);
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, std::string("runtime.cancelled"));
        QVERIFY(!allAt(*test.engine().snapshot(), RunState::Paused));
    }

    void repliesToWhatWaitsWhenItEnds()
    {
        TestEngine test;
        makeTopic(test.cluster(), "s");
        std::vector<RequestId> ids;
        for (int i = 0; i < 50; ++i) {
            ids.push_back(
                *test.engine().submit(ApplyText{.text = kEngineText, .revision = 1, .runId = "r"}));
            ids.push_back(*test.engine().submit(RunStatement{.text = "SHOW TOPICS;"}));
        }
        test.destroyEngine();
        QCOMPARE(test.replyCounts().size(), ids.size());
    }

    void endsThoughACommitGetsNoAnswer()
    {
        const auto cluster = std::make_shared<UnsafeCluster>(memoryCluster());
        makeTopic(*cluster, "s");
        std::mutex mutex;
        std::condition_variable_any changed;
        bool silent = false;
        int waiting = 0;
        int brokenOff = 0;
        cluster->unsafe().beforeCommit = [&](const Deadline &deadline) -> Status {
            std::unique_lock lock(mutex);
            if (!silent) {
                return {};
            }
            ++waiting;
            changed.notify_all();
            changed.wait_until(lock, deadline.cancel(), deadline.at(), [] { return false; });
            brokenOff += deadline.cancelled() ? 1 : 0;
            return fail(externalError("log.deadline-exceeded", "no broker answers", true));
        };
        TestEngine test(cluster);
        valueOf(test.apply(kEngineText));
        {
            const std::lock_guard lock(mutex);
            silent = true;
        }
        append(*cluster, "s", numbered(0, 3));
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return waiting > 0; });
        lock.unlock();
        test.engine().submit(StopRun{});
        test.destroyEngine();
        QCOMPARE(brokenOff, waiting);
    }

    void endsCleanlyUnderLoadAndGoesOnLater()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        append(*cluster, "s", numbered(0, 20000));
        for (int life = 0; life < 3; ++life) {
            TestEngine test(cluster);
            valueOf(test.apply(kEngineText));
            FeedReaderLoop tail(test.engine().subscribe(TopicTailSpec{.topic = "A"}));
            FeedReaderLoop tap(test.engine().subscribe(NodeTapSpec{NodeKey{"A/sink"}}));
            append(*cluster, "s", numbered(20000 + life * 1000, 1000));
        }
        TestEngine test(cluster);
        valueOf(test.apply(kEngineText));
        QVERIFY(test.engine().snapshot()->resumed);
        QVERIFY(test.waitUntilCaughtUp());
        QCOMPARE(texts(readAll(*cluster, "A")), texts(numbered(0, 23000)));
        QCOMPARE(texts(readAll(*cluster, "B")), texts(numbered(0, 23000)));
    }

    void pausesResumesAndStopsOneQuery()
    {
        TestEngine test;
        makeTopic(test.cluster(), "s");
        valueOf(test.apply(kEngineText));
        valueOf(test.call(PauseRun{"T"}));
        const auto stateOf = [](const EngineSnapshot &snapshot, const std::string &key) {
            for (const QueryGauges &query : snapshot.queries) {
                if (query.key == key) {
                    return query.state;
                }
            }
            return RunState::Stopped;
        };
        QCOMPARE(stateOf(*test.engine().snapshot(), "T"), RunState::Paused);
        QCOMPARE(stateOf(*test.engine().snapshot(), "A"), RunState::Running);
        valueOf(test.call(ResumeRun{"T"}));
        QCOMPARE(stateOf(*test.engine().snapshot(), "T"), RunState::Running);
        valueOf(test.call(StopRun{"T"}));
        QCOMPARE(stateOf(*test.engine().snapshot(), "T"), RunState::Stopped);
        valueOf(test.call(StopRun{}));
        QCOMPARE(test.engine().snapshot()->state, RunState::Stopped);
    }

    void endsByItselfWhenItIsToProcessOnlyWhatIsThere()
    {
        TestEngine test;
        makeTopic(test.cluster(), "s");
        append(test.cluster(), "s", numbered(0, 100));
        valueOf(test.call(
            ApplyText{.text = kEngineText, .revision = 1, .runId = "r", .untilCaughtUp = true}));
        QVERIFY(test.waitFor([](const EngineSnapshot &snapshot) {
            return snapshot.state == RunState::Stopped && snapshot.caughtUp;
        }));
        QCOMPARE(readAll(test.cluster(), "B").size(), std::size_t(100));
    }

    void insertsValuesOnAFreshRunOnly()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        for (int life = 0; life < 2; ++life) {
            TestEngine test(cluster);
            valueOf(
                test.call(ApplyText{.text = kEngineText + "INSERT INTO S (K, V) VALUES ('x', 5);\n",
                                    .revision = 1,
                                    .runId = "r",
                                    .insertValues = true}));
            QVERIFY(test.waitUntilCaughtUp());
            valueOf(test.call(StopRun{}));
        }
        QCOMPARE(texts(readAll(*cluster, "A")), std::vector<std::string>{"x={\"V\":5}"});
    }

    void refusesASecondRunByName()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        TestEngine first(cluster);
        valueOf(first.apply(kEngineText));
        TestEngine second(cluster);
        const auto refused = second.apply(kEngineText);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("log.run-owned"));
    }

    void runsStatementsAgainstATextOfTheirOwn()
    {
        TestEngine test;
        makeTopic(test.cluster(), "s");
        const std::string project = "DEFINE one = '1';\n" + kStreamS;
        valueOf(test.call(RunStatement{.text = "INSERT INTO S (K, V) VALUES ('a', ${one});",
                                       .projectText = project}));
        QCOMPARE(texts(readAll(test.cluster(), "s")), std::vector<std::string>{"a={\"V\":1}"});
        const auto explained = test.call(
            RunStatement{.text = "EXPLAIN CREATE STREAM T AS SELECT * FROM S WHERE V > 1;",
                         .projectText = project});
        QVERIFY2(explained, explained ? "" : explained.error().message.c_str());
        QVERIFY(!std::get<TableAnswer>(*explained).message.empty());
        const auto unknown = test.call(RunStatement{.text = "DESCRIBE NOTHING;"});
        QVERIFY(!unknown);
        QVERIFY(unknown.error().span.has_value());
    }
};

WEIR_TEST(EngineTest)
#include "EngineTest.moc"
