#include "tests/support/TestRegistry.h"
#include "tests/unit/exec/QueryHarness.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using weir::test::HarnessConfig;
using weir::test::HarnessResult;
using weir::test::QueryHarness;
using weir::test::TestRecord;

/// The laws of ENGINE.md 12 on random inputs: how rows are cut into steps, the optimiser and a
/// restore after any step never show.
class LawsTest : public QObject {
    Q_OBJECT

private:
    static std::string intKey(int number)
    {
        std::string bytes(4, '\0');
        for (int i = 0; i < 4; ++i) {
            bytes[static_cast<std::size_t>(i)] =
                static_cast<char>((static_cast<unsigned>(number) >> (24 - 8 * i)) & 0xffU);
        }
        return bytes;
    }

    /// Events with late rows, null keys, null values, nulls in columns and broken records.
    static std::vector<TestRecord> events(std::mt19937 &random, int count, const char *topic)
    {
        std::vector<TestRecord> records;
        std::int64_t time = 1000;
        for (int i = 0; i < count; ++i) {
            time += static_cast<std::int64_t>(random() % 900);
            const bool late = random() % 10 == 0;
            TestRecord record{topic, intKey(static_cast<int>(random() % 6)), std::nullopt,
                              late ? std::max<std::int64_t>(0, time - 30000) : time};
            if (random() % 15 == 0) {
                record.key = std::nullopt;
            }
            const std::string amount = random() % 12 == 0 ? "null" : std::to_string(random() % 100);
            const std::string name = std::string(1, static_cast<char>('a' + random() % 3));
            if (random() % 20 == 0) {
                record.value = "{broken";
            } else if (random() % 15 != 0) {
                record.value = "{\"USER\":" + std::to_string(random() % 8) +
                               ",\"AMOUNT\":" + amount + ",\"NAME\":\"" + name + "\"}";
            }
            records.push_back(std::move(record));
        }
        return records;
    }

    /// Changes of a table, some of them deletions.
    static std::vector<TestRecord> people(std::mt19937 &random, int count, const char *topic)
    {
        std::vector<TestRecord> records;
        std::int64_t time = 0;
        for (int i = 0; i < count; ++i) {
            time += static_cast<std::int64_t>(random() % 2500);
            TestRecord record{topic, intKey(static_cast<int>(random() % 8)), std::nullopt, time};
            if (random() % 4 != 0) {
                const char *levels[] = {"gold", "silver", "bronze"};
                record.value = "{\"LEVEL\":\"" + std::string(levels[random() % 3]) +
                               "\",\"POINTS\":" + std::to_string(random() % 50) + "}";
            }
            records.push_back(std::move(record));
        }
        return records;
    }

    static HarnessResult runWith(const std::string &sql, const std::vector<TestRecord> &records,
                                 HarnessConfig config)
    {
        return QueryHarness(sql, records, config).run();
    }

    /// Returns what differs first, or nothing.
    static QString difference(const HarnessResult &actual, const HarnessResult &expected)
    {
        if (actual.failure != expected.failure) {
            return QString::fromStdString("ended by " + actual.failure);
        }
        for (std::size_t i = 0; i < std::max(actual.rows.size(), expected.rows.size()); ++i) {
            const std::string a = i < actual.rows.size() ? actual.rows[i] : "(nothing)";
            const std::string b = i < expected.rows.size() ? expected.rows[i] : "(nothing)";
            if (a != b) {
                return QString::fromStdString("row " + std::to_string(i) + ": " + a +
                                              "\n  instead of: " + b);
            }
        }
        return {};
    }

    /// Returns the rows of a table that its sink's rows `PARTITION@TIME KEY = VALUE` leave.
    static std::map<std::string, std::string> tableOf(const std::vector<std::string> &rows)
    {
        std::map<std::string, std::string> table;
        for (const std::string &row : rows) {
            const std::size_t key = row.find(' ') + 1;
            const std::size_t value = row.find(" = ", key);
            const std::string name = row.substr(key, value - key);
            if (row.substr(value + 3) == "null") {
                table.erase(name);
            } else {
                table[name] = row;
            }
        }
        return table;
    }

    static bool isSubsequence(const std::vector<std::string> &part,
                              const std::vector<std::string> &whole)
    {
        std::size_t at = 0;
        for (const std::string &row : whole) {
            at += at < part.size() && part[at] == row ? 1 : 0;
        }
        return at == part.size();
    }

    /// Changes that are gathered and let out now and then are some of all changes, in their order,
    /// and leave the same table and the same state.
    static QString gatheringDifference(const std::string &sql,
                                       const std::vector<TestRecord> &records,
                                       std::int32_t partitions, const HarnessResult &expected)
    {
        for (const std::size_t rows : {1, 7, 2048}) {
            for (const std::size_t letOutEvery : {0, 1, 9}) {
                for (const std::size_t checkpointEvery : {0, 4}) {
                    const HarnessResult actual = runWith(sql, records,
                                                         {.rows = rows,
                                                          .checkpointEvery = checkpointEvery,
                                                          .partitions = partitions,
                                                          .coalesce = true,
                                                          .letOutEvery = letOutEvery});
                    const QString where =
                        QString(" (%1 rows, every %2)").arg(rows).arg(letOutEvery);
                    if (!isSubsequence(actual.rows, expected.rows)) {
                        return "no subsequence" + where;
                    }
                    if (tableOf(actual.rows) != tableOf(expected.rows)) {
                        return "another table" + where;
                    }
                    if (checkpointEvery == 0 && actual.state != expected.state) {
                        return "another state" + where;
                    }
                    if (letOutEvery == 0 && checkpointEvery == 0 &&
                        actual.rows.size() >
                            tableOf(expected.rows).size() +
                                static_cast<std::size_t>(std::count_if(
                                    actual.rows.begin(), actual.rows.end(), isTombstone))) {
                        return "more than the last change of a key" + where;
                    }
                }
            }
        }
        return {};
    }

    static bool isTombstone(const std::string &row)
    {
        return row.size() > 7 && row.substr(row.size() - 7) == " = null";
    }

private Q_SLOTS:
    void holdForEveryQuery_data()
    {
        QTest::addColumn<QString>("query");
        const auto row = [](const char *name, const char *query) {
            QTest::newRow(name) << QString::fromUtf8(query);
        };
        row("filter",
            "CREATE STREAM OUT AS SELECT ID, AMOUNT, NAME FROM EVENTS WHERE AMOUNT > 30;");
        row("project", "CREATE STREAM OUT AS SELECT ID, AMOUNT + 1 AS A, USER FROM EVENTS;");
        row("rekey", "CREATE STREAM OUT AS SELECT * FROM EVENTS PARTITION BY USER;");
        row("left join",
            "CREATE STREAM OUT AS SELECT E.USER AS USER, E.AMOUNT, P.LEVEL FROM EVENTS "
            "E LEFT JOIN PEOPLE P ON E.USER = P.ID;");
        row("inner join", "CREATE STREAM OUT AS SELECT E.USER AS USER, E.AMOUNT, P.LEVEL, P.POINTS "
                          "FROM EVENTS E JOIN PEOPLE P ON E.USER = P.ID WHERE P.POINTS > 10;");
        row("count",
            "CREATE TABLE OUT AS SELECT USER, COUNT(*) AS N, SUM(AMOUNT) AS S, MIN(AMOUNT) "
            "AS LO, MAX(AMOUNT) AS HI, AVG(AMOUNT) AS M FROM EVENTS GROUP BY USER;");
        row("tumbling",
            "CREATE TABLE OUT AS SELECT NAME, COUNT(*) AS N FROM EVENTS WINDOW TUMBLING "
            "(SIZE 10 SECONDS, GRACE PERIOD 5 SECONDS) GROUP BY NAME;");
        row("hopping",
            "CREATE TABLE OUT AS SELECT NAME, SUM(AMOUNT) AS S FROM EVENTS WINDOW HOPPING "
            "(SIZE 10 SECONDS, ADVANCE BY 3 SECONDS, GRACE PERIOD 8 SECONDS) GROUP BY "
            "NAME;");
        row("having",
            "CREATE TABLE OUT AS SELECT USER, SUM(AMOUNT) AS S FROM EVENTS WINDOW TUMBLING "
            "(SIZE 20 SECONDS) GROUP BY USER HAVING SUM(AMOUNT) > 60 AND SUM(AMOUNT) < "
            "150;");
        row("table filter",
            "CREATE TABLE OUT AS SELECT ID, LEVEL, POINTS FROM PEOPLE WHERE POINTS > 25;");
        row("table aggregate", "CREATE TABLE OUT AS SELECT LEVEL, COUNT(*) AS N, SUM(POINTS) AS S "
                               "FROM PEOPLE GROUP BY LEVEL HAVING COUNT(*) > 1;");
        row("session",
            "CREATE TABLE OUT AS SELECT USER, COUNT(*) AS N, MAX(AMOUNT) AS HI FROM EVENTS "
            "WINDOW SESSION (4 SECONDS, GRACE PERIOD 6 SECONDS) GROUP BY USER HAVING "
            "COUNT(*) > 1;");
        row("stream join",
            "CREATE STREAM OUT AS SELECT E.USER AS USER, E.AMOUNT, O.AMOUNT AS OTHER "
            "FROM EVENTS E JOIN OTHERS O WITHIN 5 SECONDS ON E.USER = O.USER;");
        row("stream left join with grace",
            "CREATE STREAM OUT AS SELECT E.USER AS USER, E.AMOUNT, O.AMOUNT AS OTHER FROM EVENTS E "
            "LEFT JOIN OTHERS O WITHIN (2 SECONDS, 4 SECONDS) GRACE PERIOD 3 SECONDS ON E.USER = "
            "O.USER;");
        row("stream full join",
            "CREATE STREAM OUT AS SELECT ROWKEY AS K, E.AMOUNT, O.AMOUNT AS OTHER FROM EVENTS E "
            "FULL "
            "OUTER JOIN OTHERS O WITHIN 3 SECONDS GRACE PERIOD 1 SECONDS ON E.USER = O.USER;");
        row("stream full join with unequal bounds",
            "CREATE STREAM OUT AS SELECT ROWKEY AS K, E.AMOUNT, O.AMOUNT AS OTHER FROM EVENTS E "
            "FULL OUTER JOIN OTHERS O WITHIN (1 SECONDS, 6 SECONDS) GRACE PERIOD 2 SECONDS ON "
            "E.USER = O.USER;");
        row("table join", "CREATE TABLE OUT AS SELECT P.ID AS ID, P.LEVEL, Q.POINTS FROM PEOPLE P "
                          "JOIN PEERS Q ON P.ID = Q.ID WHERE Q.POINTS > 10;");
        row("foreign key join", "CREATE TABLE OUT AS SELECT P.ID AS ID, P.LEVEL, Q.LEVEL AS OTHER "
                                "FROM PEOPLE P LEFT JOIN "
                                "PEERS Q ON P.POINTS = Q.ID;");
        row("table full join",
            "CREATE TABLE OUT AS SELECT ROWKEY AS K, P.LEVEL, Q.POINTS FROM PEOPLE "
            "P FULL OUTER JOIN PEERS Q ON P.ID = Q.ID;");
        row("final tumbling",
            "CREATE TABLE OUT AS SELECT NAME, COUNT(*) AS N, MAX(AMOUNT) AS HI, "
            "COLLECT_LIST(NAME) AS ALL_NAMES FROM EVENTS WINDOW TUMBLING (SIZE 10 SECONDS, GRACE "
            "PERIOD 5 SECONDS) GROUP BY NAME EMIT FINAL;");
        row("final hopping",
            "CREATE TABLE OUT AS SELECT USER, SUM(AMOUNT) AS S FROM EVENTS WINDOW HOPPING (SIZE 10 "
            "SECONDS, ADVANCE BY 3 SECONDS) GROUP BY USER HAVING SUM(AMOUNT) > 60 EMIT FINAL;");
        row("final session",
            "CREATE TABLE OUT AS SELECT USER, COUNT(*) AS N, COLLECT_LIST(NAME) AS ALL_NAMES FROM "
            "EVENTS WINDOW SESSION (4 SECONDS, GRACE PERIOD 6 SECONDS) GROUP BY USER EMIT FINAL;");
        row("table copy", "CREATE TABLE OUT AS SELECT ID, POINTS * 2 AS P, LEVEL FROM PEOPLE;");
        row("wide decimals",
            "CREATE TABLE OUT WITH (KEY_FORMAT='JSON') AS SELECT CAST(USER AS DECIMAL(45, 5)) / 7 "
            "AS K, SUM(CAST(AMOUNT AS DECIMAL(50, 10)) * AMOUNT) AS S, MAX(CAST(AMOUNT AS "
            "DECIMAL(40, 1))) AS HI FROM EVENTS GROUP BY CAST(USER AS DECIMAL(45, 5)) / 7;");
        row("wide decimals of a table",
            "CREATE TABLE OUT AS SELECT LEVEL, SUM(CAST(POINTS AS DECIMAL(60, 2)) - 30) AS S FROM "
            "PEOPLE GROUP BY LEVEL HAVING SUM(CAST(POINTS AS DECIMAL(60, 2)) - 30) > -90;");
        row("limit", "SELECT ID, AMOUNT FROM EVENTS WHERE AMOUNT > 20 EMIT CHANGES LIMIT 17;");
    }

    void holdForEveryQuery()
    {
        QFETCH(QString, query);
        const std::string sql =
            "CREATE STREAM EVENTS (ID INT KEY, USER INT, AMOUNT INT, NAME VARCHAR) WITH "
            "(KAFKA_TOPIC='events', VALUE_FORMAT='JSON');\n"
            "CREATE TABLE PEOPLE (ID INT PRIMARY KEY, LEVEL VARCHAR, POINTS INT) WITH "
            "(KAFKA_TOPIC='people', VALUE_FORMAT='JSON');\n"
            "CREATE STREAM OTHERS (ID INT KEY, USER INT, AMOUNT INT, NAME VARCHAR) WITH "
            "(KAFKA_TOPIC='others', VALUE_FORMAT='JSON');\n"
            "CREATE TABLE PEERS (ID INT PRIMARY KEY, LEVEL VARCHAR, POINTS INT) WITH "
            "(KAFKA_TOPIC='peers', VALUE_FORMAT='JSON');\n" +
            query.toStdString();
        for (unsigned seed = 1; seed <= 4; ++seed) {
            std::mt19937 random(seed);
            std::vector<TestRecord> records = events(random, 400, "events");
            for (std::vector<TestRecord> more :
                 {people(random, 120, "people"), events(random, 150, "others"),
                  people(random, 60, "peers")}) {
                records.insert(records.end(), more.begin(), more.end());
            }
            for (const std::int32_t partitions : {1, 3}) {
                const HarnessResult expected =
                    runWith(sql, records, {.rows = 1, .partitions = partitions});
                QVERIFY(!expected.rows.empty());
                for (const std::size_t rows : {std::size_t{7}, std::size_t{2048}}) {
                    const HarnessResult actual =
                        runWith(sql, records, {.rows = rows, .partitions = partitions});
                    QCOMPARE(difference(actual, expected), QString());
                    QVERIFY(query.contains("LIMIT") || actual.state == expected.state);
                }
                const HarnessResult plain = runWith(
                    sql, records, {.rows = 50, .optimize = false, .partitions = partitions});
                QCOMPARE(difference(plain, expected), QString());
                if (query.contains("CREATE TABLE")) {
                    QCOMPARE(gatheringDifference(sql, records, partitions, expected), QString());
                }
                for (const std::size_t every : {1, 3}) {
                    const HarnessResult restored =
                        runWith(sql, records,
                                {.rows = 13, .checkpointEvery = every, .partitions = partitions});
                    QCOMPARE(difference(restored, expected), QString());
                }
                const HarnessResult merged = runWith(
                    sql, records,
                    {.rows = 29, .checkpointEvery = 2, .merge = true, .partitions = partitions});
                QCOMPARE(difference(merged, expected), QString());
            }
        }
    }

    void aRowThatEndsTheQuerySaysAtWhichNode_data()
    {
        QTest::addColumn<QString>("window");
        QTest::newRow("no window") << "";
        QTest::newRow("tumbling") << "WINDOW TUMBLING (SIZE 1 HOUR)";
        QTest::newRow("session") << "WINDOW SESSION (1 HOUR)";
    }

    void aRowThatEndsTheQuerySaysAtWhichNode()
    {
        QFETCH(QString, window);
        const std::string sql =
            "CREATE STREAM EVENTS (ID INT KEY, AMOUNT BIGINT) WITH (KAFKA_TOPIC='events', "
            "VALUE_FORMAT='JSON');\n"
            "CREATE TABLE OUT AS SELECT ID, SUM(CAST(AMOUNT AS DECIMAL(19, 0))) AS S FROM EVENTS " +
            window.toStdString() + " GROUP BY ID;";
        std::vector<TestRecord> records;
        for (int i = 0; i < 30; ++i) {
            records.push_back({"events", intKey(1), "{\"AMOUNT\":9000000000000000000}", i});
        }
        const HarnessResult result = runWith(sql, records, {.rows = 7});
        QCOMPARE(result.failure, std::string("functions.aggregate-overflow"));
        QCOMPARE(result.failedAt, std::string("OUT/group-by"));
    }

    void aRowThatEndsTheQueryLetsEarlierOnesOut()
    {
        const std::string sql =
            "CREATE STREAM EVENTS (ID INT KEY, AMOUNT DECIMAL(3,0)) WITH (KAFKA_TOPIC='events', "
            "VALUE_FORMAT='JSON');\n"
            "CREATE TABLE OUT AS SELECT ID, SUM(AMOUNT) AS S FROM EVENTS GROUP BY ID;";
        std::vector<TestRecord> records;
        for (int i = 0; i < 40; ++i) {
            records.push_back({"events", intKey(i % 3), "{\"AMOUNT\":99}", i});
        }
        const HarnessResult expected = runWith(sql, records, {.rows = 1});
        if (expected.failure.empty()) {
            QSKIP("the sum's type has room for more digits");
        }
        QVERIFY(!expected.rows.empty());
        QCOMPARE(difference(runWith(sql, records, {.rows = 7}), expected), QString());
        QCOMPARE(difference(runWith(sql, records, {.rows = 2048}), expected), QString());
    }
};

WEIR_TEST(LawsTest)
#include "LawsTest.moc"
