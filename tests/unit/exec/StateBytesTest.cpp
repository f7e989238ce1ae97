#include "tests/support/TestRegistry.h"
#include "tests/unit/exec/QueryHarness.h"

#include <QTest>

using namespace weir;
using weir::test::QueryHarness;
using weir::test::TestRecord;

namespace {

const std::string kItems = "CREATE STREAM ITEMS (K VARCHAR KEY, V VARCHAR) WITH "
                           "(KAFKA_TOPIC='items', VALUE_FORMAT='JSON');\n"
                           "CREATE STREAM OTHERS (K VARCHAR KEY, V VARCHAR) WITH "
                           "(KAFKA_TOPIC='others', VALUE_FORMAT='JSON');\n";

std::vector<TestRecord> items(int count, std::size_t width, int step = 1)
{
    std::vector<TestRecord> records;
    for (int i = 0; i < count; ++i) {
        for (const char *topic : {"items", "others"}) {
            records.push_back({topic, "k",
                               "{\"V\":\"" + std::to_string(i) + std::string(width, 'x') + "\"}",
                               1000 + step * i});
        }
    }
    return records;
}

} // namespace

/// What operators remember is counted, and a change costs no more the more they remember.
class StateBytesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsWhatAccumulatorsHold_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("groups") << "SELECT K, COLLECT_LIST(V) AS L FROM ITEMS GROUP BY K";
        QTest::newRow("windows") << "SELECT K, HISTOGRAM(V) AS H FROM ITEMS WINDOW TUMBLING (SIZE "
                                    "1 HOURS) GROUP BY K";
        QTest::newRow("sessions") << "SELECT K, COLLECT_LIST(V) AS L FROM ITEMS WINDOW SESSION (1 "
                                     "HOURS) GROUP BY K";
    }

    void countsWhatAccumulatorsHold()
    {
        QFETCH(QString, query);
        const std::string sql =
            kItems + "CREATE TABLE OUT AS " + query.toStdString() + " EMIT CHANGES;";
        const auto bytesOf = [&sql](std::size_t restoreEvery) {
            QueryHarness harness(sql, items(100, 1000),
                                 {.rows = 10, .checkpointEvery = restoreEvery});
            harness.run();
            return harness.driver().stateBytes();
        };
        const std::size_t bytes = bytesOf(0);
        QVERIFY2(bytes > 100'000, std::to_string(bytes).c_str());
        QVERIFY2(bytes < 800'000, std::to_string(bytes).c_str());
        // After a restore it is counted as well; vectors may have grown in other steps.
        const std::size_t restored = bytesOf(3);
        QVERIFY2(restored > 100'000, std::to_string(restored).c_str());
        QVERIFY2(restored < 800'000, std::to_string(restored).c_str());
    }

    void givesBackWhatWindowsHeld()
    {
        const std::string sql =
            kItems +
            "CREATE TABLE OUT AS SELECT K, COLLECT_LIST(V) AS L FROM ITEMS WINDOW TUMBLING "
            "(SIZE 10 MILLISECONDS, GRACE PERIOD 0 MILLISECONDS) GROUP BY K EMIT CHANGES;";
        QueryHarness harness(sql, items(500, 1000), {.rows = 10});
        harness.run();
        const std::size_t bytes = harness.driver().stateBytes();
        QVERIFY2(bytes > 5'000 && bytes < 40'000, std::to_string(bytes).c_str());
    }

    void writesOneRowOfAListNotTheList_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("join") << "CREATE STREAM OUT AS SELECT A.K AS K, A.V, B.V AS W FROM ITEMS A "
                                 "LEFT JOIN OTHERS B WITHIN (0 SECONDS, 0 SECONDS) GRACE PERIOD 1 "
                                 "HOURS ON A.K = B.K EMIT CHANGES;";
        QTest::newRow("sessions")
            << "CREATE TABLE OUT AS SELECT K, COUNT(*) AS N FROM ITEMS WINDOW "
               "SESSION (1 MILLISECONDS) GROUP BY K EMIT CHANGES;";
    }

    void writesOneRowOfAListNotTheList()
    {
        QFETCH(QString, query);
        const std::string sql = kItems + query.toStdString();
        const auto lastDelta = [&sql](int rows) {
            QueryHarness harness(sql, items(rows, 20, 10), {.rows = 1});
            harness.stepUntilOneIsLeft();
            state::StateWriter all;
            harness.driver().writeCheckpoint(all, false);
            harness.stepOnce();
            state::StateWriter delta;
            harness.driver().writeCheckpoint(delta, true);
            return std::pair{delta.bytes().size(), all.bytes().size()};
        };
        const auto few = lastDelta(20);
        const auto many = lastDelta(2000);
        QVERIFY(many.second > few.second + 20'000);
        QVERIFY2(many.first < few.first + 40, std::to_string(many.first).c_str());
    }
};

WEIR_TEST(StateBytesTest)
#include "StateBytesTest.moc"
