#include "tests/support/DemoPipeline.h"

#include <QFile>

namespace weir::test {

namespace {

constexpr EpochMs kNow = 1'763'908'933'000;
constexpr EpochMs kMinute = 60'000;

runtime::QueryGauges gaugesOf(const plan::Query &query, const std::string &signature, double rate)
{
    runtime::QueryGauges gauges;
    gauges.key = query.key;
    gauges.state = runtime::RunState::Running;
    gauges.signature = signature;
    for (const plan::Node &node : query.nodes) {
        runtime::NodeGauges figures;
        figures.key = node.key;
        figures.in = 18'240;
        figures.inRate = rate;
        const bool filter = std::holds_alternative<plan::FilterOp>(node.op);
        figures.out = filter ? 7'310 : figures.in;
        figures.outRate = filter ? rate * 0.4 : rate;
        figures.unmatched = std::holds_alternative<plan::JoinOp>(node.op) ? 1'640 : 0;
        figures.openWindows = std::holds_alternative<plan::WindowOp>(node.op) ? 2 : 0;
        figures.streamTime = kNow - 95;
        gauges.nodes.push_back(figures);
    }
    return gauges;
}

runtime::TopicGauges topic(const char *name, double rate, std::uint64_t records)
{
    runtime::TopicGauges made;
    made.name = name;
    made.partitions = 4;
    made.rate = rate;
    made.records = records;
    made.bytes = records * 156;
    return made;
}

} // namespace

const std::string &demoSql()
{
    static const std::string sql = [] {
        QFile file(QStringLiteral(":/weir/samples/ratings.sql"));
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("the sample is missing");
        }
        return file.readAll().toStdString() +
               "\nCREATE TABLE RATINGS_BY_CHANNEL AS SELECT CHANNEL, COUNT(*) AS N FROM RATINGS "
               "GROUP BY CHANEL;\n";
    }();
    return sql;
}

runtime::EngineSnapshot demoSnapshot(const session::LanguageResult &language)
{
    runtime::EngineSnapshot snapshot;
    snapshot.sequence = 1;
    snapshot.time = kNow;
    snapshot.state = runtime::RunState::Running;
    snapshot.cluster = "Local cluster";
    snapshot.recordsPerSecond = 1'204;
    for (const session::StatementInfo &statement : language.statements) {
        const plan::Query *query = language.plan->findQuery(statement.key);
        if (query && !statement.hasError) {
            const bool older = statement.key == "UNHAPPY_PLATINUM_CUSTOMERS";
            snapshot.queries.push_back(gaugesOf(
                *query, older ? "an older one" : statement.signature, older ? 104 : 1'204));
        }
    }
    snapshot.topics = {topic("accounts", 0, 3),
                       topic("authorization_attempts", 0.4, 812),
                       topic("clickstream", 2'100, 40'112),
                       topic("customers", 0, 20),
                       topic("pageviews_json", 0, 4'000),
                       topic("ratings", 1'204, 18'240),
                       topic("POOR_RATINGS", 482, 7'310),
                       topic("RATINGS_WITH_CUSTOMER_DATA", 1'204, 18'240),
                       topic("RATINGS_BY_CLUB_STATUS", 9, 1'204)};
    snapshot.log = {
        {kNow - 4000, runtime::LogLevel::Info, "Run ratings started on the local cluster"},
        {kNow - 1000, runtime::LogLevel::Warning,
         "RATINGS_BY_CHANNEL has an error and was skipped"}};
    snapshot.deadLetterCount = 1;
    snapshot.deadLetters = {{"ratings", 2, 5'313, kNow - 2000, "5313", "{\"rating_id\":\"x\"}",
                             "RATING_ID is not a BIGINT: \"x\"",
                             NodeKey{"POOR_RATINGS/from:RATINGS"}}};
    return snapshot;
}

std::vector<runtime::WindowPoint> demoWindows()
{
    std::vector<runtime::WindowPoint> points;
    const EpochMs open = kNow / kMinute * kMinute;
    const std::vector<std::pair<std::string, double>> keys = {
        {"gold", 310}, {"bronze", 240}, {"platinum", 225}, {"silver", 140}};
    for (const auto &[key, level] : keys) {
        for (int minute = 15; minute >= 0; --minute) {
            runtime::WindowPoint point;
            point.key = key;
            point.windowStart = open - minute * kMinute;
            point.windowEnd = point.windowStart + kMinute;
            point.state = minute == 0 ? runtime::WindowPoint::State::Open
                                      : runtime::WindowPoint::State::Ended;
            point.value = minute == 0 ? level * 0.4 : level + (minute * 37) % 40;
            points.push_back(point);
        }
    }
    return points;
}

} // namespace weir::test
