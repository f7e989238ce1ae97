#include "core/exec/TableReader.h"

#include "tests/support/TestRegistry.h"
#include "tests/unit/exec/QueryHarness.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace weir;
using weir::exec::TableContents;
using weir::exec::TableReader;
using weir::exec::TableRequest;
using weir::test::QueryHarness;
using weir::test::TestRecord;

namespace {

using Rows = std::set<std::string>;

const std::string kTables =
    "CREATE STREAM EVENTS (ID BIGINT KEY, USER BIGINT, AMOUNT INT, NAME VARCHAR) WITH "
    "(KAFKA_TOPIC='events', VALUE_FORMAT='JSON');\n"
    "CREATE TABLE PEOPLE (ID BIGINT PRIMARY KEY, LEVEL VARCHAR, POINTS INT) WITH "
    "(KAFKA_TOPIC='people', VALUE_FORMAT='JSON');\n"
    "CREATE TABLE PEERS (ID BIGINT PRIMARY KEY, LEVEL VARCHAR, POINTS INT) WITH "
    "(KAFKA_TOPIC='peers', VALUE_FORMAT='JSON');\n";

std::string bigintKey(std::int64_t number)
{
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<char>(static_cast<std::uint64_t>(number) >> shift));
    }
    return bytes;
}

std::vector<TestRecord> inputs(unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<TestRecord> records;
    for (int i = 0; i < 300; ++i) {
        const char *names[] = {"a", "b", "c"};
        records.push_back({"events", bigintKey(random() % 6),
                           "{\"USER\":" + std::to_string(random() % 9) +
                               ",\"AMOUNT\":" + std::to_string(random() % 50) + ",\"NAME\":\"" +
                               names[random() % 3] + "\"}",
                           i * 400 + static_cast<std::int64_t>(random() % 3000)});
    }
    for (const char *topic : {"people", "peers"}) {
        for (int i = 0; i < 80; ++i) {
            TestRecord record{topic, bigintKey(random() % 12), std::nullopt,
                              i * 1000 + static_cast<std::int64_t>(random() % 4000)};
            if (random() % 3 != 0) {
                record.value = "{\"LEVEL\":\"" + std::string(1, char('g' + random() % 3)) +
                               "\",\"POINTS\":" + std::to_string(random() % 50) + "}";
            }
            records.push_back(std::move(record));
        }
    }
    return records;
}

/// What the sink's topic holds: of every key the last record, unless it is a deletion.
Rows newestRows(const std::vector<std::string> &records)
{
    std::map<std::string, std::string> newest;
    for (const std::string &record : records) {
        const auto key = record.find(' ');
        newest[record.substr(key, record.find(" = ") - key)] = record;
    }
    Rows rows;
    for (const auto &[key, record] : newest) {
        if (!record.ends_with(" = null")) {
            rows.insert(record);
        }
    }
    return rows;
}

/// Start of the window in a record's key, which ends with it (8 bytes in hexadecimal).
std::int64_t startOf(const std::string &record)
{
    const auto end = record.find(" = ");
    return std::stoll(record.substr(end - 16, 16), nullptr, 16);
}

} // namespace

/// The rows that are read from an operator's state are those of the sink's topic.
class TableReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesTheRowsOfTheTopic_data()
    {
        QTest::addColumn<QString>("query");
        const auto row = [](const char *name, const char *query) {
            QTest::newRow(name) << QString::fromUtf8(query);
        };
        row("aggregate", "SELECT USER, COUNT(*) AS N, SUM(AMOUNT) AS S, COLLECT_LIST(NAME) AS L "
                         "FROM EVENTS GROUP BY USER");
        row("two keys", "SELECT NAME, USER, MAX(AMOUNT) AS HI FROM EVENTS GROUP BY USER, NAME");
        row("having", "SELECT USER, SUM(AMOUNT) AS S FROM EVENTS GROUP BY USER HAVING "
                      "SUM(AMOUNT) > 500");
        row("aggregate of a table",
            "SELECT LEVEL, COUNT(*) AS N, SUM(POINTS) AS P FROM PEOPLE GROUP BY LEVEL");
        row("filtered table", "SELECT ID, LEVEL, POINTS + 1 AS P FROM PEOPLE WHERE POINTS > 20");
        row("table join",
            "SELECT P.ID AS ID, P.LEVEL, Q.POINTS FROM PEOPLE P JOIN PEERS Q ON P.ID = Q.ID");
        row("left table join", "SELECT P.ID AS ID, P.LEVEL, Q.POINTS FROM PEOPLE P LEFT JOIN PEERS "
                               "Q ON P.ID = Q.ID");
        row("full table join",
            "SELECT ROWKEY AS ID, P.LEVEL, Q.POINTS FROM PEOPLE P FULL OUTER JOIN "
            "PEERS Q ON P.ID = Q.ID WHERE Q.POINTS > 10");
        row("tumbling", "SELECT USER, COUNT(*) AS N FROM EVENTS WINDOW TUMBLING (SIZE 10 SECONDS) "
                        "GROUP BY USER");
        row("closed windows", "SELECT USER, COUNT(*) AS N FROM EVENTS WINDOW TUMBLING (SIZE 10 "
                              "SECONDS, GRACE PERIOD 0 SECONDS) GROUP BY USER");
        row("session", "SELECT USER, COUNT(*) AS N, COLLECT_LIST(AMOUNT) AS L FROM EVENTS WINDOW "
                       "SESSION (5 SECONDS) GROUP BY USER HAVING COUNT(*) > 1");
        row("closed sessions", "SELECT USER, COUNT(*) AS N FROM EVENTS WINDOW SESSION (2 SECONDS, "
                               "GRACE PERIOD 1 SECONDS) GROUP BY USER");
        row("hopping", "SELECT USER, COUNT(*) AS N FROM EVENTS WINDOW HOPPING (SIZE 10 SECONDS, "
                       "ADVANCE BY 4 SECONDS, GRACE PERIOD 20 SECONDS) GROUP BY USER");
    }

    void givesTheRowsOfTheTopic()
    {
        QFETCH(QString, query);
        const std::string sql = kTables + "CREATE TABLE OUT WITH (KEY_FORMAT='JSON') AS " +
                                query.toStdString() + " EMIT CHANGES;";
        for (const std::int32_t partitions : {1, 3}) {
            for (unsigned seed = 1; seed <= 3; ++seed) {
                QueryHarness harness(sql, inputs(seed), {.rows = 7, .partitions = partitions});
                const Rows topic = newestRows(harness.run().rows);
                QVERIFY(!topic.empty());
                const auto reader = TableReader::of(harness.driver().query());
                QVERIFY(reader.has_value());
                TableRequest request;
                Rows expected = topic;
                Rows read;
                // Windows that are no longer held have left the state; the rest must be equal.
                while (rowsOf(*reader, harness, request, read) == TableContents::Outcome::Partial) {
                    QVERIFY(read.empty());
                    QVERIFY(!expected.empty());
                    std::int64_t oldest = TableRequest::kLast;
                    for (const std::string &record : expected) {
                        oldest = std::min(oldest, startOf(record));
                    }
                    std::erase_if(expected, [oldest](const std::string &record) {
                        return startOf(record) <= oldest;
                    });
                    request.startFrom = oldest + 1;
                }
                QVERIFY(!expected.empty());
                // Sessions that began before are given as well.
                std::erase_if(read, [&request](const std::string &record) {
                    return request.startFrom != TableRequest::kFirst &&
                           startOf(record) < request.startFrom;
                });
                QVERIFY2(read == expected, differences(read, expected).c_str());
            }
        }
    }

    void findsSingleKeys()
    {
        const std::string sql =
            kTables + "CREATE TABLE OUT AS SELECT USER, COUNT(*) AS N FROM EVENTS GROUP BY USER;";
        for (const std::int32_t partitions : {1, 4}) {
            QueryHarness harness(sql, inputs(7), {.rows = 50, .partitions = partitions});
            const Rows topic = newestRows(harness.run().rows);
            const auto reader = TableReader::of(harness.driver().query());
            for (std::int64_t user = 0; user < 11; ++user) {
                Rows expected = topic;
                std::erase_if(expected, [user](const std::string &record) {
                    return record.find(" " + test::hexOf(bigintKey(user)) + " ") ==
                           std::string::npos;
                });
                QCOMPARE(expected.size(), std::size_t(user < 9 ? 1 : 0));
                Rows read;
                // One row at most is looked at: this is no scan.
                const auto outcome =
                    rowsOf(*reader, harness, {.keys = {{{Value(user)}}}, .mostRows = 1}, read);
                QVERIFY(outcome == TableContents::Outcome::Whole);
                QVERIFY2(read == expected, differences(read, expected).c_str());
            }
        }
    }

    void bringsKeysIntoTheOrderOfTheState()
    {
        const std::string sql =
            kTables +
            "CREATE TABLE OUT WITH (KEY_FORMAT='JSON') AS SELECT NAME AS LETTER, USER AS WHO, "
            "COUNT(*) AS N FROM EVENTS GROUP BY USER, NAME;";
        QueryHarness harness(sql, inputs(3), {.rows = 50});
        harness.run();
        const auto reader = TableReader::of(harness.driver().query());
        const Schema &schema = harness.driver().query().nodes.back().op->schema();
        std::vector<Value> key;
        for (const ColumnDefinition &column : schema.key) {
            key.push_back(column.name == "LETTER" ? Value(std::string("b"))
                                                  : Value(std::int64_t(4)));
        }
        Rows read;
        rowsOf(*reader, harness, {.keys = {{key}}, .mostRows = 1}, read);
        QCOMPARE(read.size(), std::size_t(1));
    }

    void looksAtNoMoreRowsThanAllowed()
    {
        const std::string sql =
            kTables + "CREATE TABLE OUT AS SELECT USER, COUNT(*) AS N FROM EVENTS GROUP BY USER;";
        QueryHarness harness(sql, inputs(1), {.rows = 50});
        harness.run();
        const auto reader = TableReader::of(harness.driver().query());
        Rows read;
        QVERIFY(rowsOf(*reader, harness, {.mostRows = 8}, read) == TableContents::Outcome::TooMany);
        QVERIFY(read.empty());
        QVERIFY(rowsOf(*reader, harness, {.mostRows = 9}, read) == TableContents::Outcome::Whole);
        QCOMPARE(read.size(), std::size_t(9));
    }

    void leavesToTheTopicWhatIsNoState()
    {
        for (const char *query :
             {"CREATE STREAM OUT AS SELECT ID, AMOUNT FROM EVENTS WHERE AMOUNT > 3;",
              "CREATE TABLE OUT AS SELECT ID, POINTS FROM PEOPLE;",
              "CREATE TABLE OUT AS SELECT USER, COUNT(*) + UNIX_TIMESTAMP() AS N FROM EVENTS GROUP "
              "BY USER;"}) {
            QueryHarness harness(kTables + query, inputs(1), {.rows = 50});
            harness.run();
            QVERIFY2(!TableReader::of(harness.driver().query()), query);
        }
    }

private:
    static TableContents::Outcome rowsOf(const TableReader &reader, const QueryHarness &harness,
                                         const TableRequest &request, Rows &rows)
    {
        exec::OutputBuffer output;
        const auto outcome = reader.read(harness.driver(), request, output);
        rows.clear();
        for (const auto *partition : output.filled()) {
            for (std::string &text : QueryHarness::recordTexts(*partition)) {
                rows.insert(std::move(text));
            }
        }
        return outcome;
    }

    static std::string differences(const Rows &read, const Rows &expected)
    {
        std::string text;
        for (const std::string &row : read) {
            text += expected.contains(row) ? "" : "\nread:     " + row;
        }
        for (const std::string &row : expected) {
            text += read.contains(row) ? "" : "\nin topic: " + row;
        }
        return text;
    }
};

WEIR_TEST(TableReaderTest)
#include "TableReaderTest.moc"
