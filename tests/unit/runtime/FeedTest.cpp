#include "core/runtime/feed/TapBoard.h"
#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/EngineFixture.h"

#include <QTest>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

using Texts = std::vector<std::string>;

const std::string kFilterText =
    kStreamS + "CREATE STREAM BIG AS SELECT K, V FROM S WHERE V > 3 EMIT CHANGES;\n";

} // namespace

/// What the engine shows to who looks: tails, results, taps.
class FeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_test = std::make_unique<TestEngine>();
        makeTopic(m_test->cluster(), "s");
        append(m_test->cluster(), "s", numbered(0, 6));
    }
    void cleanup() { m_test.reset(); }

    void tailsATopicFromTheBeginningAndOn()
    {
        auto tail =
            subscribe(TopicTailSpec{.topic = "s", .start = {FeedStart::Kind::Beginning, 0}});
        tail->waitForRows(6);
        append(m_test->cluster(), "s", numbered(6, 2));
        tail->waitForRows(8);
        QCOMPARE(tail->rows.back().record.offset, std::int64_t(7));
        QCOMPARE(cellTexts(tail->rows).front(), std::string("k0|{\"V\":0}"));
        QCOMPARE(tail->rows.back().sequence, std::uint64_t(7));
    }

    void goesOnWhereSomebodyStopped()
    {
        auto tail = subscribe(TopicTailSpec{
            .topic = "s", .start = {FeedStart::Kind::Beginning, 0}, .goOnAt = {{0, 4}}});
        tail->waitForRows(2);
        QCOMPARE(tail->rows.front().record.offset, std::int64_t(4));
        append(m_test->cluster(), "s", numbered(6, 1));
        tail->waitForRows(3);
        QCOMPARE(tail->rows.back().record.offset, std::int64_t(6));
        // Behind the end (the topic was made anew): what comes.
        auto behind = subscribe(TopicTailSpec{.topic = "s", .goOnAt = {{0, 99}, {7, 1}}});
        QVERIFY(behind->waitFor([&] { return !behind->info().columns.empty(); }));
        append(m_test->cluster(), "s", numbered(7, 1));
        behind->waitForRows(1);
        QCOMPARE(behind->rows.front().record.offset, std::int64_t(7));
    }

    void tailsFromTheEnd()
    {
        auto tail = subscribe(TopicTailSpec{.topic = "s"});
        QVERIFY(tail->waitFor([&] { return !tail->info().columns.empty(); }));
        append(m_test->cluster(), "s", numbered(6, 1));
        tail->waitForRows(1);
        QCOMPARE(tail->rows.front().record.offset, std::int64_t(6));
    }

    void filtersATailInTheEngine()
    {
        valueOf(m_test->apply(kFilterText));
        auto tail = subscribe(TopicTailSpec{
            .topic = "s", .start = {FeedStart::Kind::Beginning, 0}, .predicate = "V % 2 = 1"});
        tail->waitForRows(3);
        QCOMPARE(cellTexts(tail->rows), (Texts{"k1|{\"V\":1}", "k0|{\"V\":3}", "k2|{\"V\":5}"}));
    }

    void refusesAFilterThatIsNone()
    {
        valueOf(m_test->apply(kFilterText));
        auto tail = subscribe(TopicTailSpec{.topic = "s", .predicate = "NOPE = 1"});
        tail->waitForRows(1);
        QCOMPARE(tail->info().failure->code, std::string("runtime.bad-filter"));
    }

    void givesAPushQueryUntilItsLimit()
    {
        auto query =
            subscribe(QueryResultSpec{.sql = "SELECT K, V * 2 AS W FROM S WHERE V > 1 EMIT "
                                             "CHANGES LIMIT 6;",
                                      .projectText = kStreamS});
        query->waitForRows(4);
        QVERIFY(!query->finished);
        append(m_test->cluster(), "s", numbered(6, 10));
        QVERIFY(query->waitFor([&] { return query->finished; }));
        QCOMPARE(cellTexts(query->rows),
                 (Texts{"k2|4", "k0|6", "k1|8", "k2|10", "k0|12", "k1|14"}));
        QCOMPARE(query->info().columns[1].name, std::string("W"));
    }

    void givesTheNewestRowOfEachKeyToAPullQuery()
    {
        const std::string table =
            "CREATE SOURCE TABLE LATEST (K VARCHAR PRIMARY KEY, V INT) WITH (KAFKA_TOPIC='s', "
            "VALUE_FORMAT='JSON');\n";
        append(m_test->cluster(), "s", {{"k1", std::nullopt, 5000}});
        auto query =
            subscribe(QueryResultSpec{.sql = "SELECT * FROM LATEST;", .projectText = table});
        QVERIFY(query->waitFor([&] { return query->finished; }));
        QCOMPARE(cellTexts(query->rows), (Texts{"k0|3", "k2|5"}));
        auto one = subscribe(QueryResultSpec{.sql = "SELECT K, V FROM LATEST WHERE K = 'k2';",
                                             .projectText = table});
        QVERIFY(one->waitFor([&] { return one->finished; }));
        QCOMPARE(cellTexts(one->rows), Texts{"k2|5"});
    }

    void losesNoRowOfAResultThatIsWaitedFor()
    {
        append(m_test->cluster(), "s", numbered(6, 25000));
        auto feed = m_test->engine().subscribe(
            QueryResultSpec{.sql = "SELECT V FROM S;", .projectText = kStreamS, .everyRow = true});
        FeedReaderLoop query(std::move(feed));
        QVERIFY(query.waitFor([&] { return query.finished; }));
        QCOMPARE(query.rows.size(), std::size_t(25006));
        QCOMPARE(query.droppedUnseen, std::uint64_t(0));
    }

    void givesAProgramWholeValuesAsJson()
    {
        const std::string sql =
            "SELECT V, ARRAY['1', K] AS A, MAP('k' := 1.5E0) AS M, "
            "STRUCT(D := CAST('1.50' AS DECIMAL(4, 2)), N := CAST(NULL AS INT)) "
            "AS S, LPAD('x', 9000, 'é') AS L, FROM_DAYS(1) AS D, "
            "CAST(NULL AS VARCHAR) AS NOTHING FROM S EMIT CHANGES LIMIT 1;";
        auto query = subscribe(
            QueryResultSpec{.sql = sql, .projectText = kStreamS, .cells = CellForm::Json});
        QVERIFY(query->waitFor([&] { return query->finished; }));
        const std::vector<Cell> &cells = query->rows.at(0).cells;
        QCOMPARE(cells.size(), std::size_t(8));
        QCOMPARE(cells[0].text, std::string(R"("k0")"));
        QCOMPARE(cells[1].text, std::string("0"));
        QCOMPARE(cells[2].text, std::string(R"(["1","k0"])"));
        QCOMPARE(cells[3].text, std::string(R"({"k":1.5})"));
        QCOMPARE(cells[4].text, std::string(R"({"D":1.50,"N":null})"));
        QCOMPARE(cells[5].text.size(), std::size_t(2 * 8999 + 3));
        QVERIFY(!cells[5].cut);
        QCOMPARE(cells[6].text, std::string("1"));
        QVERIFY(cells[7].null);
    }

    void saysWhatIsWrongWithAQuery()
    {
        auto query =
            subscribe(QueryResultSpec{.sql = "SELECT NOPE FROM S;", .projectText = kStreamS});
        query->waitForRows(1);
        QVERIFY(query->info().failure.has_value());
        QVERIFY(query->info().failure->span.has_value());
    }

    void showsRowsAtANodeAndWhatWasDroppedThere()
    {
        // The tap is there first: it shows what happens from now on.
        auto tap = subscribe(NodeTapSpec{NodeKey{"BIG/where"}});
        valueOf(m_test->apply(kFilterText));
        QVERIFY(tap->waitFor([&] { return tap->rows.size() >= 6; }));
        int dropped = 0;
        for (const FeedRow &row : tap->rows) {
            dropped += row.dropped ? 1 : 0;
            QCOMPARE(row.dropped, row.reason.size() > 0);
        }
        QCOMPARE(dropped, 4);
        QVERIFY(tap->waitFor([&] { return tap->inCount == 6 && tap->outCount == 2; }));
    }

    void showsOnlyItsOwnRowsAtAProjectionThatARuleTookOut()
    {
        // What the filter before it drops never comes to it.
        auto tap = subscribe(NodeTapSpec{NodeKey{"BIG/project"}});
        valueOf(m_test->apply(kFilterText));
        QVERIFY(tap->waitFor([&] { return tap->outCount == 2; }));
        QCOMPARE(tap->rows.size(), std::size_t(2));
        QVERIFY(!tap->rows[0].dropped && !tap->rows[1].dropped);
        const auto snapshot = m_test->engine().snapshot();
        bool says = false;
        for (const NodeGauges &node : snapshot->queries.front().nodes) {
            says = says ||
                   (node.key == NodeKey{"BIG/project"} && node.mergedInto == NodeKey{"BIG/where"});
        }
        QVERIFY(says);
    }

    void wantsNothingWhenNobodyLooks()
    {
        TapBoard board;
        const NodeKey node{"BIG/where"};
        QVERIFY(!board.wants(node));
        auto feed = board.open({node});
        QVERIFY(board.wants(node));
        QVERIFY(!board.wants(NodeKey{"BIG/sink"}));
        feed.reset();
        QVERIFY(!board.wants(node));
    }

    void tapsTheNodeThatStandsForAMergedOne()
    {
        TapBoard board;
        const NodeKey merged{"BIG/where"};
        const NodeKey runs{"BIG/project"};
        auto feed = board.open({merged});
        board.setMerged({{merged, runs}});
        QVERIFY(board.wants(runs));
        board.setMerged({});
        QVERIFY(!board.wants(runs));
        QVERIFY(board.wants(merged));
    }

private:
    std::unique_ptr<FeedReaderLoop> subscribe(FeedSpec spec)
    {
        return std::make_unique<FeedReaderLoop>(m_test->engine().subscribe(std::move(spec)));
    }

    std::unique_ptr<TestEngine> m_test;
};

WEIR_TEST(FeedTest)
#include "FeedTest.moc"
