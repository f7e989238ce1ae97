#pragma once

#include "app/cli/Command.h"
#include "app/cli/EngineClient.h"
#include "app/cli/SqlPrinter.h"
#include "app/cli/SqlStatementLog.h"
#include "core/bind/Bind.h"
#include "core/catalog/Environment.h"

#include <memory>
#include <string>

namespace weir::cli {

/// Statements one after another, each against what the ones before left: what `weir sql` is without
/// its prompt. Persistent queries run in this process, under a run id of their own, until the
/// session ends. One thread.
class SqlSession {
public:
    /// Opens a session on a cluster; with `projectFile` its streams and tables are known, its
    /// queries are not started. Errors as log::openCluster; `cli.unreadable-file`, `cli.bad-sql`.
    static Result<std::unique_ptr<SqlSession>> open(const ClusterOption &cluster,
                                                    const std::string &projectFile, bool json,
                                                    CommandContext &context);
    ~SqlSession();

    /// Runs the statements of a text; the first error ends it and is shown with its line, under
    /// `name`. `interrupted` ends the statement that runs. Returns the exit code.
    int run(const std::string &text, const std::string &name, const std::stop_token &interrupted);

    /// Waits until the session's queries have processed what their topics hold now, then ends them.
    /// Returns the exit code.
    int finish(const std::stop_token &interrupted);

    /// Returns what statements may name now; asks the cluster if one has run since the last time.
    const catalog::Environment &catalog();

private:
    SqlSession(log::ClusterPtr cluster, bool json, CommandContext &context);

    Status seed(const std::string &projectFile);
    Status refreshFacts(const Deadline &deadline);
    int showError(const Error &error);
    Status execute(const bind::BoundScript &script, const std::string &text,
                   const std::stop_token &interrupted);

    Status declare(const bind::BoundStatement &statement, const std::string &text);
    Status startQuery(const bind::StartQuery &start, const std::string &text);
    Status drop(const bind::DropSource &drop, const std::string &text);
    Status control(const bind::ControlQuery &control);
    Status runOnce(const std::string &text);
    Status select(const std::string &text, const std::stop_token &interrupted);
    Status printTopic(const bind::PrintTopic &print, const std::stop_token &interrupted);
    Status apply(const SqlStatementLog &statements, bool untilCaughtUp);

    CommandContext &m_context;
    log::ClusterPtr m_cluster;
    SqlPrinter m_printer;
    EngineClient m_client;
    catalog::Environment m_environment;
    SqlStatementLog m_statements;
    std::string m_runId;
    std::uint64_t m_revision = 0;
    bool m_running = false;
    bool m_catalogOld = true; ///< m_environment is from before a statement
    /// Ends what is being done now.
    std::stop_token m_stop;
};

} // namespace weir::cli
