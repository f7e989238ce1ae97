#include "core/base/BigEndian.h"
#include "tests/support/TestRegistry.h"
#include "tests/unit/exec/QueryHarness.h"

#include <QTest>

using weir::bigEndianBytes;
using weir::test::HarnessConfig;
using weir::test::hexOf;
using weir::test::QueryHarness;
using weir::test::TestRecord;

namespace {

/// A row as the harness renders it, of a windowed table with INT or STRING key: `N` counts.
struct Final {
    std::string key;
    std::int64_t start = 0;
    std::int64_t end = -1; ///< sessions only
    std::int64_t time = 0;
    int count = 0;
};

std::vector<std::string> rendered(const std::vector<Final> &rows)
{
    std::vector<std::string> texts;
    for (const Final &row : rows) {
        std::string key = row.key;
        if (row.end >= 0) {
            key += bigEndianBytes(row.end);
        }
        key += bigEndianBytes(row.start);
        texts.push_back("0@" + std::to_string(row.time) + " " + hexOf(key) +
                        " = {\"N\":" + std::to_string(row.count) + "}");
    }
    return texts;
}

std::vector<std::string> run(const std::string &window, const std::string &rest,
                             const std::vector<std::pair<std::string, std::int64_t>> &events,
                             const std::string &keyType = "VARCHAR",
                             const std::string &keyFormat = "KAFKA")
{
    const std::string sql = "CREATE STREAM S (K " + keyType +
                            " KEY, V INT) WITH (KAFKA_TOPIC='s', VALUE_FORMAT='JSON', "
                            "KEY_FORMAT='" +
                            keyFormat +
                            "');\nCREATE TABLE OUT AS SELECT K, COUNT(*) AS N FROM S WINDOW " +
                            window + " GROUP BY K" + rest + " EMIT FINAL;";
    std::vector<TestRecord> records;
    for (const auto &[key, time] : events) {
        records.push_back({"s", key, "{\"V\":1}", time});
    }
    std::vector<std::string> rows = QueryHarness(sql, records, {.rows = 1}).run().rows;
    const std::vector<std::string> atOnce = QueryHarness(sql, records, {.rows = 2048}).run().rows;
    return rows == atOnce ? rows : std::vector<std::string>{"the step shows"};
}

} // namespace

/// EMIT FINAL: the one result of a window, when stream time has passed its end and grace
/// (SEMANTICS 1).
class EmitFinalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesAWindowWhenItCloses()
    {
        // Without GRACE PERIOD there is none.
        QCOMPARE(run("TUMBLING (SIZE 10 MILLISECONDS)", "",
                     {{"a", 1}, {"b", 3}, {"a", 9}, {"a", 4}, {"b", 10}, {"a", 5}, {"a", 12}}),
                 rendered({{.key = "a", .start = 0, .time = 9, .count = 3},
                           {.key = "b", .start = 0, .time = 3, .count = 1}}));
    }

    void waitsForTheGracePeriod()
    {
        QCOMPARE(run("TUMBLING (SIZE 10 MILLISECONDS, GRACE PERIOD 5 MILLISECONDS)", "",
                     {{"a", 1}, {"a", 14}, {"a", 7}, {"a", 15}, {"a", 8}}),
                 rendered({{.key = "a", .start = 0, .time = 7, .count = 2}}));
    }

    void losesWhatIsJumpedOver()
    {
        // [0, 10) ends more than the grace period before [20, 30) starts; [10, 20) does not.
        QCOMPARE(run("TUMBLING (SIZE 10 MILLISECONDS, GRACE PERIOD 5 MILLISECONDS)", "",
                     {{"a", 1}, {"a", 11}, {"b", 12}, {"a", 26}}),
                 rendered({{.key = "a", .start = 10, .time = 11, .count = 1},
                           {.key = "b", .start = 10, .time = 12, .count = 1}}));
    }

    void givesHoppingWindowsInOrder()
    {
        QCOMPARE(run("HOPPING (SIZE 10 MILLISECONDS, ADVANCE BY 5 MILLISECONDS)", "",
                     {{"b", 6}, {"a", 7}, {"a", 11}, {"c", 15}}),
                 rendered({{.key = "a", .start = 0, .time = 7, .count = 1},
                           {.key = "b", .start = 0, .time = 6, .count = 1},
                           {.key = "a", .start = 5, .time = 11, .count = 2},
                           {.key = "b", .start = 5, .time = 6, .count = 1}}));
    }

    void givesASessionOnceUnderItsLastBounds()
    {
        const char *window = "SESSION (10 MILLISECONDS, GRACE PERIOD 5 MILLISECONDS)";
        // A session is closed strictly behind its end, gap and grace.
        QCOMPARE(run(window, "", {{"a", 0}, {"b", 2}, {"a", 8}, {"c", 23}}),
                 rendered({{.key = "b", .start = 2, .end = 2, .time = 2, .count = 1}}));
        QCOMPARE(run(window, "", {{"a", 0}, {"b", 2}, {"a", 8}, {"c", 24}}),
                 rendered({{.key = "b", .start = 2, .end = 2, .time = 2, .count = 1},
                           {.key = "a", .start = 0, .end = 8, .time = 8, .count = 2}}));
        // A late row still joins two sessions into one result.
        QCOMPARE(run(window, "", {{"a", 0}, {"a", 12}, {"a", 6}, {"c", 100}}),
                 rendered({{.key = "a", .start = 0, .end = 12, .time = 12, .count = 3}}));
    }

    void sortsByTheKeysBytesInItsFormat()
    {
        const auto number = [](int value) { return bigEndianBytes<std::int32_t>(value); };
        const Final negative{.key = number(-1), .start = 0, .time = 3, .count = 1};
        QCOMPARE(run("TUMBLING (SIZE 10 MILLISECONDS)", "",
                     {{number(10), 1}, {number(9), 2}, {number(-1), 3}, {number(9), 10}}, "INT"),
                 rendered({{.key = number(9), .start = 0, .time = 2, .count = 1},
                           {.key = number(10), .start = 0, .time = 1, .count = 1},
                           negative}));
        QCOMPARE(run("TUMBLING (SIZE 10 MILLISECONDS)", "",
                     {{"10", 1}, {"9", 2}, {"-1", 3}, {"9", 10}}, "INT", "JSON"),
                 rendered({{.key = "-1", .start = 0, .time = 3, .count = 1},
                           {.key = "10", .start = 0, .time = 1, .count = 1},
                           {.key = "9", .start = 0, .time = 2, .count = 1}}));
    }

    void havingLeavesOutWhatDoesNotMatch()
    {
        QCOMPARE(run("TUMBLING (SIZE 10 MILLISECONDS)", " HAVING COUNT(*) > 1",
                     {{"a", 1}, {"b", 3}, {"a", 9}, {"b", 10}}),
                 rendered({{.key = "a", .start = 0, .time = 9, .count = 2}}));
    }
};

WEIR_TEST(EmitFinalTest)
#include "EmitFinalTest.moc"
