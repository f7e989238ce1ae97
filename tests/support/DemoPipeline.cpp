#include "tests/support/DemoPipeline.h"

#include <utility>

namespace weir::test {

namespace {

SourceSpan spanOf(const std::string &part)
{
    const std::size_t at = demoSql().find(part);
    return {at, at + part.size()};
}

std::shared_ptr<const catalog::Source> source(const char *name, const char *topic,
                                              catalog::SourceKind kind, const char *writtenBy)
{
    auto made = std::make_shared<catalog::Source>();
    made->name = name;
    made->topic = topic;
    made->kind = kind;
    made->valueFormat.name = "JSON";
    made->writtenBy = writtenBy;
    made->schema.key = {{"RATING_ID", DataType::bigint()}};
    made->schema.value = {{"USER_ID", DataType::integer()},
                          {"STARS", DataType::integer()},
                          {"CHANNEL", DataType::string()},
                          {"MESSAGE", DataType::string()}};
    return made;
}

plan::ExprPtr expression(const std::string &part)
{
    auto made = std::make_shared<plan::Expr>();
    made->span = spanOf(part);
    return made;
}

plan::Declaration declaration(const char *key, std::shared_ptr<const catalog::Source> from,
                              const std::string &text)
{
    plan::Declaration made;
    made.key = NodeKey{key};
    made.source = std::move(from);
    made.statement = spanOf(text);
    return made;
}

runtime::QueryGauges gauges(const char *key, const char *signature, double rate)
{
    runtime::QueryGauges query;
    query.key = key;
    query.state = runtime::RunState::Running;
    query.signature = signature;
    runtime::NodeGauges node;
    node.key = NodeKey{std::string(key) + "/where"};
    node.in = 18'240;
    node.out = 7'310;
    node.inRate = rate;
    node.outRate = rate * 0.4;
    node.streamTime = 1'763'908'932'905;
    query.nodes = {node};
    return query;
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
    static const std::string sql =
        "-- Every rating of the app, as it arrives.\n"
        "CREATE STREAM RATINGS (RATING_ID BIGINT KEY, USER_ID INT, STARS INT) WITH "
        "(KAFKA_TOPIC='ratings');\n"
        "CREATE TABLE CUSTOMERS (ID INT PRIMARY KEY, CLUB_STATUS VARCHAR) WITH "
        "(KAFKA_TOPIC='customers');\n"
        "\n"
        "-- What went wrong.\n"
        "CREATE STREAM POOR_RATINGS AS SELECT * FROM RATINGS WHERE STARS < 3;\n"
        "CREATE STREAM UNHAPPY_PLATINUM_CUSTOMERS AS SELECT * FROM RATINGS WHERE STARS < 2 AND "
        "CHANNEL = 'web';\n"
        "CREATE TABLE RATINGS_BY_CLUB_STATUS AS SELECT CLUBSTATUS, COUNT(*) FROM RATINGS GROUP BY "
        "CLUBSTATUS;\n";
    return sql;
}

session::LanguageResult demoLanguage(std::uint64_t revision)
{
    const auto ratings = source("RATINGS", "ratings", catalog::SourceKind::Stream, "");
    const auto customers = source("CUSTOMERS", "customers", catalog::SourceKind::Table, "");
    auto made = std::make_shared<plan::LogicalPlan>();
    made->revision = revision;
    made->declarations = {declaration("RATINGS", ratings, "CREATE STREAM RATINGS"),
                          declaration("CUSTOMERS", customers, "CREATE TABLE CUSTOMERS")};
    made->sources = {{"RATINGS", ratings}, {"CUSTOMERS", customers}};
    session::LanguageResult result;
    const auto addFilter = [&](const std::string &name, const std::string &predicate,
                               const std::string &text) {
        const auto target =
            source(name.c_str(), name.c_str(), catalog::SourceKind::Stream, name.c_str());
        auto query = std::make_shared<plan::Query>();
        query->key = name;
        query->statement = spanOf(text);
        query->nodes.push_back({NodeKey{name + "/from:RATINGS"},
                                plan::ScanOp{ratings, "RATINGS"},
                                {},
                                ratings->schema});
        query->nodes.push_back({NodeKey{name + "/where"},
                                plan::FilterOp{expression(predicate), false},
                                {0},
                                ratings->schema,
                                false,
                                {},
                                spanOf(predicate)});
        query->nodes.push_back(
            {NodeKey{name + "/sink"}, plan::SinkOp{target, {}, {}, {}}, {1}, ratings->schema});
        made->queries.push_back(query);
        made->sources.emplace(name, target);
        result.statements.push_back({name, query->statement, true, "signature of " + name, false});
    };
    addFilter("POOR_RATINGS", "STARS < 3",
              "CREATE STREAM POOR_RATINGS AS SELECT * FROM RATINGS WHERE STARS < 3;");
    addFilter("UNHAPPY_PLATINUM_CUSTOMERS", "STARS < 2 AND CHANNEL = 'web'",
              "CREATE STREAM UNHAPPY_PLATINUM_CUSTOMERS AS SELECT * FROM RATINGS WHERE STARS < 2 "
              "AND CHANNEL = 'web';");
    result.statements.push_back(
        {"RATINGS_BY_CLUB_STATUS", spanOf("CREATE TABLE RATINGS_BY_CLUB_STATUS"), true, "", true});
    result.revision = revision;
    result.plan = made;
    Diagnostic wrong;
    wrong.code = "bind.unknown-column";
    wrong.span = spanOf("CLUBSTATUS");
    wrong.message = "No column CLUBSTATUS in RATINGS";
    wrong.hint = "Did you mean CLUB_STATUS?";
    wrong.fixes = {{"Make it CLUB_STATUS", {{wrong.span, "CLUB_STATUS"}}}};
    result.diagnostics = {wrong};
    return result;
}

runtime::EngineSnapshot demoSnapshot()
{
    runtime::EngineSnapshot snapshot;
    snapshot.sequence = 1;
    snapshot.time = 1'763'908'933'000;
    snapshot.state = runtime::RunState::Running;
    snapshot.cluster = "Local cluster";
    snapshot.recordsPerSecond = 1'204;
    snapshot.queries = {gauges("POOR_RATINGS", "signature of POOR_RATINGS", 1'204),
                        gauges("UNHAPPY_PLATINUM_CUSTOMERS", "an older one", 260)};
    snapshot.topics = {topic("accounts", 0, 3),
                       topic("authorization_attempts", 0.4, 812),
                       topic("clickstream", 2'100, 40'112),
                       topic("customers", 0, 20),
                       topic("ratings", 1'204, 18'240),
                       topic("POOR_RATINGS", 482, 7'310)};
    snapshot.log = {
        {snapshot.time - 4000, runtime::LogLevel::Info, "Run ratings started on the local cluster"},
        {snapshot.time - 1000, runtime::LogLevel::Warning,
         "RATINGS_BY_CLUB_STATUS has an error and was skipped"}};
    snapshot.deadLetterCount = 1;
    snapshot.deadLetters = {{"ratings", 2, 5'313, snapshot.time - 2000, "5313",
                             "{\"rating_id\":\"x\"}", "RATING_ID is not a BIGINT: \"x\"",
                             NodeKey{"POOR_RATINGS/from:RATINGS"}}};
    return snapshot;
}

} // namespace weir::test
