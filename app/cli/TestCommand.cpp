#include "app/cli/Command.h"
#include "core/runtime/conformance/CaseProcess.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weir::cli {

namespace {

struct TestOptions {
    std::vector<std::string> cases;
    std::string filter = "*";
    std::string report;
    int timeoutMs = 10000;
    runtime::CaseConfig config;
    bool noOptimize = false;
};

/// Matches the whole text; `*` any characters, `?` one.
bool matchesGlob(std::string_view pattern, std::string_view text)
{
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    std::size_t at = 0;
    std::size_t i = 0;
    while (i < text.size()) {
        if (at < pattern.size() && (pattern[at] == '?' || pattern[at] == text[i])) {
            ++at;
            ++i;
        } else if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            resume = i;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            i = ++resume;
        } else {
            return false;
        }
    }
    while (at < pattern.size() && pattern[at] == '*') {
        ++at;
    }
    return at == pattern.size();
}

/// Where the report lines go: a file, else stdout.
class Report {
public:
    explicit Report(CommandContext &context)
        : m_context(context)
    {
    }

    Status open(const std::string &path)
    {
        m_path = path;
        if (!path.empty()) {
            m_file.open(path, std::ios::trunc);
        }
        return written();
    }

    /// False once nobody can take another line from stdout; main() says why.
    bool isOpen() const { return !m_path.empty() || m_context.terminal.outOpen(); }

    /// Writes a line through to its end: a case runs in a fork, nothing may be held back twice.
    Status write(const std::string &line)
    {
        if (m_path.empty()) {
            m_context.terminal.result(line);
            m_context.terminal.flush();
        } else {
            m_file << line << '\n' << std::flush;
        }
        return written();
    }

private:
    Status written() const
    {
        if (m_path.empty() || m_file.good()) {
            return {};
        }
        return fail(externalError(
            "cli.cannot-write", fmt::format("cannot write {}: {}", m_path, std::strerror(errno))));
    }

    CommandContext &m_context;
    std::string m_path;
    std::ofstream m_file;
};

/// Runs the selected cases of one file.
Status runCaseFile(const std::string &name, const TestOptions &options, CommandContext &context,
                   std::size_t &count, Report &report)
{
    std::ifstream file(name);
    if (!file) {
        return fail(externalError("cli.cannot-read", "cannot read " + name));
    }
    std::string line;
    while (!context.interrupted.stop_requested() && report.isOpen() && std::getline(file, line)) {
        if (line.empty()) {
            continue;
        }
        WEIR_ASSIGN(const runtime::ConformanceCase testCase, runtime::parseConformanceCase(line));
        if (!matchesGlob(options.filter, testCase.id)) {
            continue;
        }
        context.terminal.progress(fmt::format("{}  {}", ++count, testCase.id));
        WEIR_TRY(report.write(runtime::runCaseIsolated(
            testCase, options.config, std::chrono::milliseconds(options.timeoutMs))));
    }
    if (file.bad()) {
        return fail(externalError("cli.cannot-read", "cannot read all of " + name));
    }
    return {};
}

Status runTest(const TestOptions &options, CommandContext &context)
{
    Report report(context);
    WEIR_TRY(report.open(options.report));
    std::size_t count = 0;
    for (const std::string &name : options.cases) {
        WEIR_TRY(runCaseFile(name, options, context, count, report));
    }
    const bool whole = report.isOpen() && !context.interrupted.stop_requested();
    if (!whole && !context.terminal.outError()) {
        context.exitCode = kInterrupted;
    }
    const std::string ran = fmt::format("{} cases run", count);
    context.terminal.info(whole ? ran : "interrupted: " + ran + ", the others have no line");
    return {};
}

} // namespace

void addTestCommand(CLI::App &app, CommandContext &context)
{
    CLI::App *command =
        app.add_subcommand("test", "Run conformance cases and report what happened");
    auto options = std::make_shared<TestOptions>();
    command->add_option("--cases", options->cases, "Files with one case a line (JSON lines)")
        ->required()
        ->check(CLI::ExistingFile);
    command->add_option("--filter", options->filter, "Only cases whose whole id matches (* and ?)");
    command->add_option("--report", options->report, "Write the report lines to this file");
    command->add_option("--timeout-ms", options->timeoutMs, "Time a case may take")
        ->check(CLI::PositiveNumber);
    command->add_option("--batch", options->config.batchRows, "Rows a step")
        ->check(CLI::PositiveNumber);
    command->add_flag("--no-optimize", options->noOptimize, "Run the plan as it was bound");
    command->add_flag("--reprint", options->config.reprint,
                      "Print the plan's canonical SQL, parse it and run that");
    command->add_option("--checkpoint-every", options->config.checkpointEvery,
                        "Checkpoint and restore after so many records");
    command->footer("Examples:\n"
                    "  weir test --cases filter.jsonl --report out.jsonl\n"
                    "  weir test --cases *.jsonl --filter 'joins/*' --batch 7");
    command->callback([options, &context] {
        options->config.optimize = !options->noOptimize;
        if (const Status status = runTest(*options, context); !status) {
            failCommand(context, status.error());
        }
    });
}

} // namespace weir::cli
