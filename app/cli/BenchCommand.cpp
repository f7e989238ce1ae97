#include "app/cli/Command.h"
#include "core/runtime/bench/BenchQuery.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace weir::cli {

namespace {

struct BenchOptions {
    std::vector<int> queries = {1, 4, 5};
    std::uint64_t records = 200000;
    std::uint32_t users = 20000;
    int rounds = 5;
    double gate = 0;
};

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
        rows.push_back({std::to_string(query.number), query.name,
                        fmt::format("{:.1f}", figure.engineNs),
                        fmt::format("{:.1f}", figure.handNs), fmt::format("{:.2f}", figure.ratio()),
                        groupedNumber(figure.output.rows), figure.equal ? "equal" : "DIFFERENT"});
        if (!figure.equal || (options.gate > 0 && figure.ratio() > options.gate)) {
            failed.push_back(query.name);
        }
    }
    std::string table = renderTable(
        {"QUERY", "NAME", "ENGINE ns", "BY HAND ns", "RATIO", "ROWS OUT", "CONTENT"}, rows);
    table.pop_back();
    context.terminal.result(table);
    if (!failed.empty()) {
        return fail(userError("cli.bench-gate", fmt::format("over the gate or different rows: {}",
                                                            fmt::join(failed, ", "))));
    }
    return {};
}

} // namespace

void addBenchCommand(CLI::App &app, CommandContext &context)
{
    CLI::App *command = app.add_subcommand(
        "bench", "Measure queries from memory beside loops written by hand, in one process");
    auto options = std::make_shared<BenchOptions>();
    command->add_option("--query", options->queries, "Which queries: 1, 4, 5");
    command->add_option("--records", options->records, "Ratings in memory")
        ->check(CLI::PositiveNumber);
    command->add_option("--users", options->users, "Different users")->check(CLI::PositiveNumber);
    command->add_option("--rounds", options->rounds, "Alternating rounds; medians are shown")
        ->check(CLI::PositiveNumber);
    command->add_option("--gate", options->gate, "Fail when a ratio is above this");
    command->footer("CPU ns per record; the ratio is engine / by hand. Examples:\n"
                    "  weir bench\n"
                    "  weir bench --query 5 --users 10000000 --records 2000000 --gate 3");
    command->callback([options, &context] {
        if (const Status status = runBench(*options, context); !status) {
            failCommand(context, status.error());
        }
    });
}

} // namespace weir::cli
