#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"

#include <QTest>

#include <algorithm>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

/// Streams R and S, tables C, D and E, over topics of their names in lower case.
std::string sources()
{
    std::string text;
    for (const char name : {'R', 'S', 'C', 'D', 'E'}) {
        const bool table = name != 'R' && name != 'S';
        const char topic = static_cast<char>(name - 'A' + 'a');
        text += std::string("CREATE ") + (table ? "TABLE " : "STREAM ") + name + " (K VARCHAR " +
                (table ? "PRIMARY " : "") + "KEY, V INT, W INT) WITH (KAFKA_TOPIC='" + topic +
                "', VALUE_FORMAT='JSON');\n";
    }
    return text;
}

TestRecord row(const std::string &key, int number, EpochMs time)
{
    return {key, "{\"V\":" + std::to_string(number) + ",\"W\":" + std::to_string(number + 1) + "}",
            time};
}

} // namespace

/// What becomes of the state of a join whose text changed (ENGINE.md 8).
class JoinChangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cluster = memoryCluster();
        for (const char *topic : {"r", "s", "c", "d", "e"}) {
            makeTopic(*m_cluster, topic);
        }
        m_run = openRun(m_cluster);
        append(*m_cluster, "c", {row("a", 10, 1000)});
        append(*m_cluster, "d", {row("a", 20, 1001)});
        append(*m_cluster, "e", {row("a", 30, 1002)});
        append(*m_cluster, "s", {row("a", 40, 1003)});
        append(*m_cluster, "r", {row("a", 50, 1004)});
    }
    void cleanup()
    {
        m_run.reset();
        m_cluster.reset();
    }

    void showsColumnsOfKeptRowsThatNobodyReadBefore_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("added");
        QTest::addColumn<QString>("trigger");
        QTest::addColumn<QString>("last");
        const QString streams =
            "CREATE STREAM O AS SELECT R.K, R.V AS RV, S.V AS SV%1 FROM R JOIN S "
            "WITHIN 1 HOUR ON R.K = S.K;";
        const QString tables = "CREATE TABLE O AS SELECT C.K, C.V AS CV, E.V AS EV%1 FROM C JOIN D "
                               "ON C.K = D.K JOIN E ON C.K = E.K;";
        QTest::newRow("the table of a stream")
            << "CREATE STREAM O AS SELECT R.K, R.V AS RV, C.V AS CV%1 FROM R JOIN C ON R.K = C.K;"
            << ", C.W AS MORE"
            << "r"
            << "a={\"RV\":60,\"CV\":10,\"MORE\":11}";
        QTest::newRow("the right of two streams") << streams << ", S.W AS MORE"
                                                  << "r"
                                                  << "a={\"RV\":60,\"SV\":40,\"MORE\":41}";
        QTest::newRow("the left of two streams") << streams << ", R.W AS MORE"
                                                 << "s"
                                                 << "a={\"RV\":50,\"SV\":60,\"MORE\":51}";
        QTest::newRow("the first of three tables") << tables << ", C.W AS MORE"
                                                   << "e"
                                                   << "a={\"CV\":10,\"EV\":60,\"MORE\":11}";
        QTest::newRow("the second of three tables") << tables << ", D.W AS MORE"
                                                    << "e"
                                                    << "a={\"CV\":10,\"EV\":60,\"MORE\":21}";
    }

    void showsColumnsOfKeptRowsThatNobodyReadBefore()
    {
        QFETCH(QString, query);
        QFETCH(QString, added);
        QFETCH(QString, trigger);
        QFETCH(QString, last);
        run(query.arg(""));
        const std::size_t before = readAll(*m_cluster, "O").size();
        append(*m_cluster, trigger.toStdString(), {row("a", 60, 2000)});
        run(query.arg(added));
        const std::vector<std::string> after = texts(readAll(*m_cluster, "O"));
        QVERIFY(after.size() > before); // two streams: the rows of both
        QVERIFY2(std::find(after.begin(), after.end(), last.toStdString()) != after.end(),
                 after.back().c_str());
    }

    void goesOnWhereItWasWhenAliasesChange_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const QString query = "CREATE STREAM O AS SELECT %1.K, %1.V AS RV, %2.V AS OTHER FROM R %1 "
                              "JOIN %3 %2 %4 ON %1.K = %2.K;";
        const QString streams = query.arg("%1", "%2", "S", "WITHIN 1 HOUR");
        const QString table = query.arg("%1", "%2", "C", "");
        QTest::newRow("renamed, a stream and a table")
            << table.arg("x", "y") << table.arg("x", "z");
        QTest::newRow("renamed, two streams") << streams.arg("x", "y") << streams.arg("z", "y");
        QTest::newRow("exchanged") << streams.arg("x", "y") << streams.arg("y", "x");
    }

    void goesOnWhereItWasWhenAliasesChange()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        append(*m_cluster, "r", {row("a", 51, 1005), row("a", 52, 1006)});
        run(before);
        QCOMPARE(readAll(*m_cluster, "O").size(), std::size_t(3));
        append(*m_cluster, "r", {row("a", 53, 1007)});
        run(after);
        QCOMPARE(readAll(*m_cluster, "O").size(), std::size_t(4));
    }

    void refusesTheStateOfAnotherField()
    {
        const std::string field = "CREATE STREAM F (K VARCHAR KEY, %1 INT) WITH "
                                  "(KAFKA_TOPIC='r', VALUE_FORMAT='JSON');\n"
                                  "CREATE TABLE O AS SELECT K, SUM(%1) AS N FROM F GROUP BY K;";
        const auto sumOf = [&](const char *name) {
            return QString::fromStdString(field).arg(name).toStdString();
        };
        applyText(*m_run, *m_cluster, sumOf("V"));
        turnUntilIdle(*m_run);
        const Status applied =
            m_run->apply(prepared(*m_cluster, sumOf("W")), OnChange::Refuse, farOff());
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, std::string("runtime.state-changed"));
    }

private:
    /// Applies a text that may not lose its state, and runs it to the end of its topics.
    void run(const QString &query)
    {
        applyText(*m_run, *m_cluster, sources() + query.toStdString());
        turnUntilIdle(*m_run);
    }

    log::ClusterPtr m_cluster;
    std::unique_ptr<Run> m_run;
};

WEIR_TEST(JoinChangeTest)
#include "JoinChangeTest.moc"
