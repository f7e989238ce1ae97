#include "core/runtime/conformance/CaseRunner.h"
#include "tests/support/SqlCase.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
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

/// The length of the number that begins at `at`; 0 if none does.
std::size_t numberLength(const std::string &text, std::size_t at)
{
    const bool begins = text[at] == '-' || (text[at] >= '0' && text[at] <= '9');
    const std::size_t end = text.find_first_not_of("+-.0123456789eE", at);
    return begins ? std::min(end, text.size()) - at : 0;
}

/// Reads a record with its number literals as texts: 1, 1.0 and 1.00 are different things, and 50
/// digits are no double.
Json readRecord(const std::string &line)
{
    std::string quoted;
    bool inText = false;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t number = inText ? 0 : numberLength(line, at);
        if (number > 0) {
            quoted += "\"#" + line.substr(at, number) + '"';
            at += number;
            continue;
        }
        inText = (line[at] == '"') != inText;
        if (line[at] == '\\') {
            quoted += line[at++];
        }
        quoted += line[at++];
    }
    Json record = Json::parse(quoted);
    record.emplace("window", nullptr);
    record.emplace("headers", Json::array());
    return record;
}

/// Adds what an input line leaves out, and keeps what it says to the letter.
std::string withDefaults(const std::string &line, const Json &record)
{
    std::string defaults;
    if (line.find("\"window\"") == std::string::npos) {
        defaults += R"(,"window":null)";
    }
    if (record["headers"].empty()) {
        defaults += R"(,"headers":[])";
    }
    return line.substr(0, line.rfind('}')) + defaults + "}";
}

/// The case as the runner reads it: `-- input:` lines, and the whole text as its statements.
runtime::ConformanceCase runnable(const test::SqlCase &sqlCase)
{
    std::string inputs;
    std::set<std::string> names;
    for (const auto &[key, value] : sqlCase.headers) {
        if (key == "input") {
            const Json record = readRecord(value);
            inputs += (inputs.empty() ? "" : ",") + withDefaults(value, record);
            names.insert(record["topic"]);
        }
    }
    Json topics = Json::array();
    for (const std::string &name : names) {
        topics.push_back({{"name", name}, {"partitions", 1}, {"declared", true}});
    }
    return runtime::parseConformanceCase(R"({"id":)" + Json(sqlCase.name).dump() +
                                         R"(,"kind":"qtt","statements":[)" +
                                         Json(sqlCase.sql).dump() + R"(],"topics":)" +
                                         topics.dump() + R"(,"inputs":[)" + inputs + "]}")
        .value();
}

/// Records by topic, each topic's in order: there is no order between topics.
Records expectedRecords(const test::SqlCase &sqlCase)
{
    Records records;
    for (const auto &[key, value] : sqlCase.headers) {
        if (key == "output") {
            const Json record = readRecord(value);
            records[record["topic"]].push_back(record);
        }
    }
    return records;
}

Records writtenRecords(const runtime::CaseReport &report)
{
    Records records;
    for (const std::string &line : report.outputs) {
        const Json record = readRecord(line);
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
