#include "app/cli/Command.h"
#include "app/cli/Interrupt.h"
#include "app/cli/SourceLookup.h"
#include "app/cli/SqlPrompt.h"
#include "app/cli/SqlSession.h"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <iostream>
#include <iterator>
#include <memory>
#include <mutex>

namespace weir::cli {

namespace {

struct SqlOptions {
    ClusterOption cluster;
    std::string project;
    std::vector<std::string> files;
    std::vector<std::string> scripts;
    std::vector<std::string> statements;
    bool json = false;
};

/// Ctrl+C ends the statement that runs; a second one before it has ended leaves the program.
class StatementInterrupt {
public:
    /// Returns the token of the next statement.
    std::stop_token next()
    {
        const std::lock_guard lock(m_mutex);
        m_source = std::stop_source();
        m_running = true;
        return m_source.get_token();
    }
    void done()
    {
        const std::lock_guard lock(m_mutex);
        m_running = false;
    }
    /// Ends what runs. Returns false if nothing runs, or if it was asked to end before.
    bool request(bool &again)
    {
        const std::lock_guard lock(m_mutex);
        again = m_running && m_source.stop_requested();
        if (m_running) {
            m_source.request_stop();
        }
        return m_running;
    }

private:
    std::mutex m_mutex;
    std::stop_source m_source;
    bool m_running = false;
};

Status runScripts(const SqlOptions &options, SqlSession &session, CommandContext &context)
{
    for (const auto *paths : {&options.files, &options.scripts}) {
        for (const std::string &path : *paths) {
            WEIR_ASSIGN(const std::string text, readFile(path));
            context.exitCode = session.run(text, path, context.interrupted);
            if (context.exitCode != kSuccess) {
                return {};
            }
        }
    }
    for (const std::string &text : options.statements) {
        context.exitCode = session.run(text, "-e", context.interrupted);
        if (context.exitCode != kSuccess) {
            return {};
        }
    }
    return {};
}

void runPrompt(SqlSession &session, CommandContext &context)
{
    SqlPrompt prompt([&]() -> const catalog::Environment & { return session.catalog(); });
    StatementInterrupt interrupt;
    context.interrupt.setHandler([&] {
        bool again = false;
        if (!interrupt.request(again)) {
            prompt.interrupt();
        }
        if (again) {
            _exit(130);
        }
    });
    // SIGTERM ends what runs or what is typed, and then the program.
    const std::stop_callback leave(context.interrupted, [&] {
        bool again = false;
        if (!interrupt.request(again)) {
            prompt.interrupt();
        }
    });
    context.terminal.info("Statements end at ';'. Tab completes, Ctrl+C ends a statement, Ctrl+D "
                          "leaves.");
    while (context.terminal.outOpen() && !context.interrupted.stop_requested()) {
        const SqlPrompt::Input input = prompt.read(context.interrupted);
        if (input.outcome == SqlPrompt::Outcome::Left) {
            break;
        }
        if (input.outcome == SqlPrompt::Outcome::Statements) {
            const std::stop_token stop = interrupt.next();
            if (!context.interrupted.stop_requested()) {
                session.run(input.text, "sql", stop);
            }
            interrupt.done();
        }
    }
    context.interrupt.setHandler({});
}

Status runSql(const SqlOptions &options, CommandContext &context)
{
    WEIR_ASSIGN(const auto session,
                SqlSession::open(options.cluster, options.project, options.json, context));
    WEIR_TRY(runScripts(options, *session, context));
    if (context.exitCode != kSuccess) {
        return {};
    }
    const bool scripted = !options.statements.empty() || !options.scripts.empty();
    const bool keyboard = isatty(STDIN_FILENO) == 1;
    if (!scripted && keyboard) {
        runPrompt(*session, context);
        return {};
    }
    if (!scripted && options.files.empty()) {
        const std::string text(std::istreambuf_iterator<char>(std::cin), {});
        context.exitCode = session->run(text, "stdin", context.interrupted);
    }
    if (context.exitCode == kSuccess) {
        context.exitCode = session->finish(context.interrupted);
    }
    return {};
}

} // namespace

void addSqlCommand(CLI::App &app, CommandContext &context)
{
    CLI::App *command = app.add_subcommand("sql", "Run SQL statements, one after another");
    command->footer(
        "Examples:\n  weir sql\n  weir sql --project ratings.sql\n"
        "  weir sql -e \"SHOW TOPICS;\"\n"
        "  weir sql --project ratings.sql --json -e \"SELECT * FROM RATINGS EMIT CHANGES LIMIT "
        "3;\"\n"
        "  weir sql -f insert.sql --cluster kafka://localhost:9092\n"
        "Without -e, -f or a pipe it prompts. Queries that a session creates run until it ends; "
        "at\n"
        "the end of -e and -f they are waited for until they have processed what is there.");
    const auto options = std::make_shared<SqlOptions>();
    options->cluster.addTo(*command);
    command->add_option("FILE", options->files, "Run these first, then prompt")
        ->check(CLI::ExistingFile);
    command->add_option("-e,--execute", options->statements, "Run these statements and leave")
        ->allow_extra_args(false);
    command->add_option("-f,--file", options->scripts, "Run this file and leave")
        ->allow_extra_args(false)
        ->check(CLI::ExistingFile);
    command
        ->add_option("--project", options->project,
                     "Know the streams and tables of this SQL file; its queries are not started")
        ->check(CLI::ExistingFile);
    command->add_flag("--json", options->json,
                      "One JSON object a row, values as format JSON writes them");
    command->callback([options, &context] {
        if (const Status status = runSql(*options, context); !status) {
            failCommand(context, status.error());
        }
    });
}

} // namespace weir::cli
