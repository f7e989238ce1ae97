#include "tests/support/TestRegistry.h"
#include "tests/unit/exec/QueryHarness.h"

#include <QTest>

#include <algorithm>
#include <map>

using weir::test::QueryHarness;
using weir::test::TestRecord;

/// ROWPARTITION and ROWOFFSET are those of the record that was read, wherever its row has come to.
class PseudoColumnsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areThoseOfTheRecordBehindAnExchange_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("partition by") << "CREATE STREAM OUT AS SELECT X, ID, ROWPARTITION AS P, "
                                         "ROWOFFSET AS O FROM A PARTITION BY X;";
        QTest::newRow("group by") << "CREATE TABLE OUT AS SELECT X, MAX(ID) AS ID, "
                                     "MAX(ROWPARTITION) AS P, MAX(ROWOFFSET) AS O FROM A GROUP BY "
                                     "X;";
    }

    void areThoseOfTheRecordBehindAnExchange()
    {
        QFETCH(QString, query);
        const std::int32_t partitions = 4;
        std::vector<TestRecord> records;
        std::vector<std::string> expected;
        std::map<std::int32_t, int> ends;
        for (int i = 0; i < 40; ++i) {
            const std::string key = {0, 0, 0, static_cast<char>(i)};
            const std::int32_t partition = weir::partitionOfKey(key, partitions);
            records.push_back({"a", key, "{\"X\":" + std::to_string(100 + i) + "}", 1000 + i});
            expected.push_back("{\"ID\":" + std::to_string(i) +
                               ",\"P\":" + std::to_string(partition) +
                               ",\"O\":" + std::to_string(ends[partition]++) + "}");
        }
        const std::string sql = "CREATE STREAM A (ID INT KEY, X INT) WITH (KAFKA_TOPIC='a', "
                                "VALUE_FORMAT='JSON');\n" +
                                query.toStdString();
        const auto rows = QueryHarness(sql, records, {.rows = 7, .partitions = partitions}).run();
        std::vector<std::string> actual;
        for (const std::string &row : rows.rows) {
            actual.push_back(row.substr(row.find(" = ") + 3));
        }
        std::sort(actual.begin(), actual.end());
        std::sort(expected.begin(), expected.end());
        QVERIFY2(actual == expected, (actual.front() + " for " + expected.front()).c_str());
    }
};

WEIR_TEST(PseudoColumnsTest)
#include "PseudoColumnsTest.moc"
