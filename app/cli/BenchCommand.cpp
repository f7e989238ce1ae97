#include "app/cli/Command.h"
#include "core/log/LogBench.h"
#include "core/runtime/bench/BenchQuery.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace weir::cli {

namespace {

/// Both sides give every change of a table at once (ENGINE.md 3: emit.interval 0).
constexpr const char *kBenchEmission = "every change";

struct BenchOptions {
    std::vector<int> queries = {1, 4, 5};
    std::uint64_t records = 200000;
    std::uint32_t users = 20000;
    int rounds = 5;
    double gate = 0;
    bool json = false;
};

struct LogBenchOptions {
    ClusterOption cluster;
    log::LogBenchPlan plan;
    bool json = false;
};

nlohmann::json figureJson(const runtime::BenchQuery &query, const runtime::BenchFigure &figure)
{
    return {{"query", query.number},      {"name", query.name},
            {"emission", kBenchEmission}, {"engineNs", figure.engineNs},
            {"byHandNs", figure.handNs},  {"ratio", figure.ratio()},
            {"rows", figure.output.rows}, {"hash", fmt::format("{:016x}", figure.output.hash)},
            {"equal", figure.equal}};
}

Status runBench(const BenchOptions &options, CommandContext &context)
{
    const runtime::BenchData data = runtime::makeBenchData(options.records, options.users);
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> failed;
    for (const runtime::BenchQuery &query : runtime::benchQueries()) {
        if (std::find(options.queries.begin(), options.queries.end(), query.number) ==
                options.queries.end() ||
            context.interrupted.stop_requested()) {
            continue;
        }
        context.terminal.progress(fmt::format("query {}  {}", query.number, query.name));
        WEIR_ASSIGN(const runtime::BenchFigure figure,
                    runtime::measureBenchQuery(query, data, options.rounds));
        if (options.json) {
            context.terminal.result(figureJson(query, figure).dump());
        }
        rows.push_back({std::to_string(query.number), query.name,
                        fmt::format("{:.1f}", figure.engineNs),
                        fmt::format("{:.1f}", figure.handNs), fmt::format("{:.2f}", figure.ratio()),
                        groupedNumber(figure.output.rows), figure.equal ? "equal" : "DIFFERENT"});
        if (!figure.equal || (options.gate > 0 && figure.ratio() > options.gate)) {
            failed.push_back(query.name);
        }
    }
    if (!options.json) {
        std::string table = renderTable(
            {"QUERY", "NAME", "ENGINE ns", "BY HAND ns", "RATIO", "ROWS OUT", "CONTENT"}, rows);
        table.pop_back();
        context.terminal.result(table);
        context.terminal.info(fmt::format("CPU ns a record; emission: {}", kBenchEmission));
    }
    if (!failed.empty()) {
        return fail(userError("cli.bench-gate", fmt::format("over the gate or different rows: {}",
                                                            fmt::join(failed, ", "))));
    }
    return {};
}

Status runLog(const LogBenchOptions &options, CommandContext &context)
{
    WEIR_ASSIGN(const auto cluster, options.cluster.open("weir bench log"));
    WEIR_ASSIGN(const log::LogBenchFigures figures, log::runLogBench(*cluster, options.plan));
    if (options.json) {
        context.terminal.result(nlohmann::json{{"records", figures.records},
                                               {"bytes", figures.bytes},
                                               {"perSecond", figures.perSecond()},
                                               {"perCpuSecond", figures.perCpuSecond()}}
                                    .dump());
        return {};
    }
    context.terminal.result(fmt::format("{} records appended and read: {} on the clock, {} a core",
                                        groupedNumber(static_cast<std::uint64_t>(figures.records)),
                                        rateText(figures.perSecond()),
                                        rateText(figures.perCpuSecond())));
    return {};
}

void addLogBench(CLI::App &bench, CommandContext &context)
{
    CLI::App *command = bench.add_subcommand(
        "log", "Measure appending and reading ratings through the log of a cluster");
    auto options = std::make_shared<LogBenchOptions>();
    options->cluster.addTo(*command);
    command->add_option("--records", options->plan.records, "Records to write and read")
        ->check(CLI::PositiveNumber);
    command->add_option("--partitions", options->plan.partitions, "Partitions of the topic")
        ->check(CLI::PositiveNumber);
    command->add_flag("--random-text", options->plan.randomText, "Texts that compress badly");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &context] {
        if (const Status status = runLog(*options, context); !status) {
            failCommand(context, status.error());
        }
    });
}

} // namespace

void addBenchCommand(CLI::App &app, CommandContext &context)
{
    CLI::App *command = app.add_subcommand(
        "bench", "Measure queries from memory beside loops written by hand, in one process");
    auto options = std::make_shared<BenchOptions>();
    std::vector<int> known;
    for (const runtime::BenchQuery &query : runtime::benchQueries()) {
        known.push_back(query.number);
    }
    command->add_option("--query", options->queries, "Which queries: 1, 4, 5")
        ->check(CLI::IsMember(known));
    command->add_option("--records", options->records, "Ratings in memory")
        ->check(CLI::PositiveNumber);
    command->add_option("--users", options->users, "Different users")->check(CLI::PositiveNumber);
    command->add_option("--rounds", options->rounds, "Alternating rounds; medians are shown")
        ->check(CLI::PositiveNumber);
    command->add_option("--gate", options->gate, "Fail when a ratio is above this");
    command->add_flag("--json", options->json, "Print a JSON object a query");
    command->footer("CPU ns per record; the ratio is engine / by hand. Examples:\n"
                    "  weir bench\n"
                    "  weir bench --query 5 --users 10000000 --records 2000000 --gate 3\n"
                    "  weir bench log --cluster local");
    addLogBench(*command, context);
    command->callback([command, options, &context] {
        if (!command->get_subcommands().empty()) {
            return;
        }
        if (const Status status = runBench(*options, context); !status) {
            failCommand(context, status.error());
        }
    });
}

} // namespace weir::cli
