#include "app/studio/Studio.h"

#include "app/studio/DesignerPage.h"
#include "app/studio/Dialogs.h"
#include "app/studio/Document.h"
#include "app/studio/MainWindow.h"
#include "app/studio/Settings.h"
#include "app/studio/StatusLine.h"
#include "app/studio/actions/CommandPalette.h"
#include "app/studio/wiring/CanvasLink.h"
#include "app/studio/wiring/ContextMenus.h"
#include "app/studio/wiring/EditCommands.h"
#include "app/studio/wiring/EngineView.h"
#include "app/studio/wiring/FileCommands.h"
#include "app/studio/wiring/FindCommands.h"
#include "app/studio/wiring/GoToPlaces.h"
#include "app/studio/wiring/HelpCommands.h"
#include "app/studio/wiring/JournalKeeper.h"
#include "app/studio/wiring/PlotView.h"
#include "app/studio/wiring/RecordTabs.h"
#include "app/studio/wiring/RenameCommand.h"
#include "app/studio/wiring/Requests.h"
#include "app/studio/wiring/RunCommands.h"
#include "app/studio/wiring/Selection.h"
#include "app/studio/wiring/SettingsCommands.h"
#include "app/studio/wiring/SqlCommands.h"
#include "app/studio/wiring/TextView.h"
#include "app/studio/wiring/TopicCommands.h"
#include "app/studio/wiring/TopicWatch.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/charts/WindowPlot.h"
#include "widgets/editor/EditorPane.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/panels/EmptyHint.h"
#include "widgets/panels/InspectorPanel.h"
#include "widgets/panels/PanelStack.h"
#include "widgets/panels/ProblemsPanel.h"
#include "widgets/panels/ProjectPanel.h"
#include "widgets/panels/ResultsPanel.h"
#include "widgets/panels/TablePanel.h"
#include "widgets/panels/TopicsPanel.h"
#include "widgets/panels/WelcomePage.h"
#include "widgets/undo/HistoryPanel.h"

#include <QCoreApplication>
#include <QMenu>
#include <QStackedWidget>

#include <utility>

namespace weir::studio {

Studio::Studio(session::EnginePort &port, Settings &settings, std::unique_ptr<Ask> ask,
               std::unique_ptr<PickFile> pick, Windows *windows)
    : m_port(port)
    , m_settings(settings)
    , m_ask(std::move(ask))
    , m_pick(std::move(pick))
    , m_actions(new ActionRegistry(this))
    , m_document(new Document(m_clock, this))
    , m_requests(new Requests(port, this))
{
    QMenu *recent = buildPanels();
    if (!m_ask) {
        m_ask = std::make_unique<DialogAsk>(m_window.get());
    }
    if (!m_pick) {
        m_pick = std::make_unique<DialogPickFile>(m_window.get());
    }
    m_view = new EngineView(port, *m_window, m_panels, *m_document, this);
    m_selection = new Selection(port, m_panels, *m_document, *m_view, this);
    m_run = new RunCommands(
        {*m_actions, *m_window, m_panels, *m_document, *m_requests, *m_view, *m_ask, *m_editor},
        this);
    m_records = new RecordTabs(*m_actions, *m_window, m_panels, *m_requests, *m_view, this);
    connect(m_run, &RunCommands::recordsAsked, m_records, &RecordTabs::open);
    m_files = new FileCommands(
        {*m_actions, *m_window, m_panels, *m_document, m_settings, *m_ask, *m_pick, windows},
        recent, this);
    new TopicWatch(port, *m_panels.topics, this);
    m_palette = new CommandPalette(m_window.get());
    connect(m_requests, &Requests::failed, m_view, &EngineView::addFailure);
    connectFiles();
    connectParts();
    connectView();
    m_window->restoreLayout(m_settings.layout());
}

Studio::~Studio()
{
    m_settings.setLayout(m_window->saveLayout());
    if (m_journal) {
        m_journal->closeInOrder();
    }
    // Panels' pumps hold feeds of the port and handlers of the wiring: the window goes first.
    m_window.reset();
}

QMenu *Studio::buildPanels()
{
    QMenu *recent = nullptr;
    m_window = std::make_unique<MainWindow>(*m_actions, [&recent](QMenu &file) {
        recent = file.addMenu(tr("Open &Recent"));
        recent->setObjectName(QStringLiteral("recentMenu"));
    });
    using Side = MainWindow::Side;
    m_panels.topics = new TopicsPanel;
    m_panels.project = new ProjectPanel;
    m_panels.groups = new TablePanel(
        {tr("READER"), tr("LAG"), tr("STATE"), tr("WHY")}, {16, 6, 11, 20},
        tr("Who reads the topics, and how far behind, appears here while the pipeline runs."));
    PanelStack *left = m_window->stack(Side::Left);
    left->addPage(QStringLiteral("topics"), tr("Topics"), m_panels.topics);
    left->addPage(QStringLiteral("project"), tr("Project"), m_panels.project);
    left->addPage(QStringLiteral("groups"), tr("Groups"), m_panels.groups);

    m_pane = new EditorPane;
    m_editor = m_pane->editor();
    m_panels.designer = new DesignerPage(m_pane, nullptr);
    m_panels.welcome = new WelcomePage;
    PanelStack *centre = m_window->stack(Side::Centre);
    centre->addPage(QStringLiteral("designer"), tr("Untitled"), m_panels.designer);
    centre->addPage(QStringLiteral("welcome"), tr("Welcome"), m_panels.welcome);

    buildBottom();
    m_panels.inspector = new InspectorPanel;
    m_window->stack(Side::Right)
        ->addPage(QStringLiteral("inspector"), tr("Inspector"), m_panels.inspector);
    m_panels.history = new HistoryPanel;
    m_window->stack(Side::Right)
        ->addPage(QStringLiteral("history"), tr("History"), m_panels.history);
    connect(centre, &PanelStack::closeRequested, centre, &PanelStack::removePage);
    m_actions->on(ActionId::FileClose, this, [this, centre] {
        if (centre->currentPage() == QLatin1String("welcome")) {
            showDesigner();
        } else if (centre->currentPage() != QLatin1String("designer")) {
            centre->removePage(centre->currentPage());
        }
    });
    const auto enableClose = [this](const QString &page) {
        m_actions->setDisabledReason(ActionId::FileClose, page == QLatin1String("designer")
                                                              ? tr("The designer stays open")
                                                              : QString());
    };
    connect(centre, &PanelStack::currentPageChanged, this, enableClose);
    enableClose(centre->currentPage());
    return recent;
}

void Studio::buildBottom()
{
    m_panels.results = new ResultsPanel;
    m_panels.problems = new ProblemsPanel;
    m_panels.deadLetters = new TablePanel({tr("TIMESTAMP (%1)"), tr("TOPIC"), tr("PARTITION"),
                                           tr("OFFSET"), tr("REASON"), tr("VALUE")},
                                          {26, 20, 10, 12, 44, 40},
                                          tr("No dead letters. Records that cannot be read are "
                                             "kept here with their bytes and the reason."));
    m_panels.log = new TablePanel({tr("TIME (%1)"), tr("LEVEL"), tr("WHAT HAPPENED")}, {15, 12, 80},
                                  tr("What the engine does is written here."));
    auto *plotPage = new QStackedWidget;
    m_plot = new WindowPlot(plotPage);
    m_plot->setObjectName(QStringLiteral("windowPlot"));
    plotPage->addWidget(new EmptyHint(
        tr("Windowed tables are plotted here: x is the window's start, one series a key. "
           "Type a CREATE TABLE … WINDOW TUMBLING … GROUP BY.")));
    plotPage->addWidget(m_plot);
    PanelStack *bottom = m_window->stack(MainWindow::Side::Bottom);
    bottom->addPage(QStringLiteral("plot"), tr("Plot"), plotPage);
    bottom->addPage(QStringLiteral("results"), tr("Results"), m_panels.results);
    bottom->addPage(QStringLiteral("problems"), tr("Problems"), m_panels.problems);
    bottom->addPage(QStringLiteral("dead-letters"), tr("Dead letters"), m_panels.deadLetters);
    bottom->addPage(QStringLiteral("log"), tr("Log"), m_panels.log);
}

void Studio::connectParts()
{
    new EditCommands(*m_actions, *m_document, *m_editor, m_panels, this);
    new ContextMenus(*m_actions, *m_panels.designer->canvas(), *m_editor, this);
    new FindCommands({*m_actions, *m_window, m_panels, *m_document, *m_view, *m_pane}, this);
    new SqlCommands({*m_actions, m_port, m_panels, *m_document, *m_view, *m_selection, *m_pane},
                    this);
    new RenameCommand(
        {*m_actions, *m_window, m_port, m_panels, *m_document, *m_view, *m_selection, *m_pane},
        this);
    // Before TextView, which hands on a new text: the generators make topics that it names, and the
    // canvas forgets the old picture.
    connect(m_document, &Document::replaced, this,
            [this] { m_port.setGenerators(m_document->project().sources); });
    new CanvasLink(
        {*m_actions, *m_requests, m_panels, *m_document, *m_view, *m_selection, *m_editor, *m_ask},
        this);
    new SettingsCommands({*m_actions, *m_window, m_panels, m_settings}, this);
    new HelpCommands({*m_actions, *m_window, m_panels, *m_document, *m_editor}, this);
    new TopicCommands({*m_actions, *m_panels.topics, *m_requests, *m_ask}, this);
    new GoToPlaces({*m_actions, m_port, m_panels, *m_document, *m_selection, *m_records, *m_editor,
                    *m_palette, [this] { showDesigner(); }},
                   this);
    m_text = new TextView(
        {m_port, *m_editor, *m_document, *m_view, *m_selection, *m_window->statusLine()}, this);
    auto *plotPage = qobject_cast<QStackedWidget *>(m_plot->parentWidget());
    auto *plot = new PlotView(m_port, *m_plot, *plotPage, *m_document, *m_view, this);
    connect(plot, &PlotView::available, plotPage,
            [plotPage](bool available) { plotPage->setCurrentIndex(available ? 1 : 0); });
    m_actions->on(ActionId::PlotLive, this, [this] { m_plot->goLive(); });
    m_actions->on(ActionId::PlotFit, this, [this] { m_window->showPage(QStringLiteral("plot")); });
    connect(m_panels.problems, &ProblemsPanel::fixRequested, m_text, &TextView::applyFix);
    connect(m_panels.problems, &ProblemsPanel::problemActivated, this,
            [this](const SourceSpan &span) {
                showDesigner();
                m_editor->select(span);
                m_editor->setFocus(Qt::OtherFocusReason);
            });
}

void Studio::connectView()
{
    ActionRegistry &actions = *m_actions;
    actions.on(ActionId::WelcomePage, this, [this] { showWelcome(); });
    actions.on(ActionId::FilterTopics, this, [this] {
        m_window->showPage(QStringLiteral("topics"));
        m_panels.topics->focusFilter();
    });
    actions.onToggled(ActionId::PauseView, this, [this](bool held) { m_view->setHeld(held); });
    actions.on(ActionId::OpenCluster, this, [this] { connectCluster(); });
    actions.on(ActionId::About, this, [this] {
        m_ask->tell(tr("Weir %1").arg(QCoreApplication::applicationVersion()),
                    tr("A designer and monitor for streaming pipelines over Kafka, with the "
                       "streaming SQL engine inside.\n\nFree software under the GPL, version 3 or "
                       "later, without any warranty. Built on Qt %1, QScintilla, QCustomPlot, "
                       "librdkafka, SQLite, simdjson and RE2; letters by Inter and JetBrains Mono.")
                        .arg(QLatin1String(qVersion())));
    });
    connect(m_panels.welcome, &WelcomePage::connectRequested, this, &Studio::connectCluster);

    const std::array<std::pair<ActionId, DesignerPage::Mode>, 3> modes = {
        {{ActionId::ShowCanvas, DesignerPage::Mode::Canvas},
         {ActionId::ShowBoth, DesignerPage::Mode::Both},
         {ActionId::ShowSql, DesignerPage::Mode::Sql}}};
    for (const auto &pair : modes) {
        const DesignerPage::Mode mode = pair.second;
        actions.onToggled(pair.first, this, [this, mode](bool) {
            m_panels.designer->setMode(mode);
            showDesigner();
        });
    }
    actions.setChecked(ActionId::ShowBoth, true);

    CanvasView *canvas = m_panels.designer->canvas();
    actions.addTo(canvas, ActionContext::Canvas);
    actions.on(ActionId::ZoomIn, this, [canvas] { canvas->zoomBy(1.25); });
    actions.on(ActionId::ZoomOut, this, [canvas] { canvas->zoomBy(0.8); });
    actions.on(ActionId::ZoomReset, this, [canvas] { canvas->zoomTo(1); });
    actions.on(ActionId::ZoomFit, this, [canvas] { canvas->fit(); });
    actions.on(ActionId::ZoomSelection, this, [canvas] { canvas->fitSelection(); });
    connect(canvas, &CanvasView::zoomChanged, m_window->statusLine(), &StatusLine::setZoom);
}

void Studio::openCluster(std::string address, std::function<void()> opened)
{
    m_requests->openCluster(std::move(address));
    if (opened) {
        m_requests->whenClusterIsOpen(std::move(opened));
    }
}

void Studio::connectCluster()
{
    m_ask->text(tr("Address of the cluster: local, local:FOLDER or kafka://host:port"),
                QStringLiteral("kafka://localhost:9092"), tr("Connect"),
                [this](const QString &uri) { openCluster(uri.trimmed().toStdString()); });
}

void Studio::raise()
{
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Studio::showWelcome()
{
    m_window->stack(MainWindow::Side::Centre)->setPageShown(QStringLiteral("welcome"), true);
    m_window->showPage(QStringLiteral("welcome"));
}

void Studio::showDesigner()
{
    PanelStack *centre = m_window->stack(MainWindow::Side::Centre);
    centre->showPage(QStringLiteral("designer"));
    centre->setPageShown(QStringLiteral("welcome"), false);
}

} // namespace weir::studio
