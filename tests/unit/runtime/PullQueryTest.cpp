#include "core/bind/Bind.h"
#include "core/optimize/Optimizer.h"
#include "core/runtime/feed/PullRequest.h"
#include "core/sql/Parser.h"
#include "tests/support/TestRegistry.h"
#include "tests/unit/runtime/EngineFixture.h"

#include <QTest>

#include <fmt/format.h>

using namespace weir;
using namespace weir::runtime;
using namespace weir::test;

namespace {

using Texts = std::vector<std::string>;
using Place = ReadPoint::Place;

const std::string kPullText =
    kStreamS +
    "CREATE TABLE PEOPLE (K VARCHAR PRIMARY KEY, V INT) WITH (KAFKA_TOPIC='people', "
    "VALUE_FORMAT='JSON');\n"
    "CREATE TABLE SUMS AS SELECT K, COUNT(*) AS N, SUM(V) AS TOTAL FROM S GROUP BY K "
    "EMIT CHANGES;\n"
    "CREATE TABLE BIG AS SELECT K, SUM(V) AS TOTAL FROM S GROUP BY K HAVING SUM(V) > 400 EMIT "
    "CHANGES;\n"
    "CREATE TABLE BY_TWO WITH (KEY_FORMAT='JSON') AS SELECT K, V % 2 AS ODD, COUNT(*) AS N FROM S "
    "GROUP BY V % 2, K EMIT CHANGES;\n"
    "CREATE TABLE WINDOWED AS SELECT K, COUNT(*) AS N FROM S WINDOW TUMBLING (SIZE 10 "
    "MILLISECONDS) "
    "GROUP BY K EMIT CHANGES;\n"
    "CREATE TABLE CLOSING AS SELECT K, COUNT(*) AS N FROM S WINDOW TUMBLING (SIZE 10 MILLISECONDS, "
    "GRACE PERIOD 10 MILLISECONDS) GROUP BY K EMIT CHANGES;\n"
    "CREATE TABLE FEW AS SELECT K, V FROM PEOPLE WHERE V > 1 EMIT CHANGES;\n"
    "CREATE TABLE JOINED AS SELECT P.K AS K, P.V, T.TOTAL FROM PEOPLE P LEFT JOIN SUMS T ON P.K = "
    "T.K EMIT CHANGES;\n"
    "CREATE SOURCE TABLE LATEST (K VARCHAR PRIMARY KEY, V INT) WITH (KAFKA_TOPIC='people', "
    "VALUE_FORMAT='JSON');\n";

} // namespace

/// A pull query gives the same rows from the state of the run as from the topic (ENGINE.md 12).
class PullQueryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheSameFromStateAndTopic_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("rows");
        QTest::addColumn<bool>("state");
        const auto row = [](const char *sql, int rows, bool state) {
            QTest::newRow(sql) << QString::fromUtf8(sql) << rows << state;
        };
        row("SELECT * FROM SUMS;", 3, true);
        row("SELECT * FROM SUMS LIMIT 2;", 2, true);
        row("SELECT K, TOTAL * 2 AS D, ROWTIME FROM SUMS WHERE K = 'k1';", 1, true);
        row("SELECT * FROM SUMS WHERE K IN ('k2', 'k0', 'nobody') AND N > 1;", 2, true);
        row("SELECT * FROM SUMS WHERE K = 'k1' OR TOTAL > 0;", 3, true);
        row("SELECT * FROM SUMS WHERE K = 'k1' AND K = 'k2';", 0, true);
        row("SELECT * FROM SUMS WHERE K > 'k0';", 2, true);
        row("SELECT * FROM BIG;", 2, true);
        row("SELECT * FROM BY_TWO;", 6, true);
        row("SELECT * FROM BY_TWO WHERE K = 'k1' AND ODD = 1;", 1, true);
        row("SELECT * FROM BY_TWO WHERE ODD = 0;", 3, true);
        row("SELECT * FROM WINDOWED;", 15, true);
        row("SELECT * FROM WINDOWED WHERE K = 'k2';", 5, true);
        row("SELECT * FROM WINDOWED WHERE K = 'k2' AND WINDOWSTART >= 1020 AND WINDOWEND < 1050;",
            2, true);
        row("SELECT * FROM WINDOWED WHERE WINDOWSTART BETWEEN 1010 AND 1020;", 6, true);
        row("SELECT * FROM FEW;", 2, true);
        row("SELECT * FROM JOINED;", 4, true);
        row("SELECT * FROM JOINED WHERE K = 'k2';", 1, true);
        // Closed windows have left the state.
        row("SELECT * FROM CLOSING;", 15, false);
        row("SELECT * FROM CLOSING WHERE K = 'k1' AND WINDOWSTART >= 1010;", 4, false);
        row("SELECT * FROM CLOSING WHERE K = 'k1' AND WINDOWSTART >= 1040;", 1, true);
        row("SELECT * FROM LATEST WHERE K = 'k1';", 1, false);
    }

    void readsTheSameFromStateAndTopic()
    {
        QFETCH(QString, sql);
        QFETCH(int, rows);
        QFETCH(bool, state);
        for (const std::int32_t partitions : {1, 3}) {
            Both &both = bothOf(partitions);
            const auto fromTopic = ask(both.looking, sql.toStdString());
            QCOMPARE(fromTopic->info().readAt->place, Place::Topic);
            QCOMPARE(fromTopic->rows.size(), std::size_t(rows));
            const auto fromRun = ask(both.running, sql.toStdString());
            QCOMPARE(fromRun->info().readAt->place, state ? Place::Store : Place::Topic);
            QCOMPARE(allTexts(*fromRun), allTexts(*fromTopic));
        }
    }

    void saysWhereTheStateWasRead()
    {
        const auto cluster = fill(1);
        TestEngine running(cluster);
        valueOf(running.apply(kPullText));
        QVERIFY(running.waitUntilCaughtUp());
        const auto sums = ask(running, "SELECT * FROM SUMS WHERE K = 'k1';");
        const auto at = sums->info().readAt;
        QCOMPARE(at->offsets.size(), std::size_t(1));
        QCOMPARE(at->offsets.at({"s", 0}), std::int64_t(50));
        QCOMPARE(*at->streamTime, std::int64_t(1049));
        const auto latest = ask(running, "SELECT * FROM LATEST;");
        QCOMPARE(latest->info().readAt->offsets.at({"people", 0}), std::int64_t(6));
        QVERIFY(!latest->info().readAt->streamTime);
    }

    void readsManyRowsFromTheLastCheckpoint()
    {
        const auto cluster = fill(3);
        TestEngine running(cluster, 2);
        valueOf(running.apply(kPullText));
        QVERIFY(running.waitUntilCaughtUp());
        const auto all = ask(running, "SELECT * FROM SUMS;");
        QCOMPARE(all->info().readAt->place, Place::Checkpoint);
        QCOMPARE(*all->info().readAt->streamTime, std::int64_t(1049));
        QCOMPARE(all->rows.size(), std::size_t(3));
        // A key is looked up where the rows are, however many there are.
        const auto one = ask(running, "SELECT * FROM SUMS WHERE K = 'k1';");
        QCOMPARE(one->info().readAt->place, Place::Store);
        TestEngine looking(cluster);
        QCOMPARE(allTexts(*all), allTexts(*ask(looking, "SELECT * FROM SUMS;")));
    }

    void readsTheTopicOfAQueryThatWasStopped()
    {
        const auto cluster = fill(1);
        TestEngine running(cluster);
        valueOf(running.apply(kPullText));
        QVERIFY(running.waitUntilCaughtUp());
        valueOf(running.call(StopRun{"SUMS"}));
        QCOMPARE(ask(running, "SELECT * FROM SUMS;")->info().readAt->place, Place::Topic);
        valueOf(running.call(StopRun{}));
        QCOMPARE(ask(running, "SELECT * FROM BIG;")->info().readAt->place, Place::Topic);
    }

    void feedsOutliveTheEngine()
    {
        const auto cluster = fill(1);
        auto running = std::make_unique<TestEngine>(cluster);
        valueOf(running->apply(kPullText));
        std::vector<std::unique_ptr<Feed>> feeds;
        for (int i = 0; i < 20; ++i) {
            feeds.push_back(running->engine().subscribe(
                QueryResultSpec{.sql = "SELECT * FROM SUMS;", .projectText = kPullText}));
        }
        running.reset();
        for (auto &feed : feeds) {
            FeedReaderLoop loop(std::move(feed));
            QVERIFY(loop.waitFor([&loop] { return loop.finished; }));
        }
    }

    void findsWhatAConditionBinds_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("request");
        const auto row = [](const char *where, const char *request) {
            QTest::newRow(where) << QString::fromUtf8(where) << QString::fromUtf8(request);
        };
        row("A = 'x' AND B = 3", "x/3");
        row("3 = B AND A IN ('x', 'y')", "x/3 y/3");
        row("A = 'x'", "all");
        row("A = 'x' AND B > 3", "all");
        row("A = 'x' AND B = 3 OR A = 'y' AND B = 4", "x/3 x/4 y/3 y/4");
        row("A = 'x' AND B = 3 OR N = 4", "all");
        row("NOT (A = 'x' AND B = 3)", "all");
        row("A NOT IN ('x') AND B = 3", "all");
        row("A = 'x' AND B = 3 AND WINDOWSTART > 10 AND WINDOWSTART <= 20", "x/3 start 11..20");
        row("A = 'x' AND B = 3 AND 100 > WINDOWEND", "x/3 end ..99");
        row("A = 'x' AND B = 3 AND (WINDOWSTART = 5 OR WINDOWSTART BETWEEN 8 AND 9)",
            "x/3 start 5..9");
        row("A = 'x' AND B = 3 AND (WINDOWSTART = 5 OR N = 1)", "x/3");
    }

    void findsWhatAConditionBinds()
    {
        QFETCH(QString, where);
        QFETCH(QString, request);
        catalog::Environment environment;
        environment.properties["ksql.query.pull.table.scan.enabled"] = "true";
        environment.topicsKnown = true;
        environment.topics["t"] = {"t", 1, 1};
        const bind::BoundScript script = bind::bind(
            sql::parse("CREATE SOURCE TABLE T (A VARCHAR PRIMARY KEY, B BIGINT PRIMARY KEY, N INT) "
                       "WITH (KAFKA_TOPIC='t', FORMAT='JSON', WINDOW_TYPE='TUMBLING', "
                       "WINDOW_SIZE='10 MILLISECONDS');\nSELECT * FROM T WHERE " +
                       where.toStdString() + ";"),
            environment, {.mode = bind::BindMode::Imperative});
        QVERIFY2(script.ok(), script.ok() ? "" : script.diagnostics[0].message.c_str());
        const auto &start = std::get<bind::StartQuery>(script.statements.back().action);
        QCOMPARE(textOf(pullRequest(optimize::optimize(*start.query, {}))), request.toStdString());
    }

    void cleanupTestCase() { m_both.clear(); }

private:
    /// Two engines on one cluster; of one nothing is asked but looking, so that it has topics only.
    struct Both {
        explicit Both(std::int32_t partitions)
            : cluster(fill(partitions))
            , running(cluster)
            , looking(cluster)
        {
            valueOf(running.apply(kPullText));
            if (!running.waitUntilCaughtUp()) {
                throw std::runtime_error("the run does not catch up");
            }
        }
        log::ClusterPtr cluster;
        TestEngine running;
        TestEngine looking;
    };
    Both &bothOf(std::int32_t partitions)
    {
        auto &both = m_both[partitions];
        if (!both) {
            both = std::make_unique<Both>(partitions);
        }
        return *both;
    }

    static log::ClusterPtr fill(std::int32_t partitions)
    {
        auto cluster = memoryCluster();
        makeTopic(*cluster, "s", partitions);
        makeTopic(*cluster, "people", partitions);
        std::vector<TestRecord> records = numbered(0, 50);
        std::vector<TestRecord> people = {{"k1", "{\"V\":1}", 10}, {"k2", "{\"V\":2}", 20},
                                          {"k3", "{\"V\":3}", 30}, {"k4", "{\"V\":0}", 40},
                                          {"k2", "{\"V\":5}", 50}, {"k5", std::nullopt, 60}};
        for (std::vector<TestRecord> *list : {&records, &people}) {
            for (TestRecord &record : *list) {
                record.partition = (record.key[1] - '0') % partitions;
            }
        }
        append(*cluster, "s", records);
        append(*cluster, "people", people);
        return cluster;
    }

    static std::unique_ptr<FeedReaderLoop> ask(TestEngine &engine, const std::string &sql)
    {
        auto loop = std::make_unique<FeedReaderLoop>(engine.engine().subscribe(
            QueryResultSpec{.sql = sql, .projectText = kPullText, .everyRow = true}));
        if (!loop->waitFor([&loop] { return loop->finished; })) {
            const auto failure = loop->info().failure;
            throw std::runtime_error(failure ? failure->message : "the query does not end");
        }
        return loop;
    }

    static Texts allTexts(const FeedReaderLoop &loop) { return cellTexts(loop.rows); }

    static std::string textOf(const exec::TableRequest &request)
    {
        std::string text = request.keys ? "" : "all";
        const auto types = {DataType::string(), DataType::bigint()};
        for (const auto &key : request.keys.value_or(std::vector<std::vector<Value>>())) {
            text += (text.empty() ? "" : " ") + toText(key[0], *types.begin()) + "/" +
                    toText(key[1], *(types.begin() + 1));
        }
        const auto bound = [](std::int64_t value) {
            const bool open =
                value == exec::TableRequest::kFirst || value == exec::TableRequest::kLast;
            return open ? std::string() : std::to_string(value);
        };
        for (const auto &[name, from, to] :
             {std::tuple{"start", request.startFrom, request.startTo},
              std::tuple{"end", request.endFrom, request.endTo}}) {
            if (!bound(from).empty() || !bound(to).empty()) {
                text += fmt::format(" {} {}..{}", name, bound(from), bound(to));
            }
        }
        return text;
    }

    std::map<std::int32_t, std::unique_ptr<Both>> m_both;
};

WEIR_TEST(PullQueryTest)
#include "PullQueryTest.moc"
