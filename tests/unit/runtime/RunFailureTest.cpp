#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/RunFixture.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

constexpr int kRows = 3000;
constexpr int kBad = 1234;

/// FAILS joins before it sums, so its table is ahead of the row that ends it whenever a step holds
/// more than that row.
const std::string kText =
    "CREATE STREAM S (K VARCHAR KEY, V DECIMAL(4, 0)) WITH (KAFKA_TOPIC='s', "
    "VALUE_FORMAT='JSON');\n"
    "CREATE TABLE T (K VARCHAR PRIMARY KEY, NAME VARCHAR) WITH (KAFKA_TOPIC='t', "
    "VALUE_FORMAT='JSON');\n"
    "CREATE STREAM COPY AS SELECT * FROM S EMIT CHANGES;\n"
    "CREATE TABLE COUNTS AS SELECT K, COUNT(*) AS N FROM S GROUP BY K EMIT CHANGES;\n"
    "CREATE TABLE FAILS AS SELECT S.K AS K, SUM(S.V) AS TOTAL, COUNT(*) AS N FROM S LEFT JOIN T ON "
    "S.K = T.K GROUP BY S.K HAVING COUNT(*) > 3 EMIT CHANGES;\n"
    "CREATE STREAM CHANGES (K VARCHAR KEY, N BIGINT) WITH (KAFKA_TOPIC='FAILS', "
    "VALUE_FORMAT='JSON', PARTITIONS=1);\n"
    "CREATE STREAM SEEN AS SELECT * FROM CHANGES EMIT CHANGES;\n";

/// All that can be asked of a run after it came to rest.
struct Rest {
    std::map<std::string, std::vector<std::string>> outputs;
    std::map<std::string, std::map<TopicPartition, std::int64_t>> positions;
    std::map<std::string, std::string> states;
    std::map<std::string, std::vector<std::vector<std::uint64_t>>> counters;
    std::map<std::string, std::string> errors;
    std::uint64_t deadLetters = 0;
    std::uint64_t processedRows = 0;
};

std::vector<std::vector<std::uint64_t>> countersOf(const RunQuery &query)
{
    std::vector<std::vector<std::uint64_t>> counters;
    for (const exec::NodeCounters &node : query.driver().counters()) {
        counters.push_back({node.in, node.out, node.late, node.rejected, node.errors,
                            node.unmatched, node.unmatchedBeforeTable,
                            static_cast<std::uint64_t>(node.streamTime.value_or(-1))});
    }
    return counters;
}

std::unique_ptr<Run> openWith(const log::ClusterPtr &cluster, std::size_t batchRows)
{
    return valueOf(Run::open(
        cluster,
        {.runId = "r", .batchRows = batchRows, .clock = std::make_shared<FixedClock>(1000000)},
        farOff()));
}

Rest restOf(Run &run, log::Cluster &cluster)
{
    Rest rest{.deadLetters = run.deadLetters().count(), .processedRows = run.processedRows()};
    for (const auto &query : run.queries()) {
        const std::string &key = query->key();
        rest.outputs[key] = texts(readAll(cluster, query->sinkTopic()));
        rest.positions[key] = query->positions();
        state::StateWriter writer;
        query->driver().writeCheckpoint(writer, false);
        rest.states[key] = writer.take();
        rest.counters[key] = countersOf(*query);
        rest.errors[key] = query->error ? query->error->code : "";
    }
    return rest;
}

std::vector<TestRecord> manyRows()
{
    std::vector<TestRecord> records;
    for (int i = 0; i < kRows; ++i) {
        const bool broken = i % 97 == 5;
        const std::string value = i == kBad ? "{\"V\":9999}" : "{\"V\":2}";
        records.push_back(
            {"k" + std::to_string(i % 7), broken ? "not json" : value, 1000 + 10 * i});
    }
    return records;
}

std::vector<TestRecord> names()
{
    std::vector<TestRecord> records;
    for (int i = 0; i < 300; ++i) {
        records.push_back({"k" + std::to_string(i % 9), "{\"NAME\":\"" + std::to_string(i) + "\"}",
                           1000 + 100 * i});
    }
    return records;
}

Rest failed(std::size_t batchRows)
{
    const auto cluster = memoryCluster();
    makeTopic(*cluster, "s");
    makeTopic(*cluster, "t");
    append(*cluster, "s", manyRows());
    append(*cluster, "t", names());
    const auto run = openWith(cluster, batchRows);
    applyText(*run, *cluster, kText);
    turnUntilIdle(*run);
    return restOf(*run, *cluster);
}

} // namespace

/// A row that ends its query: outputs, state, positions and counters are those right before it,
/// however many rows a step takes (ENGINE.md 2, 12).
class RunFailureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stopsRightBeforeTheRow_data()
    {
        QTest::addColumn<int>("batchRows");
        QTest::newRow("7") << 7;
        QTest::newRow("2048") << 2048;
    }

    void stopsRightBeforeTheRow()
    {
        QFETCH(int, batchRows);
        const Rest one = failed(1);
        QCOMPARE(one.errors.at("FAILS"), std::string("functions.aggregate-overflow"));
        QCOMPARE(one.positions.at("FAILS").at({"s", 0}), std::int64_t(kBad));
        QCOMPARE(one.outputs.at("COPY").size(), std::size_t(kRows - kRows / 97 - 1));
        QVERIFY(!one.outputs.at("FAILS").empty());
        QCOMPARE(one.outputs.at("SEEN").size(), one.outputs.at("FAILS").size());
        const Rest many = failed(std::size_t(batchRows));
        QVERIFY(many.errors == one.errors);
        QVERIFY(many.outputs == one.outputs);
        QVERIFY(many.positions == one.positions);
        QVERIFY(many.states == one.states);
        for (const auto &[key, counters] : one.counters) {
            QVERIFY2(many.counters.at(key) == counters, key.c_str());
        }
        QCOMPARE(many.deadLetters, one.deadLetters);
        QCOMPARE(many.processedRows, one.processedRows);
    }

    void stopsAtTheSameRowAgain()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        makeTopic(*cluster, "t");
        append(*cluster, "s", manyRows());
        append(*cluster, "t", names());
        Rest before;
        for (int life = 0; life < 3; ++life) {
            const auto run = openWith(cluster, 500);
            applyText(*run, *cluster, kText);
            turnUntilIdle(*run);
            const Rest rest = restOf(*run, *cluster);
            QCOMPARE(rest.errors.at("FAILS"), std::string("functions.aggregate-overflow"));
            QVERIFY(life == 0 || rest.outputs == before.outputs);
            QVERIFY(life == 0 || rest.states == before.states);
            before = rest;
        }
    }

    void aRecordThatMustStopTheQueryDoes_data() { stopsRightBeforeTheRow_data(); }

    void aRecordThatMustStopTheQueryDoes()
    {
        QFETCH(int, batchRows);
        std::vector<Rest> rests;
        for (const std::size_t rows : {std::size_t{1}, std::size_t(batchRows)}) {
            const auto cluster = memoryCluster();
            makeTopic(*cluster, "s");
            auto records = numbered(0, 100);
            records[57].value = "not json";
            append(*cluster, "s", records);
            const auto run = openWith(cluster, rows);
            applyText(*run, *cluster,
                      "CREATE STREAM S (K VARCHAR KEY, V INT) WITH (KAFKA_TOPIC='s', "
                      "VALUE_FORMAT='JSON', ON_REJECT='stop');\n"
                      "CREATE TABLE N AS SELECT K, COUNT(*) AS N FROM S GROUP BY K EMIT "
                      "CHANGES;\n");
            turnUntilIdle(*run);
            rests.push_back(restOf(*run, *cluster));
        }
        QCOMPARE(rests[0].errors.at("N"), std::string("exec.record-rejected"));
        QCOMPARE(rests[0].outputs.at("N").size(), std::size_t(57));
        QCOMPARE(rests[0].positions.at("N").at({"s", 0}), std::int64_t(57));
        QVERIFY(rests[1].outputs == rests[0].outputs);
        QVERIFY(rests[1].states == rests[0].states);
        QVERIFY(rests[1].positions == rests[0].positions);
        QVERIFY(rests[1].counters == rests[0].counters);
    }

    void goesOnWhenTheStatementIsMended()
    {
        const auto cluster = memoryCluster();
        makeTopic(*cluster, "s");
        const auto text = [](const std::string &where) {
            return "CREATE STREAM S (K VARCHAR KEY, V DECIMAL(4, 0)) WITH (KAFKA_TOPIC='s', "
                   "VALUE_FORMAT='JSON');\n"
                   "CREATE TABLE T AS SELECT K, SUM(V) AS N FROM S" +
                   where + " GROUP BY K EMIT CHANGES;\n";
        };
        append(*cluster, "s",
               {{"a", "{\"V\":1}", 1}, {"a", "{\"V\":9999}", 2}, {"a", "{\"V\":2}", 3}});
        const auto run = openWith(cluster, 100);
        applyText(*run, *cluster, text(""));
        turnUntilIdle(*run);
        QVERIFY(run->queries().front()->error.has_value());
        applyText(*run, *cluster, text(" WHERE V < 9999"), OnChange::StartEmpty);
        turnUntilIdle(*run);
        QVERIFY(!run->queries().front()->error);
        // It went on at the row that had ended it.
        QCOMPARE(texts(readAll(*cluster, "T")),
                 (std::vector<std::string>{"a={\"N\":1}", "a={\"N\":2}"}));
    }
};

WEIR_TEST(RunFailureTest)
#include "RunFailureTest.moc"
