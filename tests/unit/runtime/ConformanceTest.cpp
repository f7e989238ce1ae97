#include "core/runtime/bench/BenchQuery.h"
#include "core/runtime/conformance/CaseProcess.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir::runtime;

class ConformanceTest : public QObject {
    Q_OBJECT

private:
    static ConformanceCase sample()
    {
        ConformanceCase result;
        result.id = "sample/having";
        result.statements = {
            "CREATE STREAM S (ID BIGINT KEY, V BIGINT) WITH (kafka_topic='s', "
            "value_format='JSON');",
            "CREATE TABLE T AS SELECT ID, SUM(V) AS TOTAL FROM S GROUP BY ID HAVING SUM(V) > 100;",
            "CREATE STREAM U AS SELECT ID, V FROM S WHERE V < 0;"};
        result.topics = {{"s", 4, 1, true, false}};
        for (const char *value : {"{\"V\":99}", "{\"V\":7}", "{\"V\":-50}"}) {
            result.inputs.push_back({"s", "1", value, 5});
        }
        return result;
    }

private Q_SLOTS:
    void tellsWhatHappened()
    {
        const CaseReport report = runConformanceCase(sample(), {});
        QVERIFY(!report.failure);
        QCOMPARE(report.outputs.size(), std::size_t{3});
        QCOMPARE(QString::fromStdString(report.outputs[0]),
                 QStringLiteral("{\"topic\":\"T\",\"key\":1,\"value\":{\"TOTAL\":106},"
                                "\"timestamp\":5,\"window\":null,\"headers\":[]}"));
        QVERIFY(report.outputs[1].find("\"value\":null") != std::string::npos);
        QVERIFY(report.outputs[2].find("\"topic\":\"U\"") != std::string::npos);
    }

    void givesTheSameUnderEveryConfiguration()
    {
        const std::string expected = runConformanceCase(sample(), {}).toJson();
        for (const CaseConfig &config :
             {CaseConfig{7, true, false, 0}, CaseConfig{1, false, false, 0},
              CaseConfig{1, true, true, 0}, CaseConfig{2, true, false, 1}}) {
            QCOMPARE(QString::fromStdString(runConformanceCase(sample(), config).toJson()),
                     QString::fromStdString(expected));
        }
    }

    void namesTheRefusedStatement()
    {
        ConformanceCase broken = sample();
        broken.statements.push_back("CREATE STREAM X AS SELECT NOPE FROM S;");
        const CaseReport report = runConformanceCase(broken, {});
        QVERIFY(report.failure.has_value());
        QCOMPARE(report.failure->phase, std::string("statement"));
        QCOMPARE(report.failure->statement, std::size_t{3});
    }

    void pushQueriesLeaveOutRecordsWithoutValueAndMayAggregateAll()
    {
        ConformanceCase asked = sample();
        asked.statements = {asked.statements[0], "SELECT * FROM S EMIT CHANGES LIMIT 2;",
                            "SELECT SUM(V) AS TOTAL, COUNT(*) AS N FROM S EMIT CHANGES;"};
        asked.inputs.insert(asked.inputs.begin(), {"s", "2", "null", 4});
        const CaseReport report = runConformanceCase(asked, {});
        QVERIFY(!report.failure);
        const auto rows = [&report](std::size_t i) {
            std::string text;
            for (const std::string &row : report.responses[i].rows) {
                text += row.substr(row.find('['), row.find(']') - row.find('[') + 1);
            }
            return text;
        };
        QCOMPARE(rows(0), std::string("[1,99][1,7]"));
        QCOMPARE(rows(1), std::string("[99,1][106,2][56,3]"));
    }

    void mergesTopicsByTimeAndKeepsEachInItsOrder()
    {
        ConformanceCase asked = sample();
        asked.rest = true;
        asked.statements = {asked.statements[0],
                            "CREATE TABLE B (ID BIGINT PRIMARY KEY, V BIGINT) WITH "
                            "(kafka_topic='b', value_format='JSON');",
                            "SELECT S.V, B.V FROM S LEFT JOIN B ON S.ID = B.ID EMIT CHANGES;"};
        asked.topics.push_back({"b", 4, 1, true, false});
        asked.inputs = {{"s", "1", "{\"V\":10}", 10},
                        {"s", "1", "{\"V\":5}", 5},
                        {"b", "1", "{\"V\":7}", 7},
                        {"b", "1", "{\"V\":12}", 12},
                        {"s", "1", "{\"V\":13}", 12}};
        const CaseReport report = runConformanceCase(asked, {});
        QVERIFY(!report.failure);
        std::string columns;
        for (const std::string &row : report.responses[0].rows) {
            columns += row.substr(row.find('['), row.find(']') - row.find('[') + 1);
        }
        QCOMPARE(columns, std::string("[10,7][5,7][13,12]"));
    }

    void deletedRowsShowTheirWindow()
    {
        ConformanceCase asked = sample();
        asked.statements = {asked.statements[0],
                            "CREATE TABLE T AS SELECT ID, SUM(V) AS TOTAL FROM S WINDOW TUMBLING "
                            "(SIZE 1 SECOND) GROUP BY ID HAVING SUM(V) > 100;",
                            "SELECT TOTAL, WINDOWEND FROM T EMIT CHANGES;"};
        const CaseReport report = runConformanceCase(asked, {});
        QVERIFY(!report.failure);
        QCOMPARE(report.responses[0].headerSchema,
                 std::string("`TOTAL` BIGINT, `WINDOWEND` BIGINT"));
        QCOMPARE(report.responses[0].rows.back(),
                 std::string("{\"row\":{\"columns\":[null,1000],\"tombstone\":true}}"));
    }

    void scriptsAndAssertionsAreNotOfTheEngine()
    {
        ConformanceCase scripted = sample();
        scripted.statements.push_back("RUN SCRIPT 'x.sql';");
        const CaseReport report = runConformanceCase(scripted, {});
        QVERIFY(report.failure.has_value());
        QCOMPARE(report.failure->phase, std::string("parse"));
        QCOMPARE(report.failure->statement, std::size_t{3});
    }

    void readsACaseWithItsNumberLiterals()
    {
        const auto testCase = parseConformanceCase(
            "{\"id\":\"a\",\"kind\":\"qtt\",\"statements\":[\"x\"],\"inputs\":[{\"topic\":\"t\","
            "\"key\":1.0,\"value\":{\"A\":1.10},\"timestamp\":3,\"headers\":[]}]}");
        QVERIFY(testCase.has_value());
        QCOMPARE(testCase->inputs[0].key, std::string("1.0"));
        QCOMPARE(testCase->inputs[0].value, std::string("{\"A\":1.10}"));
    }

    void theHandWrittenLoopsGiveTheEnginesRows()
    {
        const BenchData data = makeBenchData(20000, 500);
        for (const BenchQuery &query : benchQueries()) {
            const auto figure = measureBenchQuery(query, data, 1);
            QVERIFY(figure.has_value());
            QVERIFY(figure->output.rows > 0);
            QVERIFY2(figure->equal, query.name.c_str());
        }
    }
};

WEIR_TEST(ConformanceTest)
#include "ConformanceTest.moc"
