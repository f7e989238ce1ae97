#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

std::string filterText(int least)
{
    return kStreamS + "CREATE STREAM BIG AS SELECT * FROM S WHERE V >= " + std::to_string(least) +
           " EMIT CHANGES;\n";
}

std::string countText(const std::string &aggregate)
{
    return kStreamS + "CREATE TABLE T AS SELECT K, " + aggregate +
           " AS N FROM S GROUP BY K EMIT CHANGES;\n";
}

} // namespace

/// What a run makes of a text that changed (ENGINE.md 8, 11).
class RunChangeTest : public QObject {
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

    void goesOnFromItsOffsetsWhenAStatelessStatementChanged()
    {
        feedAfter(filterText(0), 0, 5);
        feedAfter(filterText(8), 5, 5);
        QCOMPARE(texts(readAll(*m_cluster, "BIG")),
                 (std::vector<std::string>{"k0={\"V\":0}", "k1={\"V\":1}", "k2={\"V\":2}",
                                           "k0={\"V\":3}", "k1={\"V\":4}", "k2={\"V\":8}",
                                           "k0={\"V\":9}"}));
    }

    void leavesAloneWhatDidNotChange()
    {
        const std::string other = "CREATE STREAM ALL_S AS SELECT * FROM S EMIT CHANGES;\n";
        feedAfter(filterText(0) + other, 0, 3);
        const RunQuery *before = find("ALL_S");
        feedAfter("-- a comment\n" + filterText(1) + other, 3, 3);
        QCOMPARE(find("ALL_S"), before);
        QCOMPARE(readAll(*m_cluster, "ALL_S").size(), std::size_t(6));
    }

    void refusesAChangedStatefulStatementAndGoesOnWithTheOld()
    {
        feedAfter(countText("COUNT(*)"), 0, 3);
        const Status applied =
            m_run->apply(prepared(*m_cluster, countText("SUM(V)")), OnChange::Refuse, farOff());
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, std::string("runtime.state-changed"));
        append(*m_cluster, "s", numbered(3, 3));
        turnUntilIdle(*m_run);
        QCOMPARE(newestTexts(readAll(*m_cluster, "T")),
                 (std::vector<std::string>{"k0={\"N\":2}", "k1={\"N\":2}", "k2={\"N\":2}"}));
    }

    void leavesOutAQueryWhoseSourceNobodyCanDecode()
    {
        const auto both =
            prepared(*m_cluster, filterText(0) +
                                     "CREATE STREAM P (A INT) WITH (KAFKA_TOPIC='p', "
                                     "VALUE_FORMAT='PROTOBUF_NOSR', PARTITIONS=1);\n"
                                     "CREATE STREAM Q WITH (VALUE_FORMAT='JSON') AS SELECT * FROM "
                                     "P EMIT CHANGES;\n");
        QCOMPARE(both.queries.size(), std::size_t(1));
        QCOMPARE(both.refused.size(), std::size_t(1));
        QCOMPARE(both.refused.front().first, std::string("Q"));
        QCOMPARE(both.refused.front().second.code, std::string("formats.not-yet"));
        QVERIFY(both.refused.front().second.message.find("PROTOBUF_NOSR") != std::string::npos);
    }

    void startsAChangedStatefulStatementEmptyWhereItStands()
    {
        feedAfter(countText("COUNT(*)"), 0, 3);
        feedAfter(countText("SUM(V)"), 3, 3, OnChange::StartEmpty);
        QCOMPARE(newestTexts(readAll(*m_cluster, "T")),
                 (std::vector<std::string>{"k0={\"N\":3}", "k1={\"N\":4}", "k2={\"N\":5}"}));
        QCOMPARE(readAll(*m_cluster, "T").size(), std::size_t(6));
    }

    void recomputesAChangedStatefulStatementFromTheBeginning()
    {
        feedAfter(countText("COUNT(*)"), 0, 3);
        feedAfter(countText("SUM(V)"), 3, 3, OnChange::Recompute);
        QCOMPARE(newestTexts(readAll(*m_cluster, "T")),
                 (std::vector<std::string>{"k0={\"N\":3}", "k1={\"N\":5}", "k2={\"N\":7}"}));
        QCOMPARE(readAll(*m_cluster, "T").size(), std::size_t(9));
    }

    void refusesAChangedStatementOfAnEarlierProcess()
    {
        feedAfter(countText("COUNT(*)"), 0, 3);
        m_run.reset();
        m_run = openRun(m_cluster);
        const Status applied =
            m_run->apply(prepared(*m_cluster, countText("SUM(V)")), OnChange::Refuse, farOff());
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, std::string("runtime.state-changed"));
    }

    void goesOnWhereItWasWhenAStatementComesBack()
    {
        const std::string other = "CREATE STREAM ALL_S AS SELECT * FROM S EMIT CHANGES;\n";
        feedAfter(countText("COUNT(*)") + other, 0, 3);
        feedAfter(kStreamS + other, 3, 3);
        QCOMPARE(readAll(*m_cluster, "T").size(), std::size_t(3));
        feedAfter(countText("COUNT(*)") + other, 6, 3);
        QCOMPARE(newestTexts(readAll(*m_cluster, "T")),
                 (std::vector<std::string>{"k0={\"N\":3}", "k1={\"N\":3}", "k2={\"N\":3}"}));
        QCOMPARE(readAll(*m_cluster, "T").size(), std::size_t(9));
        QCOMPARE(readAll(*m_cluster, "ALL_S").size(), std::size_t(9));
    }

    void goesOnWhereItWasWhenAStatementComesBackInALaterProcess()
    {
        const std::string other = "CREATE STREAM ALL_S AS SELECT * FROM S EMIT CHANGES;\n";
        feedAfter(countText("COUNT(*)") + other, 0, 3);
        feedAfter(kStreamS + other, 3, 3);
        m_run.reset();
        m_run = openRun(m_cluster);
        feedAfter(countText("COUNT(*)") + other, 6, 3);
        QCOMPARE(newestTexts(readAll(*m_cluster, "T")),
                 (std::vector<std::string>{"k0={\"N\":3}", "k1={\"N\":3}", "k2={\"N\":3}"}));
        QCOMPARE(readAll(*m_cluster, "T").size(), std::size_t(9));
    }

private:
    /// Applies a text, then appends and processes records.
    void feedAfter(const std::string &text, int first, int count,
                   OnChange onChange = OnChange::Refuse)
    {
        applyText(*m_run, *m_cluster, text, onChange);
        append(*m_cluster, "s", numbered(first, count));
        turnUntilIdle(*m_run);
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

WEIR_TEST(RunChangeTest)
#include "RunChangeTest.moc"
