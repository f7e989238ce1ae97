#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

const std::string kCopies = kStreamS + "CREATE STREAM A AS SELECT * FROM S EMIT CHANGES;\n"
                                       "CREATE STREAM B AS SELECT * FROM A EMIT CHANGES;\n"
                                       "CREATE STREAM C AS SELECT * FROM S EMIT CHANGES;\n";

} // namespace

/// One query among others: paused, stopped, failed, ahead, behind.
class RunControlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cluster = memoryCluster();
        makeTopic(*m_cluster, "s");
        m_run = openRun(m_cluster);
    }
    void cleanup()
    {
        m_run.reset();
        m_cluster.reset();
    }

    void pausesOneQueryAndItsReadersWait()
    {
        applyText(*m_run, *m_cluster, kCopies);
        feed(0, 3);
        m_run->pause("A");
        feed(3, 3);
        QCOMPARE(count("A"), 3);
        QCOMPARE(count("B"), 3);
        QCOMPARE(count("C"), 6);
        QCOMPARE(find("A")->blocked, BlockingReason::Paused);
        valueOf(m_run->resume("A", farOff()));
        turnUntilIdle(*m_run);
        QCOMPARE(texts(readAll(*m_cluster, "B")), texts(numbered(0, 6)));
        QCOMPARE(count("C"), 6);
    }

    void pausesAndResumesAll()
    {
        applyText(*m_run, *m_cluster, kCopies);
        m_run->pause("");
        feed(0, 3);
        QCOMPARE(count("A") + count("B") + count("C"), 0);
        valueOf(m_run->resume("", farOff()));
        turnUntilIdle(*m_run);
        QCOMPARE(count("A") + count("B") + count("C"), 9);
    }

    void stopsOneQueryAndGoesOnWhenItIsAppliedAgain()
    {
        applyText(*m_run, *m_cluster, kCopies);
        feed(0, 3);
        valueOf(m_run->stop("C"));
        QVERIFY(find("C") == nullptr);
        feed(3, 3);
        QCOMPARE(count("C"), 3);
        QCOMPARE(count("B"), 6);
        applyText(*m_run, *m_cluster, kCopies);
        turnUntilIdle(*m_run);
        QCOMPARE(texts(readAll(*m_cluster, "C")), texts(numbered(0, 6)));
    }

    void catchesUpWithWhatOthersHaveReadAndThenShares()
    {
        const std::string first = kStreamS + "CREATE STREAM A AS SELECT * FROM S EMIT CHANGES;\n";
        const std::string both = first + "CREATE STREAM C AS SELECT * FROM S EMIT CHANGES;\n";
        applyText(*m_run, *m_cluster, first);
        feed(0, 10);
        applyText(*m_run, *m_cluster, both);
        turnUntilIdle(*m_run);
        QCOMPARE(texts(readAll(*m_cluster, "C")), texts(numbered(0, 10)));
        feed(10, 5);
        QCOMPARE(texts(readAll(*m_cluster, "A")), texts(numbered(0, 15)));
        QCOMPARE(texts(readAll(*m_cluster, "C")), texts(numbered(0, 15)));
        // Both stand at the reader that they share.
        QCOMPARE(m_run->feeds().position({"s", 0}).value_or(-1), std::int64_t(15));
    }

    void endsExactlyAtTheEndsOfTheStart()
    {
        feed(0, 10);
        m_run.reset();
        m_run = openRun(m_cluster, {.runId = "until", .untilCaughtUp = true});
        applyText(*m_run, *m_cluster, kCopies);
        append(*m_cluster, "s", numbered(10, 10));
        turnUntilIdle(*m_run);
        QVERIFY(m_run->caughtUp());
        for (const char *topic : {"A", "B", "C"}) {
            QCOMPARE(texts(readAll(*m_cluster, topic)), texts(numbered(0, 10)));
        }
    }

    void isNotCaughtUpBeforeDerivedTopicsAreDrained()
    {
        feed(0, 10);
        applyText(*m_run, *m_cluster, kCopies);
        QVERIFY(!m_run->caughtUp());
        turnUntilIdle(*m_run);
        QVERIFY(m_run->caughtUp());
        QCOMPARE(count("B"), 10);
    }

    void startsAtTheEndOrAtATimeWhenAsked()
    {
        feed(0, 10);
        using Kind = FeedStart::Kind;
        const std::vector<std::pair<FeedStart, int>> cases = {
            {{Kind::End, 0}, 2}, {{Kind::Time, 1004}, 8}, {{Kind::Beginning, 0}, 12}};
        int number = 0;
        for (const auto &[from, expected] : cases) {
            const std::string name = "FROM" + std::to_string(++number);
            const auto run = openRun(m_cluster, {.runId = name, .from = from});
            applyText(*run, *m_cluster,
                      kStreamS + "CREATE STREAM " + name + " AS SELECT * FROM S EMIT CHANGES;\n");
            if (number == 1) {
                append(*m_cluster, "s", numbered(10, 2));
            }
            turnUntilIdle(*run);
            QCOMPARE(count(name), expected);
        }
    }

    void stopsAQueryThatNeedsTooMuchStateAndNoOther()
    {
        m_run = nullptr;
        m_run = openRun(m_cluster, {.runId = "r", .stateMemory = 64 << 10});
        applyText(*m_run, *m_cluster,
                  kStreamS + "CREATE STREAM C AS SELECT * FROM S EMIT CHANGES;\n"
                             "CREATE TABLE T AS SELECT V, COUNT(*) AS N FROM S GROUP BY V "
                             "EMIT CHANGES;\n");
        feed(0, 20000);
        QVERIFY(find("T")->error.has_value());
        QCOMPARE(find("T")->error->code, std::string("runtime.state-memory"));
        QVERIFY(!find("C")->error);
        QCOMPARE(count("C"), 20000);
        const int counted = count("T");
        QVERIFY(counted > 0 && counted < 20000);
        feed(20000, 3);
        QCOMPARE(count("C"), 20003);
        QCOMPARE(count("T"), counted);
    }

    void stopsAQueryAtTheRowThatEndsItAndNoOther()
    {
        applyText(*m_run, *m_cluster,
                  "CREATE STREAM S (K VARCHAR KEY, V DECIMAL(2, 0)) WITH (KAFKA_TOPIC='s', "
                  "VALUE_FORMAT='JSON');\n"
                  "CREATE STREAM C AS SELECT * FROM S EMIT CHANGES;\n"
                  "CREATE TABLE T AS SELECT K, SUM(V) AS N FROM S GROUP BY K EMIT CHANGES;\n"
                  "CREATE STREAM D AS SELECT * FROM C EMIT CHANGES;\n");
        append(*m_cluster, "s",
               {{"k", "{\"V\":1}", 1}, {"k", "{\"V\":99}", 2}, {"k", "{\"V\":2}", 3}});
        turnUntilIdle(*m_run);
        QVERIFY(find("T")->error.has_value());
        QCOMPARE(texts(readAll(*m_cluster, "T")), std::vector<std::string>{"k={\"N\":1}"});
        QCOMPARE(count("C"), 3);
        QCOMPARE(count("D"), 3);
    }

    void countsAndKeepsWhatCannotBeRead()
    {
        applyText(*m_run, *m_cluster, kCopies);
        append(*m_cluster, "s",
               {{"a", "{\"V\":1}", 1}, {"b", "not json", 2}, {"c", "{\"V\":\"x\"}", 3}});
        turnUntilIdle(*m_run);
        QCOMPARE(count("C"), 1);
        const auto letters = m_run->deadLetters().newest(100);
        QVERIFY(m_run->deadLetters().count() >= 2);
        const auto letter = std::find_if(letters.begin(), letters.end(),
                                         [](const DeadLetter &one) { return one.offset == 1; });
        QVERIFY(letter != letters.end());
        QCOMPARE(letter->topic, std::string("s"));
        QCOMPARE(letter->key, std::string("b"));
        QCOMPARE(letter->value, std::string("not json"));
        QVERIFY(!letter->reason.empty());
    }

    void keepsABoundedNumberOfDeadLettersAQuery()
    {
        DeadLetterRing ring;
        ring.of("quiet")->rejected({.topic = "q", .offset = 7, .value = "x"});
        ring.commit();
        exec::RejectReceiver *loud = ring.of("loud");
        for (int i = 0; i < 1500; ++i) {
            loud->rejected({.topic = "t", .offset = i, .value = "x"});
        }
        QCOMPARE(ring.count(), std::uint64_t(1501));
        QCOMPARE(ring.newest(5000).size(), std::size_t(1001));
        QCOMPARE(ring.newest(5000).back().topic, std::string("q"));
        QCOMPARE(ring.newest(1).front().offset, std::int64_t(1499));
        for (int i = 0; i < 3; ++i) {
            loud->rejected(
                {.topic = "t", .offset = 2000 + i, .value = std::string(7U << 20U, 'x')});
        }
        QCOMPARE(ring.newest(5000).size(), std::size_t(3));
        ring.rollBack();
        QCOMPARE(ring.count(), std::uint64_t(1));
        QCOMPARE(ring.newest(5000).size(), std::size_t(1));
    }

private:
    void feed(int first, int records)
    {
        append(*m_cluster, "s", numbered(first, records));
        turnUntilIdle(*m_run);
    }
    int count(const std::string &topic)
    {
        return static_cast<int>(readAll(*m_cluster, topic).size());
    }
    const RunQuery *find(const std::string &key) const
    {
        for (const auto &query : m_run->queries()) {
            if (query->key() == key) {
                return query.get();
            }
        }
        return nullptr;
    }

    log::ClusterPtr m_cluster;
    std::unique_ptr<Run> m_run;
};

WEIR_TEST(RunControlTest)
#include "RunControlTest.moc"
