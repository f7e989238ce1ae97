#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"
#include "tests/unit/runtime/UnsafeCluster.h"

#include <QTest>

#include <algorithm>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

const std::string kOneCopyText = kStreamS + "CREATE STREAM COPY AS SELECT * FROM S EMIT CHANGES;\n";
const std::string kCopyAndMoreText =
    kOneCopyText + "CREATE STREAM P (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='p', "
                   "VALUE_FORMAT='JSON');\n"
                   "CREATE STREAM A_FIRST AS SELECT * FROM S EMIT CHANGES;\n"
                   "CREATE STREAM Q AS SELECT * FROM P EMIT CHANGES;\n";

Error noAnswerError()
{
    return externalError("log.deadline-exceeded", "no broker answers", true);
}

} // namespace

/// What a run makes of a cluster that gives no answer, or the wrong one, for a while: what ran goes
/// on, no row is lost and none comes twice.
class RunOutageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cluster = std::make_shared<UnsafeCluster>(memoryCluster());
        makeTopic(*m_cluster, "s", 2);
        makeTopic(*m_cluster, "p", 2);
        m_run = openRun(m_cluster);
    }
    void cleanup()
    {
        m_run.reset();
        m_cluster.reset();
    }

    void keepsWhatRunsWhenTheTopicOfANewQueryIsGone()
    {
        applyText(*m_run, *m_cluster, kOneCopyText);
        feed(0, 5);
        const auto both = prepared(*m_cluster, kCopyAndMoreText);
        valueOf(m_cluster->deleteTopic("p", farOff()));
        const Status applied = m_run->apply(both, OnChange::Refuse, farOff());
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, std::string("log.unknown-topic"));
        goesOnWith(kOneCopyText);
    }

    void keepsWhatRunsWhenANewQueryCannotBeFed_data()
    {
        QTest::addColumn<bool>("changed");
        QTest::newRow("new query") << false;
        QTest::newRow("changed query") << true;
    }

    void keepsWhatRunsWhenANewQueryCannotBeFed()
    {
        QFETCH(bool, changed);
        applyText(*m_run, *m_cluster, kOneCopyText);
        feed(0, 5);
        m_cluster->hooks().beforeAssign = [](const TopicPartition &partition) -> Status {
            return partition == TopicPartition{"p", 1} ? fail(noAnswerError()) : Status();
        };
        std::string text = kCopyAndMoreText;
        if (changed) {
            text.replace(text.find("SELECT * FROM S"), 15, "SELECT K, V + 1 AS V FROM S");
        }
        const Status applied = m_run->apply(prepared(*m_cluster, text), OnChange::Refuse, farOff());
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, std::string("log.deadline-exceeded"));
        goesOnWith(kOneCopyText);
        QCOMPARE(m_run->queries().size(), std::size_t(1));
        m_cluster->hooks() = {};
        applyText(*m_run, *m_cluster, kCopyAndMoreText);
        append(*m_cluster, "p", numbered(0, 4));
        feed(10, 2);
        QCOMPARE(sortedTexts(readAll(*m_cluster, "COPY")), wanted(12));
        QCOMPARE(sortedTexts(readAll(*m_cluster, "A_FIRST")), wanted(12));
        QCOMPARE(sortedTexts(readAll(*m_cluster, "Q")), wanted(4));
    }

    void resumesOnceHoweverOftenItFailedBefore()
    {
        applyText(*m_run, *m_cluster, kOneCopyText);
        m_run->pause("COPY");
        m_cluster->hooks().beforeAssign = [](const TopicPartition &partition) -> Status {
            return partition.partition == 1 ? fail(noAnswerError()) : Status();
        };
        for (int i = 0; i < 2; ++i) {
            QVERIFY(!m_run->resume("COPY", farOff()));
            QVERIFY(m_run->queries().front()->paused);
        }
        m_cluster->hooks() = {};
        valueOf(m_run->resume("COPY", farOff()));
        feed(0, 6);
        QCOMPARE(sortedTexts(readAll(*m_cluster, "COPY")), wanted(6));
    }

    void asksForNoOffsetsThatTheCheckpointHas()
    {
        applyText(*m_run, *m_cluster, kOneCopyText);
        feed(0, 4);
        m_cluster->hooks().beforeOffsets = [](const std::string &) -> Status {
            return fail(noAnswerError());
        };
        m_cluster->unsafe().fates = {CommitFate::Aborted};
        appendNumbered(4, 4);
        turnUntilIdle(*m_run);
        QVERIFY(m_cluster->unsafe().fates.empty());
        m_cluster->hooks() = {};
        QCOMPARE(sortedTexts(readAll(*m_cluster, "COPY")), wanted(8));
    }

    void recomputesThoughTheFirstCommitFails()
    {
        const auto table = [](const std::string &aggregate) {
            return kStreamS + "CREATE TABLE T AS SELECT K, " + aggregate +
                   " AS N FROM S GROUP BY K EMIT CHANGES;\n";
        };
        applyText(*m_run, *m_cluster, table("COUNT(*)"));
        feed(0, 3);
        applyText(*m_run, *m_cluster, table("SUM(V)"), OnChange::Recompute);
        m_cluster->unsafe().fates = {CommitFate::Aborted};
        turnUntilIdle(*m_run);
        QVERIFY(m_cluster->unsafe().fates.empty());
        QCOMPARE(newestTexts(readAll(*m_cluster, "T")),
                 (std::vector<std::string>{"k0={\"N\":0}", "k1={\"N\":1}", "k2={\"N\":2}"}));
    }

    void triesToGoBackUntilTheClusterAnswers()
    {
        applyText(*m_run, *m_cluster, kOneCopyText);
        feed(0, 4);
        int silent = 5;
        m_cluster->hooks().beforeAssign = [&silent](const TopicPartition &) -> Status {
            return silent-- > 0 ? fail(noAnswerError()) : Status();
        };
        m_cluster->unsafe().fates = {CommitFate::Aborted};
        appendNumbered(4, 4);
        while (silent >= 0) {
            valueOf(m_run->turn(Deadline::now()));
            m_run->pause(""); // what is asked meanwhile counts when it is back
        }
        turnUntilIdle(*m_run);
        QVERIFY(m_run->queries().front()->paused);
        valueOf(m_run->resume("", farOff()));
        turnUntilIdle(*m_run);
        QCOMPARE(sortedTexts(readAll(*m_cluster, "COPY")), wanted(8));
        const auto warnings = m_run->takeWarnings();
        QCOMPARE(std::count_if(warnings.begin(), warnings.end(),
                               [](const std::string &warning) {
                                   return warning.find("no broker answers") != std::string::npos;
                               }),
                 1);
    }

private:
    void appendNumbered(int first, int count)
    {
        auto records = numbered(first, count);
        for (TestRecord &record : records) {
            record.partition = record.timestamp % 2 == 0 ? 0 : 1;
        }
        append(*m_cluster, "s", records);
    }
    void feed(int first, int count)
    {
        appendNumbered(first, count);
        turnUntilIdle(*m_run);
    }
    static std::vector<std::string> wanted(int count) { return sortedTexts(numbered(0, count)); }
    /// COPY has had five rows; it goes on as if nothing had been tried.
    void goesOnWith(const std::string &text)
    {
        feed(5, 5);
        QCOMPARE(sortedTexts(readAll(*m_cluster, "COPY")), wanted(10));
        applyText(*m_run, *m_cluster, text);
        turnUntilIdle(*m_run);
        QCOMPARE(sortedTexts(readAll(*m_cluster, "COPY")), wanted(10));
    }

    std::shared_ptr<UnsafeCluster> m_cluster;
    std::unique_ptr<Run> m_run;
};

WEIR_TEST(RunOutageTest)
#include "RunOutageTest.moc"
