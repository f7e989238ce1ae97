#include "core/runtime/conformance/CaseRunner.h"
#include "tests/support/SqlCase.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <map>
#include <set>

using namespace weir;
using Json = nlohmann::json;

namespace {

struct NamedConfig {
    const char *name;
    runtime::CaseConfig config;
};

const std::vector<NamedConfig> kConfigs{
    {"N=1", {}},
    {"N=7", {.batchRows = 7}},
    {"N=2048", {.batchRows = 2048}},
    {"not optimised", {.batchRows = 2048, .optimize = false}},
    {"reprinted", {.reprint = true}},
    {"restored after every record", {.checkpointEvery = 1}},
    {"restored after every third", {.batchRows = 7, .checkpointEvery = 3}},
};

using Records = std::map<std::string, std::vector<Json>>;

/// What a record line leaves out: no window, no headers.
Json withDefaults(Json record)
{
    record.emplace("window", nullptr);
    record.emplace("headers", Json::array());
    return record;
}

/// The case as the runner reads it: `-- input:` lines, and the whole text as its statements.
runtime::ConformanceCase runnable(const test::SqlCase &sqlCase)
{
    Json testCase{{"id", sqlCase.name},
                  {"kind", "qtt"},
                  {"statements", {sqlCase.sql}},
                  {"topics", Json::array()},
                  {"inputs", Json::array()}};
    std::set<std::string> topics;
    for (const auto &[key, value] : sqlCase.headers) {
        if (key == "input") {
            testCase["inputs"].push_back(withDefaults(Json::parse(value)));
            topics.insert(testCase["inputs"].back()["topic"]);
        }
    }
    for (const std::string &topic : topics) {
        testCase["topics"].push_back({{"name", topic}, {"partitions", 1}, {"declared", true}});
    }
    return runtime::parseConformanceCase(testCase.dump()).value();
}

/// Records by topic, each topic's in order: there is no order between topics.
Records expectedRecords(const test::SqlCase &sqlCase)
{
    Records records;
    for (const auto &[key, value] : sqlCase.headers) {
        if (key == "output") {
            const Json record = withDefaults(Json::parse(value));
            records[record["topic"]].push_back(record);
        }
    }
    return records;
}

Records writtenRecords(const runtime::CaseReport &report)
{
    Records records;
    for (const std::string &line : report.outputs) {
        const Json record = Json::parse(line);
        records[record["topic"]].push_back(record);
    }
    return records;
}

std::string text(const Records &records)
{
    std::string result;
    for (const auto &[topic, lines] : records) {
        for (const Json &line : lines) {
            result += line.dump() + "\n";
        }
    }
    return result;
}

} // namespace

/// The golden runs of tests/sql/run: every record that a text writes, under every configuration
/// that must not show.
class SqlRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writes_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("config");
        for (const std::string &path : test::findSqlCases(WEIR_SOURCE_DIR "/tests/sql/run")) {
            const std::string name = path.substr(path.rfind('/') + 1);
            for (std::size_t i = 0; i < kConfigs.size(); ++i) {
                QTest::newRow((name + ", " + kConfigs[i].name).c_str())
                    << QString::fromStdString(path) << static_cast<int>(i);
            }
        }
    }

    void writes()
    {
        QFETCH(QString, path);
        QFETCH(int, config);
        std::string error;
        const test::SqlCase sqlCase = test::readSqlCase(path.toStdString(), error);
        QVERIFY2(error.empty(), error.c_str());
        const Records expected = expectedRecords(sqlCase);
        QVERIFY2(!expected.empty(), "the case expects nothing");
        const runtime::CaseReport report = runtime::runConformanceCase(
            runnable(sqlCase), kConfigs[static_cast<std::size_t>(config)].config);
        QVERIFY2(!report.failure, report.toJson().c_str());
        const Records written = writtenRecords(report);
        QVERIFY2(written == expected,
                 ("written:\n" + text(written) + "expected:\n" + text(expected)).c_str());
    }
};

WEIR_TEST(SqlRunTest)
#include "SqlRunTest.moc"
