#pragma once

#include "app/cli/ExitCode.h"
#include "app/cli/Terminal.h"
#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/log/Cluster.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

namespace CLI {
class App;
}

namespace weir::cli {

class Interrupt;

/// What every sub-command is given.
struct CommandContext {
    Terminal &terminal;
    /// Stops at the first Ctrl+C or SIGTERM; a second one ends the process at once.
    std::stop_token interrupted;
    Interrupt &interrupt;
    /// Set by the sub-command that ran; main() returns it.
    int exitCode = kSuccess;
};

/// Each adds one sub-command with its options, examples and callback.
void addRunCommand(CLI::App &app, CommandContext &context);
void addSqlCommand(CLI::App &app, CommandContext &context);
void addTopicsCommand(CLI::App &app, CommandContext &context);
void addPrintCommand(CLI::App &app, CommandContext &context);
void addProduceCommand(CLI::App &app, CommandContext &context);
void addGenerateCommand(CLI::App &app, CommandContext &context);
void addTestCommand(CLI::App &app, CommandContext &context);
void addBenchCommand(CLI::App &app, CommandContext &context);

/// The --cluster option that all commands share.
struct ClusterOption {
    std::string address = "local";

    void addTo(CLI::App &command);
    /// Opens the cluster.
    Result<log::ClusterPtr> open(const std::string &program) const;
};

/// Returns a deadline for one administrative call: ten seconds, ended early by Ctrl+C.
Deadline adminDeadline(const CommandContext &context);

/// Shows an error and keeps its exit code.
void failCommand(CommandContext &context, const Error &error);

/// The same for a command that goes on until Ctrl+C: what that has cut short is no error.
void failUnlessInterrupted(CommandContext &context, const Error &error);

/// Reads a time: epoch milliseconds (`1519304100000` or `@1519304100000`),
/// `2026-11-23T10:15:00[.000][Z]`, or "15 min ago" / "2h" before now.
Result<EpochMs> parseTime(const std::string &text, EpochMs now);

/// Reads a duration: `250ms`, `10s`, `5m`, `2h`, `1d`, or words ("15 min").
Result<std::chrono::milliseconds> parseDuration(const std::string &text);

} // namespace weir::cli
