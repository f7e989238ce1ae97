#include "app/cli/Command.h"
#include "core/connect/GeneratorRun.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <thread>

namespace weir::cli {

namespace {

struct GenerateOptions {
    ClusterOption cluster;
    std::string name;
    std::string topic;
    std::string rate;
    std::string start;
    std::uint64_t count = 0;
    std::uint64_t seed = 1;
    std::int32_t partitions = 1;
    bool list = false;
};

void listGenerators(CommandContext &context)
{
    std::vector<std::vector<std::string>> rows;
    for (const connect::GeneratorTraits &traits : connect::knownGenerators()) {
        rows.push_back({traits.name, traits.limit ? groupedNumber(*traits.limit) : "endless",
                        traits.description});
    }
    std::string table = renderTable({"GENERATOR", "RECORDS", "WHAT"}, rows, 100);
    table.pop_back();
    context.terminal.result(table);
}

Result<connect::GeneratorRunOptions> runOptions(const GenerateOptions &options)
{
    connect::GeneratorRunOptions run{
        .generator = options.name, .topic = options.topic, .partitions = options.partitions};
    run.settings.seed = options.seed;
    run.settings.start = SystemClock().now();
    if (!options.start.empty()) {
        WEIR_ASSIGN(run.settings.start, parseTime(options.start, run.settings.start));
    }
    if (options.rate == "max") {
        run.settings.rate = 0;
    } else if (!options.rate.empty()) {
        char *end = nullptr;
        run.settings.rate = std::strtod(options.rate.c_str(), &end);
        if (*end != '\0' || run.settings.rate <= 0) {
            return fail(userError(
                "cli.bad-rate",
                fmt::format("'{}' is not a rate; write records per second, or max", options.rate)));
        }
    }
    if (options.count > 0) {
        run.count = options.count;
    }
    return run;
}

/// Appends until the generator ends, its count is reached, or Ctrl+C; live sources wait for the
/// clock.
Status generate(const GenerateOptions &options, CommandContext &context)
{
    constexpr std::size_t kMost = 100000;
    WEIR_ASSIGN(const auto run, runOptions(options));
    WEIR_ASSIGN(const auto cluster, options.cluster.open("weir generate"));
    WEIR_ASSIGN(const auto generator,
                connect::GeneratorRun::open(cluster, run, adminDeadline(context)));
    if (generator->resumed()) {
        context.terminal.info(fmt::format("{}: goes on at record {}", generator->topic(),
                                          groupedNumber(generator->nextIndex())));
    }
    const bool live = run.settings.rate > 0;
    std::uint64_t written = 0;
    while (!generator->finished() && !context.interrupted.stop_requested()) {
        const EpochMs until = live ? SystemClock().now() : connect::kNoTimeLimit;
        WEIR_ASSIGN(const std::size_t appended,
                    generator->append(until, kMost, Deadline::in(std::chrono::seconds(30))));
        written += appended;
        context.terminal.progress(
            fmt::format("{}: {} records", generator->topic(), groupedNumber(written)));
        if (appended < kMost && live && generator->nextTime()) {
            const EpochMs wait =
                std::clamp<EpochMs>(*generator->nextTime() - SystemClock().now(), 5, 200);
            std::this_thread::sleep_for(std::chrono::milliseconds(wait));
        }
    }
    context.terminal.info(
        fmt::format("generated {} records into {}", groupedNumber(written), generator->topic()));
    return {};
}

} // namespace

void addGenerateCommand(CLI::App &app, CommandContext &context)
{
    CLI::App *command = app.add_subcommand("generate", "Fill a topic from a data generator");
    command->footer(
        "Examples:\n  weir generate --list\n  weir generate customers\n"
        "  weir generate ratings --count 1000000 --rate max --seed 7\n"
        "  weir generate ratings --rate 20 --start '15 min ago'\n"
        "A topic that has records of this generator is gone on with: next record, same seed.");
    const auto options = std::make_shared<GenerateOptions>();
    options->cluster.addTo(*command);
    auto *name = command->add_option("NAME", options->name, "The generator");
    command->add_option("--topic", options->topic, "Topic to fill (default: the generator's name)");
    command->add_option("--count", options->count, "End after N records");
    command->add_option("--rate", options->rate, "Records per second, or max (default: 20)");
    command->add_option("--seed", options->seed, "Same seed, same records (default: 1)");
    command->add_option("--start", options->start, "Event time of the first record (default: now)");
    command
        ->add_option("--partitions", options->partitions,
                     "Of a topic that has to be made (default: 1)")
        ->check(CLI::PositiveNumber);
    command->add_flag("--list", options->list, "Show the generators");
    command->callback([options, &context, name] {
        if (options->list) {
            listGenerators(context);
            return;
        }
        if (name->count() == 0) {
            throw CLI::RequiredError("NAME (see weir generate --list)");
        }
        if (const Status status = generate(*options, context); !status) {
            failUnlessInterrupted(context, status.error());
        }
    });
}

} // namespace weir::cli
