#include "tests/support/TestRegistry.h"
#include "tests/unit/exec/QueryHarness.h"

#include <QRegularExpression>
#include <QTest>

#include <set>

using weir::test::HarnessConfig;
using weir::test::HarnessResult;
using weir::test::QueryHarness;
using weir::test::TestRecord;

/// RANDOM and UUID are functions of the run's seed and of a row's place: all different, and on
/// every replay the same (ENGINE.md 7).
class RandomPlaceTest : public QObject {
    Q_OBJECT

private:
    static std::vector<TestRecord> records()
    {
        std::vector<TestRecord> records;
        for (int i = 0; i < 60; ++i) {
            const std::string key(1, static_cast<char>('a' + i % 5));
            for (const char *topic : {"events", "others"}) {
                records.push_back({topic, key,
                                   "{\"USER\":\"" + std::string(1, static_cast<char>('p' + i % 4)) +
                                       "\",\"AMOUNT\":" + std::to_string(i) + "}",
                                   1000 + i * 700});
            }
        }
        return records;
    }

    static HarnessResult runWith(const QString &query, HarnessConfig config)
    {
        const std::string sql =
            "CREATE STREAM EVENTS (ID VARCHAR KEY, USER VARCHAR, AMOUNT INT) WITH "
            "(KAFKA_TOPIC='events', VALUE_FORMAT='JSON');\n"
            "CREATE STREAM OTHERS (ID VARCHAR KEY, USER VARCHAR, AMOUNT INT) WITH "
            "(KAFKA_TOPIC='others', VALUE_FORMAT='JSON');\n" +
            query.toStdString();
        return QueryHarness(sql, records(), config).run();
    }

    static std::vector<std::string> uuidsIn(const HarnessResult &result)
    {
        static const QRegularExpression uuid(
            QStringLiteral("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"));
        std::vector<std::string> uuids;
        for (const std::string &row : result.rows) {
            auto found = uuid.globalMatch(QString::fromStdString(row));
            while (found.hasNext()) {
                uuids.push_back(found.next().captured().toStdString());
            }
        }
        return uuids;
    }

private Q_SLOTS:
    void isOnlyThePlaces_data()
    {
        QTest::addColumn<QString>("query");
        const auto row = [](const char *name, const char *query) {
            QTest::newRow(name) << QString::fromUtf8(query);
        };
        row("project", "CREATE STREAM OUT AS SELECT ID, UUID() AS U FROM EVENTS WHERE AMOUNT > 9;");
        row("two calls", "CREATE STREAM OUT AS SELECT ID, UUID() AS U, UUID() AS W FROM EVENTS;");
        row("explode", "CREATE STREAM OUT AS SELECT ID, EXPLODE(ARRAY[1, 2, AMOUNT]) AS N, "
                       "UUID() AS U FROM EVENTS;");
        row("rekey",
            "CREATE STREAM OUT AS SELECT USER, UUID() AS U FROM EVENTS PARTITION BY USER;");
        row("hopping", "CREATE TABLE OUT AS SELECT USER, SUM(AMOUNT) AS S, UUID() AS U FROM EVENTS "
                       "WINDOW HOPPING (SIZE 10 SECONDS, ADVANCE BY 3 SECONDS) GROUP BY USER "
                       "HAVING SUM(AMOUNT) > 20;");
        row("join of two topics",
            "CREATE STREAM OUT AS SELECT E.USER AS USER, UUID() AS U, E.AMOUNT, O.AMOUNT FROM "
            "EVENTS E JOIN OTHERS O WITHIN 8 SECONDS ON E.USER = O.USER;");
        row("lambda", "CREATE STREAM OUT AS SELECT ID, TRANSFORM(ARRAY[1, 2, 3], X => UUID()) AS U "
                      "FROM EVENTS;");
        row("lambda in a lambda",
            "CREATE STREAM OUT AS SELECT ID, TRANSFORM(ARRAY[ARRAY[1, 2], ARRAY[3]], "
            "L => TRANSFORM(L, X => UUID())) AS U FROM EVENTS;");
        row("one element after the other",
            "CREATE STREAM OUT AS SELECT ID, REDUCE(ARRAY[1, 2, 3], '', (S, X) => CONCAT(S, "
            "CONCAT(' ', UUID()))) AS U FROM EVENTS;");
    }

    void isOnlyThePlaces()
    {
        QFETCH(QString, query);
        for (const std::int32_t partitions : {1, 3}) {
            const HarnessResult expected = runWith(query, {.partitions = partitions});
            const std::vector<std::string> uuids = uuidsIn(expected);
            QVERIFY(uuids.size() >= expected.rows.size() && !uuids.empty());
            QCOMPARE(std::set(uuids.begin(), uuids.end()).size(), uuids.size());
            for (const HarnessConfig &config :
                 {HarnessConfig{.rows = 7}, HarnessConfig{.rows = 2048},
                  HarnessConfig{.rows = 50, .optimize = false},
                  HarnessConfig{.rows = 13, .checkpointEvery = 2},
                  HarnessConfig{.rows = 20, .slabRecords = 7}}) {
                HarnessConfig other = config;
                other.partitions = partitions;
                QCOMPARE(runWith(query, other).rows, expected.rows);
            }
        }
    }

    void anotherRunHasOthers()
    {
        const QString query = QStringLiteral("CREATE STREAM OUT AS SELECT ID, UUID() AS U FROM "
                                             "EVENTS;");
        std::vector<std::string> uuids = uuidsIn(runWith(query, {.runSeed = 1}));
        const std::vector<std::string> more = uuidsIn(runWith(query, {.runSeed = 2}));
        uuids.insert(uuids.end(), more.begin(), more.end());
        QCOMPARE(std::set(uuids.begin(), uuids.end()).size(), uuids.size());
    }
};

WEIR_TEST(RandomPlaceTest)
#include "RandomPlaceTest.moc"
