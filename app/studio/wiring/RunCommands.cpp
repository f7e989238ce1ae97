#include "app/studio/wiring/RunCommands.h"

#include "app/studio/Ask.h"
#include "app/studio/Document.h"
#include "app/studio/MainWindow.h"
#include "app/studio/wiring/EngineView.h"
#include "app/studio/wiring/FeedPump.h"
#include "app/studio/wiring/Requests.h"
#include "core/sql/Parser.h"
#include "core/sql/view/Statement.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/models/NodeText.h"
#include "widgets/panels/ResultsPanel.h"

#include <algorithm>
#include <utility>

namespace weir::studio {

RunCommands::RunCommands(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
{
    ActionRegistry &actions = m_needs.actions;
    actions.on(ActionId::ApplyAll, this, [this] { applyAll(); });
    actions.on(ActionId::ApplyStatement, this, [this] { runAtCaret(); });
    actions.on(ActionId::ExplainStatement, this, [this] { explainAtCaret(); });
    actions.on(ActionId::Pause, this, [this] { m_needs.requests.send(runtime::PauseRun{}); });
    actions.on(ActionId::Resume, this, [this] { m_needs.requests.send(runtime::ResumeRun{}); });
    actions.on(ActionId::Stop, this, [this] {
        m_needs.requests.send(runtime::StopRun{m_needs.view.inspected().statement()});
    });
    actions.on(ActionId::StopAll, this, [this] { m_needs.requests.send(runtime::StopRun{}); });
    connect(&m_needs.view, &EngineView::summaryChanged, this, &RunCommands::enableActions);
    enableActions();
    ResultsPanel *results = m_needs.panels.results;
    m_results = new FeedPump(
        m_needs.view, results,
        {[this]() -> std::optional<runtime::FeedSpec> {
             return m_query.empty() ? std::nullopt
                                    : std::optional<runtime::FeedSpec>(runtime::QueryResultSpec{
                                          m_query, m_needs.document.text().bytes()});
         },
         [results] { results->model()->clear(); },
         [this, results](const runtime::FeedInfo &info) {
             results->model()->setColumns(info.columns);
             m_readAt = info.readAt ? QString::fromStdString(runtime::readPointText(*info.readAt))
                                    : QString();
             if (info.failure) {
                 results->setState(QString::fromStdString(info.failure->message), true);
             }
         },
         [this, results](runtime::FeedDrain drain) {
             if (drain.finished) {
                 const QString where = m_readAt.isEmpty() ? QString() : ", " + m_readAt;
                 results->setState(tr("finished") + where, false);
             }
             results->model()->append(std::move(drain));
         }});
}

void RunCommands::enableActions()
{
    const auto snapshot = m_needs.requests.port().snapshot();
    const RunSummary &summary = m_needs.view.summary();
    const bool paused = snapshot->state == runtime::RunState::Paused;
    const QString idle = summary.running ? QString() : tr("Nothing runs");
    ActionRegistry &actions = m_needs.actions;
    actions.setDisabledReason(ActionId::Pause, paused ? tr("Already paused") : idle);
    actions.setDisabledReason(ActionId::Resume, paused ? QString() : tr("Nothing is paused"));
    actions.setDisabledReason(ActionId::Stop, idle);
    actions.setDisabledReason(ActionId::StopAll, idle);
    const bool same = summary.running && summary.changes == 0;
    actions.setDisabledReason(ActionId::ApplyAll, m_needs.document.text().size() == 0
                                                      ? tr("The text is empty")
                                                  : same ? tr("What runs is what is written")
                                                         : QString());
}

void RunCommands::applyAll()
{
    whenWritingIsFine([this] { apply({}); });
}

void RunCommands::apply(std::vector<std::string> statements)
{
    m_needs.view.clearFailures();
    runtime::ApplyText command;
    command.text = m_needs.document.text().bytes();
    command.revision = m_needs.document.text().revision();
    command.runId = m_needs.document.project().runId;
    command.onChange = runtime::OnChange::Recompute;
    command.generators = m_needs.document.project().sources;
    command.statements = std::move(statements);
    m_needs.requests.send(std::move(command));
}

void RunCommands::runAtCaret()
{
    const SourceSpan selection = m_needs.editor.selection();
    const std::size_t caret = m_needs.editor.caret();
    // Of the text as it is now: the language worker may not have come to it yet.
    const std::vector<language::RunTarget> targets =
        language::runTargets(m_needs.document.text().bytes(),
                             selection.length() > 0 ? selection : SourceSpan{caret, caret});
    if (targets.empty()) {
        return sayWhatIsMissing(tr("Run"), tr("The text has no statement yet"));
    }
    const bool onlyReads = std::all_of(targets.begin(), targets.end(), [](const auto &target) {
        return target.how == language::RunTarget::How::Query;
    });
    if (onlyReads) {
        return run(targets);
    }
    whenWritingIsFine([this, targets] { run(targets); });
}

// What is of the plan first: the rest may read or write it.
void RunCommands::run(const std::vector<language::RunTarget> &targets)
{
    std::vector<std::string> keys;
    for (const language::RunTarget &target : targets) {
        if (target.how == language::RunTarget::How::Apply) {
            keys.push_back(target.key);
        }
    }
    if (!keys.empty()) {
        apply(std::move(keys));
    }
    for (const language::RunTarget &target : targets) {
        if (target.how == language::RunTarget::How::Query) {
            runQuery(target.sql);
        } else if (target.how == language::RunTarget::How::Run) {
            runOnce(target.sql);
        }
    }
}

void RunCommands::runOnce(const std::string &sql)
{
    const sql::ParsedScript parsed = sql::parse(sql);
    const sql::StatementView statement = sql::statementAt(*parsed.tree, 0);
    const std::string query = statement ? statement.name().name : std::string();
    switch (statement ? statement.kind() : sql::SyntaxKind::Script) {
    case sql::SyntaxKind::Pause:
        return steer(sql, query, runtime::PauseRun{query});
    case sql::SyntaxKind::Resume:
        return steer(sql, query, runtime::ResumeRun{query});
    case sql::SyntaxKind::Terminate:
        return steer(sql, query, runtime::StopRun{query});
    case sql::SyntaxKind::Print:
        return Q_EMIT recordsAsked(QString::fromStdString(printedTopic(statement.printTopic())));
    default:
        return sendStatement(sql, m_needs.document.text().bytes());
    }
}

int RunCommands::beginResults(const QString &statement)
{
    m_needs.panels.results->begin(statement);
    m_needs.window.showPage(QStringLiteral("results"));
    return ++m_begun;
}

/// PAUSE, RESUME and TERMINATE change what runs, not the text.
void RunCommands::steer(const std::string &sql, const std::string &query, runtime::Command command)
{
    m_query.clear();
    m_results->restart();
    const int begun = beginResults(oneLine(sql, {0, sql.size()}));
    const auto snapshot = m_needs.requests.port().snapshot();
    const bool known =
        query.empty() || std::any_of(snapshot->queries.begin(), snapshot->queries.end(),
                                     [&](const auto &each) { return each.key == query; });
    if (!known) {
        m_needs.panels.results->setState(tr("No query %1 runs").arg(QString::fromStdString(query)),
                                         true);
        return;
    }
    sendForResults(std::move(command), begun);
}

/// A stream's or table's name stands for its topic, where no topic is called so.
std::string RunCommands::printedTopic(const std::string &name) const
{
    const session::EnginePort &port = m_needs.requests.port();
    const auto &topics = port.snapshot()->topics;
    const bool topic = std::any_of(topics.begin(), topics.end(),
                                   [&](const auto &each) { return each.name == name; });
    const auto language = port.language();
    if (topic || !language || !language->plan) {
        return name;
    }
    const auto source =
        language->plan->sources.find(QString::fromStdString(name).toUpper().toStdString());
    return source == language->plan->sources.end() ? name : source->second->topic;
}

void RunCommands::runQuery(const std::string &sql)
{
    m_query = sql;
    beginResults(oneLine(sql, {0, sql.size()}));
    m_results->restart();
}

void RunCommands::sendStatement(const std::string &sql, const std::string &projectText)
{
    m_query.clear();
    m_results->restart();
    const int begun = beginResults(oneLine(sql, {0, sql.size()}));
    sendForResults(runtime::RunStatement{sql, projectText}, begun);
}

void RunCommands::sendForResults(runtime::Command command, int begun)
{
    m_needs.requests.send(std::move(command), [this, begun](const Result<runtime::Answer> &answer) {
        if (begun == m_begun) {
            showAnswer(answer);
        } else if (!answer) {
            // Results are another statement's by now.
            m_needs.view.addFailure(answer.error());
        }
    });
}

void RunCommands::showAnswer(const Result<runtime::Answer> &answer)
{
    ResultsPanel *results = m_needs.panels.results;
    if (!answer) {
        results->setState(QString::fromStdString(answer.error().message), true);
    } else if (const auto *table = std::get_if<runtime::TableAnswer>(&*answer)) {
        results->showAnswer(*table);
    } else {
        results->setState(tr("finished"), false);
    }
}

// Explaining writes nothing, so nobody is asked.
void RunCommands::explainAtCaret()
{
    const std::string &text = m_needs.document.text().bytes();
    const sql::ParsedScript parsed = sql::parse(text);
    const sql::StatementView statement = sql::statementAt(*parsed.tree, m_needs.editor.caret());
    if (!statement || !statement.query()) {
        return sayWhatIsMissing(tr("EXPLAIN"), tr("Put the caret into a statement with a SELECT"));
    }
    // As if it were the next statement: in the whole text its name is taken, by itself.
    sendStatement("EXPLAIN " + std::string(statement.node().text()) + ";",
                  text.substr(0, statement.span().begin));
}

void RunCommands::sayWhatIsMissing(const QString &what, const QString &sentence)
{
    m_query.clear();
    m_results->restart();
    beginResults(what);
    m_needs.panels.results->setState(sentence, true);
}

void RunCommands::whenWritingIsFine(std::function<void()> go)
{
    // The snapshot still names the cluster before while another one is being opened.
    m_needs.requests.whenClusterIsOpen([this, go = std::move(go)] { askBeforeWriting(go); });
}

void RunCommands::askBeforeWriting(std::function<void()> go)
{
    const std::string cluster = m_needs.requests.port().snapshot()->cluster;
    if (cluster.rfind("kafka://", 0) != 0 || m_allowedClusters.count(cluster) != 0) {
        return go();
    }
    m_needs.ask.confirm(tr("Write to %1?").arg(QString::fromStdString(cluster)),
                        tr("The pipeline makes topics there and writes records into them."),
                        tr("Write to This Cluster"), [this, cluster, go = std::move(go)] {
                            m_allowedClusters.insert(cluster);
                            go();
                        });
}

} // namespace weir::studio
