#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

const std::string kTwoCopiesText = kStreamS +
                                   "CREATE STREAM COPY AS SELECT * FROM S EMIT CHANGES;\n"
                                   "CREATE STREAM OTHER AS SELECT * FROM S EMIT CHANGES;\n";

const RunQuery *queryNamed(const Run &run, const std::string &key)
{
    for (const auto &query : run.queries()) {
        if (query->key() == key) {
            return query.get();
        }
    }
    return nullptr;
}

} // namespace

/// What the log refuses for good is not tried for ever: it ends the query whose rows they are, or
/// the run (ENGINE.md 12).
class RunRefusalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cluster = std::make_shared<UnsafeCluster>(memoryCluster());
        makeTopic(*m_cluster, "s");
    }
    void cleanup() { m_cluster.reset(); }

    void aDeletedSinkTopicEndsItsQueryAndNoOther()
    {
        const auto run = openRun(m_cluster);
        applyText(*run, *m_cluster, kTwoCopiesText);
        append(*m_cluster, "s", numbered(0, 5));
        turnUntilIdle(*run);
        valueOf(m_cluster->deleteTopic("COPY", farOff()));
        append(*m_cluster, "s", numbered(5, 5));
        turnUntilIdle(*run);
        const auto &error = queryNamed(*run, "COPY")->error;
        QVERIFY(error.has_value());
        QCOMPARE(error->code, std::string("log.unknown-topic"));
        QVERIFY2(error->message.find("'COPY'") != std::string::npos, error->message.c_str());
        QVERIFY(!queryNamed(*run, "OTHER")->error);
        QCOMPARE(texts(readAll(*m_cluster, "OTHER")), texts(numbered(0, 10)));
        // Mended, it goes on where it stood.
        applyText(*run, *m_cluster, kTwoCopiesText);
        turnUntilIdle(*run);
        QVERIFY(!queryNamed(*run, "COPY")->error);
        QCOMPARE(texts(readAll(*m_cluster, "COPY")), texts(numbered(5, 5)));
        QCOMPARE(texts(readAll(*m_cluster, "OTHER")), texts(numbered(0, 10)));
    }

    void aRecordThatTheTopicDoesNotTakeEndsItsQuery()
    {
        valueOf(m_cluster->createTopic(
            {.name = "keys", .partitions = 1, .config = {{"cleanup.policy", "compact"}}},
            farOff()));
        const auto run = openRun(m_cluster, {.runId = "r", .untilCaughtUp = true});
        append(*m_cluster, "s", numbered(0, 5));
        applyText(*run, *m_cluster,
                  kTwoCopiesText +
                      "CREATE STREAM BARE (V INT) WITH (KAFKA_TOPIC='s', "
                      "VALUE_FORMAT='JSON');\n"
                      "CREATE STREAM KEYLESS WITH (KAFKA_TOPIC='keys') AS SELECT * FROM "
                      "BARE EMIT CHANGES;\n");
        turnUntilIdle(*run);
        QCOMPARE(queryNamed(*run, "KEYLESS")->error->code, std::string("log.invalid-record"));
        QCOMPARE(texts(readAll(*m_cluster, "COPY")), texts(numbered(0, 5)));
        QVERIFY(run->caughtUp());
    }

    void aLogThatCannotBeWrittenAnyMoreEndsTheRun()
    {
        const auto run = openRun(m_cluster);
        applyText(*run, *m_cluster, kTwoCopiesText);
        turnUntilIdle(*run);
        m_cluster->unsafe().fates = {CommitFate::Refused};
        append(*m_cluster, "s", numbered(0, 5));
        Status ended;
        for (int i = 0; ended && i < 100; ++i) {
            const auto turned = run->turn(Deadline::now());
            ended = turned ? Status() : fail(turned.error());
        }
        QVERIFY(!ended);
        QCOMPARE(ended.error().code, std::string("log.storage"));
    }

    void saysOnceWhatItTriesAgain()
    {
        const auto run = openRun(m_cluster);
        applyText(*run, *m_cluster, kTwoCopiesText);
        turnUntilIdle(*run);
        QVERIFY(run->takeWarnings().empty());
        using enum CommitFate;
        m_cluster->unsafe().fates = {Aborted, UnknownLost, Aborted};
        append(*m_cluster, "s", numbered(0, 5));
        turnUntilIdle(*run);
        QVERIFY(m_cluster->unsafe().fates.empty());
        const auto warnings = run->takeWarnings();
        QCOMPARE(warnings.size(), std::size_t(1));
        QVERIFY(warnings.front().find("the test wants it so") != std::string::npos);
        QCOMPARE(texts(readAll(*m_cluster, "COPY")), texts(numbered(0, 5)));
    }

private:
    std::shared_ptr<UnsafeCluster> m_cluster;
};

WEIR_TEST(RunRefusalTest)
#include "RunRefusalTest.moc"
