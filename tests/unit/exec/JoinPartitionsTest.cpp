#include "tests/support/TestRegistry.h"
#include "tests/unit/exec/QueryHarness.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using weir::test::HarnessConfig;
using weir::test::QueryHarness;
using weir::test::TestRecord;

/// The law of partitions (ENGINE.md 12) for joins: rows find the partners that they find in one
/// partition, whatever the topics' numbers of partitions and formats of keys (SEMANTICS 6).
class JoinPartitionsTest : public QObject {
    Q_OBJECT

private:
    static std::string keyBytes(int number, const QString &format)
    {
        if (format != "KAFKA") {
            return std::to_string(number);
        }
        std::string bytes(4, '\0');
        bytes[3] = static_cast<char>(number);
        return bytes;
    }

    /// Records of the topics a, b, c in turn, at rising times; of tables with deletions.
    static std::vector<TestRecord> records(const QStringList &formats, bool deletions)
    {
        std::mt19937 random(7);
        std::vector<TestRecord> records;
        for (int i = 0; i < 600; ++i) {
            const int topic = static_cast<int>(random() % 3);
            const int key = static_cast<int>(random() % 12);
            TestRecord record{std::string(1, static_cast<char>('a' + topic)),
                              keyBytes(key, formats[topic]), std::nullopt, 1000 + i * 10};
            if (!deletions || random() % 5 != 0) {
                record.value =
                    "{\"X\":" + std::to_string(random() % 12) + ",\"N\":" + std::to_string(i) + "}";
            }
            records.push_back(std::move(record));
        }
        return records;
    }

    /// What is left when the partition does not count: of a stream every row, of a table the last
    /// one of each key.
    static std::vector<std::string> content(const std::vector<std::string> &rows, bool table)
    {
        std::vector<std::string> content;
        std::map<std::string, std::string> last;
        for (const std::string &row : rows) {
            const std::string text = row.substr(row.find('@') + 1);
            content.push_back(text);
            const std::size_t key = text.find(' ') + 1;
            last[text.substr(key, text.find(" = ") - key)] = text;
        }
        if (table) {
            content.clear();
            for (const auto &[key, text] : last) {
                content.push_back(text);
            }
        }
        std::sort(content.begin(), content.end());
        return content;
    }

private Q_SLOTS:
    void findTheSamePartners_data()
    {
        QTest::addColumn<QString>("kinds"); ///< of a, b, c: S or T
        QTest::addColumn<QStringList>("formats");
        QTest::addColumn<QList<int>>("partitions");
        QTest::addColumn<QString>("query");
        const QStringList kafka = {"KAFKA", "KAFKA", "KAFKA"};
        const QStringList mixed = {"KAFKA", "JSON", "DELIMITED"};
        const QString streams = "CREATE STREAM OUT AS SELECT %1, A.N, B.N FROM A %2 B WITHIN 1 "
                                "SECONDS ON %3;";
        QTest::newRow("streams, keys of two formats")
            << "SSS" << mixed << QList<int>{4, 4, 1} << streams.arg("A.ID", "JOIN", "A.ID = B.ID");
        QTest::newRow("streams, keys of two formats and numbers of partitions")
            << "SSS" << mixed << QList<int>{4, 3, 1}
            << streams.arg("A.ID", "LEFT JOIN", "A.ID = B.ID");
        QTest::newRow("streams, both keyed anew")
            << "SSS" << kafka << QList<int>{4, 2, 1} << streams.arg("A.X", "JOIN", "A.X = B.X");
        QTest::newRow("streams, both keyed anew, keys of two formats")
            << "SSS" << mixed << QList<int>{4, 2, 1}
            << streams.arg("A.X", "LEFT JOIN", "A.X = B.X");
        QTest::newRow("streams, the left one keyed anew")
            << "SSS" << mixed << QList<int>{4, 3, 1} << streams.arg("A.X", "JOIN", "A.X = B.ID");
        QTest::newRow("streams, the right one keyed anew")
            << "SSS" << mixed << QList<int>{4, 3, 1} << streams.arg("A.ID", "JOIN", "A.ID = B.X");
        QTest::newRow("three streams")
            << "SSS" << kafka << QList<int>{4, 3, 2}
            << "CREATE STREAM OUT AS SELECT A.X, A.N, B.N, C.N FROM A JOIN B WITHIN 1 SECONDS ON "
               "A.X = B.ID JOIN C WITHIN 1 SECONDS ON A.X = C.X;";
        QTest::newRow("three streams, keys of three formats")
            << "SSS" << mixed << QList<int>{4, 3, 2}
            << "CREATE STREAM OUT AS SELECT A.X, A.N, B.N, C.N FROM A JOIN B WITHIN 1 SECONDS ON "
               "A.X = B.ID JOIN C WITHIN 1 SECONDS ON A.X = C.ID;";
        const QString lookup = "CREATE STREAM OUT AS SELECT %1, A.N, B.N FROM A LEFT JOIN B ON %1 "
                               "= B.ID;";
        QTest::newRow("stream and table, keys of two formats")
            << "STT" << mixed << QList<int>{4, 3, 1} << lookup.arg("A.ID");
        QTest::newRow("stream keyed anew and table")
            << "STT" << mixed << QList<int>{4, 3, 1} << lookup.arg("A.X");
        QTest::newRow("stream and two tables, keys of three formats")
            << "STT" << mixed << QList<int>{4, 3, 2}
            << "CREATE STREAM OUT AS SELECT A.ID, A.N, B.N, C.N FROM A JOIN B ON A.ID = B.ID LEFT "
               "JOIN C ON A.ID = C.ID;";
        QTest::newRow("tables, keys of two formats")
            << "TTT" << mixed << QList<int>{4, 3, 1}
            << "CREATE TABLE OUT AS SELECT A.ID, A.N, B.N FROM A LEFT JOIN B ON A.ID = B.ID;";
        QTest::newRow("tables, full, keys of two formats")
            << "TTT" << mixed << QList<int>{4, 3, 1}
            << "CREATE TABLE OUT AS SELECT ROWKEY AS K, A.N, B.N FROM A FULL OUTER JOIN B ON A.ID "
               "= B.ID;";
        QTest::newRow("three tables, keys of three formats")
            << "TTT" << mixed << QList<int>{4, 3, 2}
            << "CREATE TABLE OUT AS SELECT A.ID, A.N, B.N, C.N FROM A LEFT JOIN B ON A.ID = B.ID "
               "LEFT JOIN C ON A.ID = C.ID;";
        QTest::newRow("tables by a foreign key")
            << "TTT" << mixed << QList<int>{4, 3, 1}
            << "CREATE TABLE OUT AS SELECT A.ID, A.N, B.N FROM A LEFT JOIN B ON A.X = B.ID;";
    }

    void findTheSamePartners()
    {
        QFETCH(QString, kinds);
        QFETCH(QStringList, formats);
        QFETCH(QList<int>, partitions);
        QFETCH(QString, query);
        std::string sql;
        HarnessConfig config{.rows = 32, .partitions = 3};
        for (int i = 0; i < 3; ++i) {
            const bool table = kinds[i] == 'T';
            const QChar name = QChar('A' + i);
            sql += QString("CREATE %1 %2 (ID INT %3 KEY, X INT, N INT) WITH (KAFKA_TOPIC='%4', "
                           "KEY_FORMAT='%5', VALUE_FORMAT='JSON');\n")
                       .arg(table ? "TABLE" : "STREAM", name, table ? "PRIMARY" : "",
                            name.toLower(), formats[i])
                       .toStdString();
            config.topicPartitions[std::string(1, static_cast<char>('a' + i))] = partitions[i];
        }
        sql += query.toStdString();
        const std::vector<TestRecord> input = records(formats, kinds.contains('T'));
        const bool table = query.contains("CREATE TABLE");
        const auto whole = content(QueryHarness(sql, input, {.rows = 32}).run().rows, table);
        const auto parts = content(QueryHarness(sql, input, config).run().rows, table);
        QVERIFY(whole.size() > 10);
        QCOMPARE(parts.size(), whole.size());
        QVERIFY(parts == whole);
    }

    /// Where the left rows lie does not show in the order of what a change on the right gives.
    void aChangeOnTheRightGivesTheLeftRowsInTheOrderOfTheirKeys()
    {
        const std::string sql = "CREATE TABLE A (ID INT PRIMARY KEY, X INT) WITH (KAFKA_TOPIC='a', "
                                "VALUE_FORMAT='JSON');\n"
                                "CREATE TABLE B (ID INT PRIMARY KEY, N INT) WITH (KAFKA_TOPIC='b', "
                                "VALUE_FORMAT='JSON');\n"
                                "CREATE TABLE OUT AS SELECT A.ID, B.N FROM A JOIN B ON A.X = B.ID;";
        std::vector<TestRecord> input;
        for (int i = 0; i < 20; ++i) {
            input.push_back({"a", keyBytes(19 - i, "KAFKA"), "{\"X\":7}", 1000 + i});
        }
        input.push_back({"b", keyBytes(7, "KAFKA"), "{\"N\":1}", 2000});
        const HarnessConfig config{.partitions = 4, .topicPartitions = {{"OUT", 1}}};
        const auto rows = QueryHarness(sql, input, config).run().rows;
        QCOMPARE(rows.size(), std::size_t(20));
        QVERIFY(std::is_sorted(rows.begin(), rows.end()));
    }
};

WEIR_TEST(JoinPartitionsTest)
#include "JoinPartitionsTest.moc"
