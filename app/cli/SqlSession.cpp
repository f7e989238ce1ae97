#include "app/cli/SqlSession.h"

#include "app/cli/FeedWait.h"
#include "app/cli/RecordJson.h"
#include "app/cli/SourceLookup.h"
#include "core/base/StableHash.h"
#include "core/runtime/ClusterFacts.h"
#include "core/runtime/feed/TopicCursor.h"
#include "core/sql/Parser.h"
#include "core/sql/view/Identifier.h"
#include "core/sql/view/Statement.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <utility>

namespace weir::cli {

namespace {

constexpr std::size_t kRowsPerDrain = 2000;

std::string freshRunId()
{
    std::random_device random;
    return "sql-" + stableHashText(fmt::format("{}:{}:{}:{}", getpid(), SystemClock().now(),
                                               random(), random()));
}

/// Moves what was found in one statement to its place in the text that was typed.
std::vector<Diagnostic> movedBy(std::vector<Diagnostic> diagnostics, std::size_t offset)
{
    for (Diagnostic &diagnostic : diagnostics) {
        diagnostic.span.begin += offset;
        diagnostic.span.end += offset;
    }
    return diagnostics;
}

bool isPersistent(const bind::StartQuery &start)
{
    return start.query->kind == plan::QueryKind::CreateAs ||
           start.query->kind == plan::QueryKind::InsertInto;
}

/// Whether the statement only changes what later statements see.
bool isSetting(const bind::StatementAction &action)
{
    return std::holds_alternative<bind::SetProperty>(action) ||
           std::holds_alternative<bind::DefineVariable>(action) ||
           std::holds_alternative<bind::DefineType>(action);
}

} // namespace

SqlSession::SqlSession(log::ClusterPtr cluster, bool json, CommandContext &context)
    : m_context(context)
    , m_cluster(cluster)
    , m_printer(context.terminal, json)
    , m_client({.cluster = cluster->address(), .opened = cluster})
    , m_runId(freshRunId())
    , m_stop(context.interrupted)
{
}

Result<std::unique_ptr<SqlSession>> SqlSession::open(const ClusterOption &cluster,
                                                     const std::string &projectFile, bool json,
                                                     CommandContext &context)
{
    WEIR_ASSIGN(log::ClusterPtr opened, cluster.open("weir sql"));
    std::unique_ptr<SqlSession> session(new SqlSession(std::move(opened), json, context));
    if (!projectFile.empty()) {
        WEIR_TRY(session->seed(projectFile));
    }
    return session;
}

/// What the session ran is over with it, and so is what was kept to go on with.
SqlSession::~SqlSession()
{
    if (!m_revision) {
        return;
    }
    const Deadline deadline = Deadline::in(std::chrono::seconds(5));
    (void)m_client.call(runtime::StopRun{}, deadline);
    log::CheckpointStore &store = m_cluster->checkpoints();
    if (const auto lease = store.acquire(m_runId, "weir sql", deadline)) {
        (void)store.forget(**lease, deadline);
    }
}

Status SqlSession::seed(const std::string &projectFile)
{
    WEIR_ASSIGN(const std::string text, readFile(projectFile));
    const bind::BoundScript script = bind::bind(sql::parse(text), {});
    if (!script.ok()) {
        m_context.terminal.diagnostics(script.diagnostics, text, projectFile);
        return weir::fail(userError("cli.bad-sql", fmt::format("{} has errors", projectFile)));
    }
    m_statements.addSources(script.plan);
    for (const bind::BoundStatement &statement : script.statements) {
        if (isSetting(statement.action)) {
            m_statements.add(
                std::string_view(text).substr(statement.span.begin, statement.span.length()));
        }
    }
    return {};
}

/// Binds all that the session has defined, as the engine does, against the cluster of this moment.
Status SqlSession::refreshFacts(const Deadline &deadline)
{
    WEIR_ASSIGN(const catalog::Environment facts, runtime::clusterFacts(*m_cluster, deadline));
    m_environment = runtime::declaredBy(m_statements.text(), facts);
    const auto running = m_statements.queries();
    std::erase_if(m_environment.queries, [&](const auto &query) {
        return std::find(running.begin(), running.end(), query.first) == running.end();
    });
    return {};
}

const catalog::Environment &SqlSession::catalog()
{
    if (std::exchange(m_catalogOld, false)) {
        // Somebody waits at the keyboard; without the cluster the old names are better than none.
        (void)refreshFacts(Deadline::in(std::chrono::seconds(2)));
    }
    return m_environment;
}

int SqlSession::run(const std::string &text, const std::string &name,
                    const std::stop_token &interrupted)
{
    m_stop = interrupted;
    m_catalogOld = true;
    const sql::ParsedScript parsed = sql::parse(text);
    for (const sql::StatementView &view : sql::statementsOf(*parsed.tree)) {
        if (interrupted.stop_requested() || !m_context.terminal.outOpen()) {
            break;
        }
        if (const Status facts = refreshFacts(Deadline::in(std::chrono::seconds(10), m_stop));
            !facts) {
            return showError(facts.error());
        }
        const SourceSpan span = view.spanWithSemicolon();
        const std::string statement = text.substr(span.begin, span.length());
        const bind::BoundScript script =
            bind::bind(sql::parse(statement), m_environment,
                       {.mode = bind::BindMode::Imperative, .stopAtError = true});
        m_context.terminal.diagnostics(movedBy(script.diagnostics, span.begin), text, name);
        if (!script.ok()) {
            return kStatementError;
        }
        const Status done = execute(script, statement, interrupted);
        m_context.terminal.flush();
        if (!done && !interrupted.stop_requested()) {
            return showError(done.error());
        }
    }
    return kSuccess;
}

int SqlSession::showError(const Error &error)
{
    m_context.terminal.error(error);
    return exitCodeFor(error);
}

Status SqlSession::execute(const bind::BoundScript &script, const std::string &text,
                           const std::stop_token &interrupted)
{
    for (const bind::BoundStatement &statement : script.statements) {
        const bind::StatementAction &action = statement.action;
        const std::string bare = text.substr(statement.span.begin, statement.span.length());
        if (std::holds_alternative<bind::DeclareSource>(action) || isSetting(action)) {
            WEIR_TRY(declare(statement, bare));
        } else if (const auto *start = std::get_if<bind::StartQuery>(&action)) {
            WEIR_TRY(isPersistent(*start) ? startQuery(*start, bare) : select(bare, interrupted));
        } else if (const auto *dropping = std::get_if<bind::DropSource>(&action)) {
            WEIR_TRY(drop(*dropping, bare));
        } else if (const auto *controlling = std::get_if<bind::ControlQuery>(&action)) {
            WEIR_TRY(control(*controlling));
        } else if (const auto *print = std::get_if<bind::PrintTopic>(&action)) {
            WEIR_TRY(printTopic(*print, interrupted));
        } else {
            WEIR_TRY(runOnce(bare));
        }
    }
    return {};
}

Status SqlSession::declare(const bind::BoundStatement &statement, const std::string &text)
{
    WEIR_TRY(runOnce(text));
    m_statements.add(text);
    const auto *declared = std::get_if<bind::DeclareSource>(&statement.action);
    return declared != nullptr && declared->replaces && m_running ? apply(m_statements, false)
                                                                  : Status();
}

Status SqlSession::startQuery(const bind::StartQuery &start, const std::string &text)
{
    SqlStatementLog next = m_statements;
    next.addQuery(text);
    WEIR_TRY(apply(next, false));
    m_statements = std::move(next);
    const auto &target = std::get<plan::SinkOp>(start.query->root().op).target;
    m_printer.done(fmt::format("query {} runs and writes {} (topic {})",
                               m_statements.queries().back(), target->name, target->topic));
    return {};
}

Status SqlSession::drop(const bind::DropSource &drop, const std::string &text)
{
    WEIR_TRY(runOnce(text));
    if (!drop.source) {
        return {};
    }
    m_statements.add(fmt::format("DROP {} {}", drop.source->isTable() ? "TABLE" : "STREAM",
                                 sql::quoteIdentifier(drop.name)));
    return m_running ? apply(m_statements, false) : Status();
}

Status SqlSession::control(const bind::ControlQuery &control)
{
    const Deadline deadline = Deadline::in(std::chrono::seconds(30), m_stop);
    const std::string what = control.query.empty() ? "all queries" : "query " + control.query;
    switch (control.action) {
    case bind::QueryAction::Pause:
        WEIR_TRY(m_client.call(runtime::PauseRun{control.query}, deadline));
        m_printer.done(what + " paused");
        return {};
    case bind::QueryAction::Resume:
        WEIR_TRY(m_client.call(runtime::ResumeRun{control.query}, deadline));
        m_printer.done(what + " resumed");
        return {};
    case bind::QueryAction::Terminate:
        break;
    }
    WEIR_ASSIGN(const catalog::Environment facts, runtime::clusterFacts(*m_cluster, deadline));
    const plan::LogicalPlan plan = bind::bind(sql::parse(m_statements.text()), facts).plan;
    if (control.query.empty()) {
        m_statements.endAllQueries(plan);
    } else if (!m_statements.endQuery(control.query, plan)) {
        return weir::fail(
            userError("cli.unknown-query", fmt::format("no query {} runs here", control.query)));
    }
    WEIR_TRY(m_client.call(runtime::StopRun{control.query}, deadline));
    m_running = !m_statements.queries().empty();
    m_printer.done(what + " ended");
    return {};
}

Status SqlSession::runOnce(const std::string &text)
{
    WEIR_ASSIGN(
        const runtime::Answer answer,
        m_client.call(runtime::RunStatement{.text = text + ";", .projectText = m_statements.text()},
                      Deadline::in(std::chrono::seconds(30), m_stop)));
    if (const auto *table = std::get_if<runtime::TableAnswer>(&answer)) {
        m_printer.answer(*table);
    }
    return {};
}

Status SqlSession::select(const std::string &text, const std::stop_token &interrupted)
{
    FeedWait feed(m_client.engine().subscribe(runtime::QueryResultSpec{
        .sql = m_statements.settings() + text + ";",
        .projectText = m_statements.text() + ";",
        .everyRow = true,
        .cells = m_printer.json() ? runtime::CellForm::Json : runtime::CellForm::Screen}));
    bool begun = false;
    while (!interrupted.stop_requested() && m_context.terminal.outOpen()) {
        feed.wait(interrupted);
        runtime::FeedDrain drained;
        do {
            drained = feed.drain(kRowsPerDrain);
            const runtime::FeedInfo info = feed.info();
            if (!begun && !info.columns.empty()) {
                m_printer.beginRows(info.columns);
                begun = true;
            }
            m_printer.rows(drained.rows);
        } while (drained.more && !interrupted.stop_requested() && m_context.terminal.outOpen());
        m_context.terminal.flush();
        if (const auto failure = feed.info().failure) {
            return weir::fail(*failure);
        }
        if (drained.finished) {
            break;
        }
    }
    if (begun) {
        m_printer.endRows(feed.info().readAt);
    }
    return {};
}

Status SqlSession::printTopic(const bind::PrintTopic &print, const std::stop_token &interrupted)
{
    const runtime::FeedStart start{print.fromBeginning ? runtime::FeedStart::Kind::Beginning
                                                       : runtime::FeedStart::Kind::End,
                                   0};
    WEIR_ASSIGN(const auto cursor,
                runtime::TopicCursor::open(m_cluster, print.topic, start, {}, interrupted));
    std::shared_ptr<const catalog::Source> source;
    for (const auto &[name, candidate] : m_environment.sources) {
        source = candidate->topic == print.topic ? candidate : source;
    }
    const auto every = std::max<std::int64_t>(print.interval.value_or(1), 1);
    std::int64_t seen = 0;
    std::int64_t printed = 0;
    while (!interrupted.stop_requested() && m_context.terminal.outOpen()) {
        WEIR_ASSIGN(const auto slabs, cursor->read());
        for (const SlabPtr &slab : slabs) {
            for (const RecordView &record : slab->records()) {
                if (seen++ % every != 0) {
                    continue;
                }
                m_context.terminal.result(
                    m_printer.json() ? recordToJsonLine(slab->source(), record,
                                                        slab->headersOf(record), source.get())
                                     : recordToTextLine(slab->source(), record, source.get()));
                if (print.limit && ++printed >= *print.limit) {
                    return {};
                }
            }
        }
        m_context.terminal.flush();
    }
    return {};
}

Status SqlSession::apply(const SqlStatementLog &statements, bool untilCaughtUp)
{
    const auto queries = statements.queries();
    if (queries.empty()) {
        m_running = false;
        return m_client.call(runtime::StopRun{}, Deadline::in(std::chrono::seconds(30), m_stop))
            .map([](const runtime::Answer &) {});
    }
    // A changed query does here what the studio's default is: all anew where nobody else reads.
    const auto onChange = m_cluster->kind() == log::ClusterKind::Kafka
                              ? runtime::OnChange::StartEmpty
                              : runtime::OnChange::Recompute;
    runtime::ApplyText apply{.text = statements.text(),
                             .revision = ++m_revision,
                             .runId = m_runId,
                             .onChange = onChange,
                             .statements = queries,
                             .untilCaughtUp = untilCaughtUp,
                             .program = "weir sql"};
    WEIR_TRY(m_client.call(std::move(apply), Deadline::in(std::chrono::minutes(1), m_stop)));
    m_running = true;
    return {};
}

int SqlSession::finish(const std::stop_token &interrupted)
{
    if (!m_running || interrupted.stop_requested()) {
        return kSuccess;
    }
    m_stop = interrupted;
    const Deadline deadline = Deadline::in(std::chrono::seconds(30), interrupted);
    auto stopped = m_client.call(runtime::StopRun{}, deadline);
    const Status applied =
        stopped ? apply(m_statements, true) : Status(weir::fail(stopped.error()));
    if (!applied) {
        return showError(applied.error());
    }
    // A new snapshot at least every quarter of a second tells how far it is.
    const auto ended = [](const runtime::EngineSnapshot &snapshot) {
        return snapshot.caughtUp || snapshot.state == runtime::RunState::Stopped ||
               snapshot.state == runtime::RunState::Failed;
    };
    while (!interrupted.stop_requested() && !ended(*m_client.snapshot())) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const auto last = m_client.snapshot();
    if (last->error) {
        return showError(*last->error);
    }
    int code = kSuccess;
    for (const runtime::QueryGauges &query : last->queries) {
        if (query.error) {
            showError(*query.error);
            code = kQueryFailed;
        }
    }
    return code;
}

} // namespace weir::cli
