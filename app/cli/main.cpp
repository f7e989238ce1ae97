#include "app/cli/Command.h"
#include "app/cli/Interrupt.h"

#include <CLI/CLI.hpp>

#include <string>

namespace {

constexpr const char *kFooter =
    "Exit codes: 0 done; 1 statement or record refused; 2 wrong usage; 3 cluster, disk or "
    "network failed;\n4 another process has this run; 5 state does not fit the changed "
    "statement (--on-change);\n6 a query stopped by itself; 70 a bug; 130 a test run was "
    "interrupted.";

} // namespace

int main(int argc, char **argv)
{
    weir::cli::Interrupt interrupt;
    weir::cli::Terminal terminal;
    weir::cli::CommandContext context{terminal, interrupt.token(), interrupt};

    CLI::App app("Weir: streaming SQL pipelines over Apache Kafka, without a screen.", "weir");
    app.set_version_flag("--version", std::string("weir ") + WEIR_VERSION);
    app.require_subcommand(1);
    app.footer(kFooter);
    bool quiet = false;
    app.add_flag("-q,--quiet", quiet, "Say nothing on stderr but errors");
    app.parse_complete_callback([&] { terminal.setQuiet(quiet); });
    weir::cli::addRunCommand(app, context);
    weir::cli::addSqlCommand(app, context);
    weir::cli::addTopicsCommand(app, context);
    weir::cli::addPrintCommand(app, context);
    weir::cli::addProduceCommand(app, context);
    weir::cli::addGenerateCommand(app, context);
    weir::cli::addTestCommand(app, context);
    weir::cli::addBenchCommand(app, context);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        context.exitCode = app.exit(error) == 0 ? weir::cli::kSuccess : weir::cli::kUsageError;
    }
    terminal.flush();
    if (const auto error = terminal.outError()) {
        terminal.error(*error);
        return context.exitCode == weir::cli::kSuccess ? weir::cli::exitCodeFor(*error)
                                                       : context.exitCode;
    }
    return context.exitCode;
}
