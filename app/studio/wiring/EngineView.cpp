#include "app/studio/wiring/EngineView.h"

#include "app/studio/Document.h"
#include "app/studio/MainWindow.h"
#include "app/studio/StatusLine.h"
#include "app/studio/TopBar.h"
#include "widgets/models/Figures.h"
#include "widgets/panels/InspectorPanel.h"
#include "widgets/panels/PanelStack.h"
#include "widgets/panels/ProblemsPanel.h"
#include "widgets/panels/ProjectPanel.h"
#include "widgets/panels/TablePanel.h"
#include "widgets/panels/TopicsPanel.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace weir::studio {

namespace {

PlainCell stateCell(runtime::RunState state)
{
    static constexpr const char *kNames[] = {QT_TR_NOOP("stopped"),  QT_TR_NOOP("starting"),
                                             QT_TR_NOOP("running"),  QT_TR_NOOP("paused"),
                                             QT_TR_NOOP("stopping"), QT_TR_NOOP("failed")};
    const Glyph glyph = state == runtime::RunState::Failed   ? Glyph::Problem
                        : state == runtime::RunState::Paused ? Glyph::Pause
                                                             : Glyph::Dot;
    const ColorRole role = state == runtime::RunState::Failed    ? ColorRole::Error
                           : state == runtime::RunState::Running ? ColorRole::Ok
                                                                 : ColorRole::Dim;
    return {EngineView::tr(kNames[static_cast<int>(state)]), glyph, role};
}

QString blockedText(runtime::BlockingReason reason)
{
    static constexpr const char *kTexts[] = {
        "",
        QT_TR_NOOP("all records read"),
        QT_TR_NOOP("waits for one partition, to keep the order of time"),
        QT_TR_NOOP("waits for its topic to be made"),
        QT_TR_NOOP("the cluster takes the output slowly"),
        QT_TR_NOOP("the cluster does not answer"),
        QT_TR_NOOP("paused")};
    const char *text = kTexts[static_cast<int>(reason)];
    return *text == '\0' ? QString() : EngineView::tr(text);
}

PlainCell levelCell(runtime::LogLevel level)
{
    switch (level) {
    case runtime::LogLevel::Error:
        return {EngineView::tr("Error"), Glyph::Problem, ColorRole::Error};
    case runtime::LogLevel::Warning:
        return {EngineView::tr("Warning"), Glyph::Warning, ColorRole::Sink};
    case runtime::LogLevel::Info:
        break;
    }
    return {EngineView::tr("Info"), Glyph::Info, ColorRole::Dim};
}

QString oneCell(const std::string &bytes)
{
    return QString::fromStdString(bytes.substr(0, 512)).replace(u'\n', u' ');
}

} // namespace

EngineView::EngineView(session::EnginePort &port, MainWindow &window, const Panels &panels,
                       const Document &document, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_window(window)
    , m_panels(panels)
    , m_document(document)
{
    connect(&port, &session::EnginePort::snapshotChanged, this, &EngineView::showSnapshot);
    connect(&port, &session::EnginePort::languageChanged, this, &EngineView::showLanguage);
    showSnapshot();
    showLanguage();
}

void EngineView::setInspected(const NodeKey &key)
{
    m_inspected = key;
    showInspector();
}

void EngineView::addFailure(const Error &error)
{
    m_failures.push_back(error);
    showProblems();
}

void EngineView::clearFailures()
{
    m_failures.clear();
    showProblems();
}

void EngineView::setHeld(bool held)
{
    if (held == isHeld()) {
        return;
    }
    m_held = held ? m_port.snapshot() : nullptr;
    Q_EMIT heldChanged(held);
    showSnapshot();
}

std::shared_ptr<const runtime::EngineSnapshot> EngineView::shown() const
{
    return m_held ? m_held : m_port.snapshot();
}

void EngineView::showSnapshot()
{
    const auto snapshot = shown();
    const auto language = m_port.language();
    m_panels.topics->setRows(topicRows(*snapshot, language ? language->plan.get() : nullptr),
                             snapshot->time);
    showGroups(*snapshot);
    showLog(*snapshot);
    showDeadLetters(*snapshot);
    summariseNow();
    showStatus(*m_port.snapshot());
    showProblems();
    showInspector();
}

void EngineView::showLanguage()
{
    const auto language = m_port.language();
    if (language && language->plan && language->revision == m_document.text().revision()) {
        m_panels.project->setItems(outlineOf(*language->plan));
    }
    showSnapshot();
}

void EngineView::summariseNow()
{
    m_summary = summarise(m_port.language().get(), *m_port.snapshot());
    m_window.topBar()->setRunText(m_summary.runText);
    m_window.topBar()->setSentence(m_summary.sentence);
    Q_EMIT summaryChanged();
}

void EngineView::showProblems()
{
    std::vector<Error> failures = m_failures;
    const auto snapshot = m_port.snapshot();
    if (snapshot->error) {
        failures.push_back(*snapshot->error);
    }
    for (const runtime::QueryGauges &query : snapshot->queries) {
        if (query.error) {
            Error error = *query.error;
            error.node = error.node.empty() ? NodeKey{query.key} : error.node;
            failures.push_back(std::move(error));
        }
    }
    const auto language = m_port.language();
    const bool current = language && language->revision == m_document.text().revision();
    if (language && !current) {
        return; // spans of an older text: the next result is on its way
    }
    m_panels.problems->setProblems(language ? language->diagnostics : std::vector<Diagnostic>(),
                                   failures, m_document.text().bytes(),
                                   m_document.text().revision());
    m_window.stack(MainWindow::Side::Bottom)
        ->setCount(QStringLiteral("problems"), m_panels.problems->problemCount());
    m_window.statusLine()->setProblems(m_panels.problems->problemCount());
}

void EngineView::showGroups(const runtime::EngineSnapshot &snapshot)
{
    std::vector<PlainTableModel::Row> rows;
    for (const runtime::QueryGauges &query : snapshot.queries) {
        rows.push_back({{QString::fromStdString(query.key)},
                        {countText(query.lagRecords), Glyph::None, ColorRole::Text, true},
                        stateCell(query.state),
                        {blockedText(query.blocked), Glyph::None, ColorRole::Dim}});
    }
    m_panels.groups->model()->setRows(std::move(rows));
}

void EngineView::showLog(const runtime::EngineSnapshot &snapshot)
{
    std::vector<PlainTableModel::Row> rows;
    for (const runtime::LogLine &line : snapshot.log) {
        rows.push_back({{clockText(line.time), Glyph::None, ColorRole::Dim},
                        levelCell(line.level),
                        {oneCell(line.text)}});
    }
    m_panels.log->model()->setRows(std::move(rows));
}

void EngineView::showDeadLetters(const runtime::EngineSnapshot &snapshot)
{
    std::vector<PlainTableModel::Row> rows;
    for (const runtime::DeadLetter &letter : snapshot.deadLetters) {
        rows.push_back({{timestampText(letter.timestamp), Glyph::None, ColorRole::Dim},
                        {QString::fromStdString(letter.topic)},
                        {QString::number(letter.partition), Glyph::None, ColorRole::Text, true},
                        {QString::number(letter.offset), Glyph::None, ColorRole::Text, true},
                        {oneCell(letter.reason), Glyph::None, ColorRole::Error},
                        {oneCell(letter.value), Glyph::None, ColorRole::Dim}});
    }
    m_panels.deadLetters->model()->setRows(std::move(rows));
    m_window.stack(MainWindow::Side::Bottom)
        ->setCount(QStringLiteral("dead-letters"),
                   static_cast<int>(std::min<std::uint64_t>(snapshot.deadLetterCount, 99'999)));
}

void EngineView::showStatus(const runtime::EngineSnapshot &snapshot)
{
    const auto running =
        std::count_if(snapshot.queries.begin(), snapshot.queries.end(),
                      [](const auto &query) { return query.state == runtime::RunState::Running; });
    QString text;
    StatusLine::State state = StatusLine::State::Idle;
    switch (snapshot.state) {
    case runtime::RunState::Running:
        text = countOf(static_cast<std::uint64_t>(running), tr("Running %1 query"),
                       tr("Running %1 queries"));
        state = StatusLine::State::Running;
        break;
    case runtime::RunState::Paused:
        text = tr("Paused");
        state = StatusLine::State::Paused;
        break;
    case runtime::RunState::Starting:
        text = tr("Starting");
        break;
    case runtime::RunState::Stopping:
        text = tr("Stopping");
        break;
    case runtime::RunState::Failed:
        text = tr("Stopped by an error");
        state = StatusLine::State::Failed;
        break;
    case runtime::RunState::Stopped:
        text = tr("Nothing runs");
        break;
    }
    const bool moving = state != StatusLine::State::Idle;
    const QString rate =
        moving ? tr("%1 records/s")
                     .arg(countText(static_cast<std::uint64_t>(snapshot.recordsPerSecond + 0.5)))
               : QString();
    m_window.statusLine()->setEngine(
        state, text, rate, moving ? tr("lag %1").arg(countText(snapshot.lagRecords)) : QString());
    const QString cluster = QString::fromStdString(snapshot.cluster);
    // "Local cluster in FOLDER" and "kafka://host:port": what it is, then where.
    const bool kafka = cluster.startsWith(QStringLiteral("kafka://"));
    const qsizetype in = cluster.indexOf(QStringLiteral(" in "));
    const QString name = cluster.isEmpty() ? tr("No cluster")
                         : kafka           ? cluster.mid(8)
                                           : cluster.left(in);
    const QString place = cluster.isEmpty() ? QString()
                          : kafka           ? tr("Kafka")
                          : in < 0          ? tr("on this machine")
                                   : tr("in %1").arg(QFileInfo(cluster.mid(in + 4)).fileName());
    m_window.statusLine()->setProfile(kafka ? cluster : name);
    m_window.topBar()->setProfile(name, place, snapshot.clusterReachable && !cluster.isEmpty());
}

void EngineView::showInspector()
{
    const auto language = m_port.language();
    if (m_inspected.empty() || !language || !language->plan) {
        m_panels.inspector->setContent({});
        return;
    }
    const auto snapshot = shown();
    m_panels.inspector->setContent(
        inspect(m_inspected, *language->plan, m_document.text().bytes(),
                {*snapshot, m_summary.edited.count(m_inspected.statement()) != 0}));
}

} // namespace weir::studio
