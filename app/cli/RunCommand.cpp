#include "app/cli/Command.h"
#include "app/cli/EngineClient.h"
#include "app/cli/RunReport.h"
#include "app/cli/SourceLookup.h"
#include "core/base/StableHash.h"
#include "core/bind/Bind.h"
#include "core/project/ProjectFile.h"
#include "core/runtime/ClusterFacts.h"
#include "core/sql/Parser.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

namespace weir::cli {

namespace {

struct RunOptions {
    ClusterOption cluster;
    std::string file;
    std::string from;
    std::string duration;
    std::string onChange;
    std::string runId;
    std::string stateMemory;
    std::optional<std::uint32_t> emitInterval;
    bool untilCaughtUp = false;
    bool reset = false;
    bool withGenerators = false;
};

Result<std::size_t> parseSize(const std::string &text)
{
    std::size_t number = 0;
    const char *end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    const std::string unit(parsed.ptr, end);
    const std::size_t factor =
        unit.empty() || unit == "B"                    ? 1
        : unit == "K" || unit == "KiB" || unit == "KB" ? std::size_t(1) << 10U
        : unit == "M" || unit == "MiB" || unit == "MB" ? std::size_t(1) << 20U
        : unit == "G" || unit == "GiB" || unit == "GB" ? std::size_t(1) << 30U
                                                       : 0;
    if (parsed.ec != std::errc() || factor == 0) {
        return fail(userError("cli.bad-size",
                              fmt::format("'{}' is not a size; write 512MiB or 4GiB", text)));
    }
    return number * factor;
}

Result<runtime::FeedStart> parseFrom(const std::string &from)
{
    using Kind = runtime::FeedStart::Kind;
    if (from.empty() || from == "earliest") {
        return runtime::FeedStart{Kind::Beginning, 0};
    }
    if (from == "latest") {
        return runtime::FeedStart{Kind::End, 0};
    }
    WEIR_ASSIGN(const EpochMs time, parseTime(from, SystemClock().now()));
    return runtime::FeedStart{Kind::Time, time};
}

runtime::OnChange onChangeOf(const std::string &word)
{
    return word == "reset"       ? runtime::OnChange::StartEmpty
           : word == "recompute" ? runtime::OnChange::Recompute
                                 : runtime::OnChange::Refuse;
}

/// Runs one SQL file until it is told to stop.
class PipelineRun {
public:
    PipelineRun(const RunOptions &options, CommandContext &context)
        : m_options(options)
        , m_context(context)
    {
    }

    Status run()
    {
        WEIR_ASSIGN(runtime::EngineOptions engine, engineOptions());
        std::optional<std::chrono::milliseconds> limit;
        if (!m_options.duration.empty()) {
            WEIR_ASSIGN(limit, parseDuration(m_options.duration));
        }
        WEIR_ASSIGN(runtime::ApplyText apply, prepare());
        WEIR_TRY(check(apply));
        EngineClient client(std::move(engine));
        WEIR_TRY(client.call(std::move(apply),
                             Deadline::in(std::chrono::minutes(1), m_context.interrupted)));
        RunReport report(m_context.terminal);
        report.started(*client.snapshot());
        if (client.snapshot()->resumed) {
            for (const std::string &place : m_insertValues) {
                m_context.terminal.info(place + ": INSERT VALUES runs on a fresh run only");
            }
        }
        watch(client, report, limit);
        const auto last = client.snapshot();
        WEIR_TRY(client.call(runtime::StopRun{}, Deadline::in(std::chrono::seconds(30))));
        // The last commit may have been the end of a query.
        const auto stopped = client.snapshot();
        const auto end = stopped->queries.empty() ? last : stopped;
        report.finished(*end);
        return outcome(*end);
    }

private:
    Result<runtime::EngineOptions> engineOptions() const
    {
        runtime::EngineOptions engine{.cluster = m_options.cluster.address};
        if (!m_options.stateMemory.empty()) {
            WEIR_ASSIGN(engine.stateMemory, parseSize(m_options.stateMemory));
        }
        if (m_options.emitInterval) {
            engine.emitInterval = std::chrono::milliseconds(*m_options.emitInterval);
        }
        return engine;
    }

    Result<runtime::ApplyText> prepare()
    {
        runtime::ApplyText apply{.revision = 1,
                                 .onChange = onChangeOf(m_options.onChange),
                                 .reset = m_options.reset,
                                 .untilCaughtUp = m_options.untilCaughtUp,
                                 .insertValues = true,
                                 .program = "weir run"};
        WEIR_ASSIGN(apply.text, readFile(m_options.file));
        WEIR_ASSIGN(apply.from, parseFrom(m_options.from));
        const auto projectPath = project::projectFileOf(m_options.file);
        project::ProjectFile file;
        if (std::filesystem::exists(projectPath)) {
            WEIR_ASSIGN(file, project::readProjectFile(projectPath));
        }
        apply.runId =
            !m_options.runId.empty() ? m_options.runId
            : !file.runId.empty()
                ? file.runId
                : stableHashText(
                      std::filesystem::absolute(m_options.file).lexically_normal().string());
        if (m_options.withGenerators) {
            apply.generators = file.sources;
            if (apply.generators.empty()) {
                return fail(userError("cli.no-generators", fmt::format("{} declares no generators",
                                                                       projectPath.string())));
            }
        }
        return apply;
    }

    /// Shows what is wrong before anything runs: headless, a text with errors is not run at all.
    Status check(const runtime::ApplyText &apply)
    {
        WEIR_ASSIGN(const auto cluster, m_options.cluster.open("weir run"));
        WEIR_ASSIGN(catalog::Environment facts,
                    runtime::clusterFacts(*cluster, adminDeadline(m_context)));
        for (const runtime::GeneratorSpec &generator : apply.generators) {
            facts.generatedTopics.insert(generator.topic);
        }
        const bind::BoundScript script = bind::bind(sql::parse(apply.text), facts);
        m_context.terminal.diagnostics(script.diagnostics, apply.text, m_options.file);
        if (!script.ok()) {
            return fail(userError("cli.bad-sql", fmt::format("{} was not run because it has errors",
                                                             m_options.file)));
        }
        for (const bind::BoundStatement &statement : script.statements) {
            saySkipped(statement, apply.text);
        }
        return {};
    }

    void saySkipped(const bind::BoundStatement &statement, const std::string &text)
    {
        using Kind = sql::SyntaxKind;
        const bool acts = sql::isPlanStatement(statement.kind) ||
                          statement.kind == Kind::SetProperty ||
                          statement.kind == Kind::UnsetProperty || statement.kind == Kind::Define ||
                          statement.kind == Kind::Undefine || statement.kind == Kind::CreateType ||
                          statement.kind == Kind::DropType || statement.kind == Kind::Draft ||
                          statement.kind == Kind::EmptyStatement;
        const auto *drop = std::get_if<bind::DropSource>(&statement.action);
        if (acts || (drop != nullptr && !drop->deleteTopic)) {
            return;
        }
        const auto line = lineColumn(text, statement.span.begin).line;
        std::string place = fmt::format("{}:{}", m_options.file, line);
        if (statement.kind == Kind::InsertValues) {
            m_insertValues.push_back(std::move(place));
        } else {
            m_context.terminal.info(
                place + ": skipped, it is not part of the pipeline; run it by weir sql -f");
        }
    }

    void watch(EngineClient &client, RunReport &report,
               std::optional<std::chrono::milliseconds> limit)
    {
        const auto begin = std::chrono::steady_clock::now();
        while (!m_context.interrupted.stop_requested()) {
            const auto snapshot = client.snapshot();
            report.progress(*snapshot);
            const bool ended = snapshot->state == runtime::RunState::Stopped ||
                               snapshot->state == runtime::RunState::Failed;
            if (ended || (m_options.untilCaughtUp && snapshot->caughtUp) ||
                (limit && std::chrono::steady_clock::now() - begin >= *limit)) {
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }

    Status outcome(const runtime::EngineSnapshot &last)
    {
        if (last.error) {
            return fail(*last.error);
        }
        for (const runtime::QueryGauges &query : last.queries) {
            if (query.error) {
                m_context.terminal.error(*query.error);
                m_context.exitCode = kQueryFailed;
            }
        }
        return {};
    }

    const RunOptions &m_options;
    CommandContext &m_context;
    std::vector<std::string> m_insertValues; ///< where they stand
};

} // namespace

void addRunCommand(CLI::App &app, CommandContext &context)
{
    CLI::App *command = app.add_subcommand("run", "Run the pipeline of a SQL file");
    command->footer("Examples:\n  weir run ratings.sql\n  weir run ratings.sql --with-generators "
                    "--until-caught-up\n"
                    "  weir run ratings.sql --cluster kafka://localhost:9092 --as ratings-prod\n"
                    "A run goes on where its last checkpoint stands; --reset starts anew.\n"
                    "Ctrl+C stops cleanly and commits.");
    const auto options = std::make_shared<RunOptions>();
    options->cluster.addTo(*command);
    command->add_option("FILE", options->file, "The pipeline")
        ->required()
        ->check(CLI::ExistingFile);
    command->add_option("--from", options->from,
                        "Without a checkpoint: earliest, latest or a time (default: earliest)");
    command->add_option("--for", options->duration, "Stop after a duration (30s, 5m)");
    command->add_flag("--until-caught-up", options->untilCaughtUp,
                      "End when all that the topics hold now is processed; open windows stay open");
    command->add_flag("--reset", options->reset, "Forget the checkpoint and start anew");
    command
        ->add_option("--on-change", options->onChange,
                     "When state does not fit a changed statement: reset or recompute")
        ->check(CLI::IsMember({"reset", "recompute"}));
    command->add_option("--as", options->runId,
                        "Name of the run (default: from NAME.weir, else from the path)");
    command->add_option("--state-memory", options->stateMemory,
                        "Budget for state (default: half of the memory)");
    command->add_option("--emit-interval", options->emitInterval,
                        "Write the last change of a table's key at most once in so many ms, where "
                        "the text does not SET 'emit.interval'; 0: every change (default: 100)");
    command->add_flag("--with-generators", options->withGenerators,
                      "Also run the generators of NAME.weir");
    command->callback([options, &context] {
        if (const Status status = PipelineRun(*options, context).run(); !status) {
            failUnlessInterrupted(context, status.error());
        }
    });
}

} // namespace weir::cli
