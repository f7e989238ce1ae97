#include "app/studio/MainWindow.h"

#include "app/studio/StatusLine.h"
#include "app/studio/TopBar.h"
#include "app/studio/actions/ActionRegistry.h"
#include "widgets/panels/PanelStack.h"
#include "widgets/style/Appearance.h"

#include <QApplication>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QJsonArray>
#include <QMenuBar>
#include <QScreen>
#include <QSplitter>

#include <algorithm>

namespace weir::studio {

namespace {

constexpr QSize kMinimumWindow(1100, 700);
constexpr QSize kFirstWindow(1600, 980);
/// Below this width the Inspector starts collapsed.
constexpr int kInspectorWidth = 1400;
/// Left, centre, bottom, right.
constexpr std::array<int, 4> kFirstSizes = {262, 680, 280, 284};
constexpr std::array<const char *, 4> kSideNames = {"left", "centre", "bottom", "right"};

QSplitter *splitter(Qt::Orientation orientation, QWidget *parent, const char *name)
{
    auto *made = new QSplitter(orientation, parent);
    made->setObjectName(QLatin1String(name));
    made->setChildrenCollapsible(false);
    made->setHandleWidth(1);
    return made;
}

} // namespace

MainWindow::MainWindow(ActionRegistry &actions, const std::function<void(QMenu &)> &fileMenuExtra)
    : m_topBar(new TopBar(actions, this))
    , m_statusLine(new StatusLine(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Weir[*]"));
    setMinimumSize(kMinimumWindow);
    setContextMenuPolicy(Qt::NoContextMenu);
    actions.fill(*menuBar(), fileMenuExtra);
    actions.addTo(this, ActionContext::Global);
    addToolBar(m_topBar);
    setStatusBar(m_statusLine);
    buildSides();
    connectActions(actions);
    connect(m_statusLine, &StatusLine::problemsClicked, this,
            [this] { showPage(QStringLiteral("problems")); });
    resize(kFirstWindow);
}

void MainWindow::buildSides()
{
    m_columns = splitter(Qt::Horizontal, this, "columnsSplitter");
    m_rows = splitter(Qt::Vertical, m_columns, "rowsSplitter");
    for (std::size_t i = 0; i < m_stacks.size(); ++i) {
        m_stacks[i] = new PanelStack(this);
        m_stacks[i]->setObjectName(QLatin1String(kSideNames[i]));
    }
    stack(Side::Left)->setMinimumWidth(200);
    stack(Side::Right)->setMinimumWidth(220);
    stack(Side::Bottom)->setMinimumHeight(140);
    stack(Side::Centre)->setMinimumSize(420, 340);
    m_rows->addWidget(stack(Side::Centre));
    m_rows->addWidget(stack(Side::Bottom));
    m_rows->setStretchFactor(0, 1);
    m_columns->addWidget(stack(Side::Left));
    m_columns->addWidget(m_rows);
    m_columns->addWidget(stack(Side::Right));
    m_columns->setStretchFactor(1, 1);
    setSizes(kFirstSizes);
    setCentralWidget(m_columns);
}

void MainWindow::connectActions(ActionRegistry &actions)
{
    const std::array<std::pair<ActionId, Side>, 3> sides = {{{ActionId::ToggleLeft, Side::Left},
                                                             {ActionId::ToggleBottom, Side::Bottom},
                                                             {ActionId::ToggleRight, Side::Right}}};
    for (const auto &pair : sides) {
        const ActionId id = pair.first;
        const Side side = pair.second;
        actions.onToggled(id, this, [this, side](bool shown) { collapse(side, !shown); });
        actions.setChecked(id, true);
        connect(stack(side), &PanelStack::collapsedChanged, this,
                [&actions, id](bool collapsed) { actions.setChecked(id, !collapsed); });
    }
    const std::array<std::pair<ActionId, const char *>, 10> pages = {
        {{ActionId::ShowTopics, "topics"},
         {ActionId::ShowProject, "project"},
         {ActionId::ShowGroups, "groups"},
         {ActionId::ShowInspector, "inspector"},
         {ActionId::ShowHistory, "history"},
         {ActionId::ShowPlot, "plot"},
         {ActionId::ShowResults, "results"},
         {ActionId::ShowProblems, "problems"},
         {ActionId::ShowDeadLetters, "dead-letters"},
         {ActionId::ShowLog, "log"}}};
    for (const auto &pair : pages) {
        const QString page = QLatin1String(pair.second);
        actions.on(pair.first, this, [this, page] { showPage(page); });
    }
    actions.onToggled(ActionId::FullScreen, this,
                      [this](bool on) { on ? showFullScreen() : showNormal(); });
    actions.on(ActionId::ResetLayout, this, [this] { resetLayout(); });
    actions.on(ActionId::NextTab, this, [this] { stack(Side::Centre)->stepPage(1); });
    actions.on(ActionId::PreviousTab, this, [this] { stack(Side::Centre)->stepPage(-1); });
    actions.on(ActionId::NextPane, this, [this] { stepPane(1); });
    actions.on(ActionId::PreviousPane, this, [this] { stepPane(-1); });
    actions.on(ActionId::Quit, this, [this] { close(); });
}

void MainWindow::showPage(const QString &id)
{
    for (PanelStack *side : m_stacks) {
        if (QWidget *page = side->page(id)) {
            side->showPage(id);
            QWidget *target = page;
            for (QWidget *child : page->findChildren<QWidget *>()) {
                if (child->focusPolicy() & Qt::TabFocus && child->isVisibleTo(page) &&
                    child->isEnabled()) {
                    target = child;
                    break;
                }
            }
            target->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

void MainWindow::collapse(Side side, bool collapsed)
{
    stack(side)->setCollapsed(collapsed);
}

void MainWindow::stepPane(int step)
{
    std::vector<PanelStack *> shown;
    std::ptrdiff_t current = -1;
    for (PanelStack *side : m_stacks) {
        if (!side->isCollapsed() && !side->pages().isEmpty()) {
            if (side->isAncestorOf(QApplication::focusWidget())) {
                current = static_cast<std::ptrdiff_t>(shown.size());
            }
            shown.push_back(side);
        }
    }
    if (!shown.empty()) {
        const auto count = static_cast<std::ptrdiff_t>(shown.size());
        const std::ptrdiff_t next = current < 0 ? 0 : (current + step + count) % count;
        showPage(shown[static_cast<std::size_t>(next)]->currentPage());
    }
}

std::array<int, 4> MainWindow::sizes() const
{
    const QList<int> columns = m_columns->sizes();
    const QList<int> rows = m_rows->sizes();
    return {columns.at(0), rows.at(0), rows.at(1), columns.at(2)};
}

void MainWindow::setSizes(const std::array<int, 4> &wanted)
{
    const int middle = std::max(420, width() - wanted[0] - wanted[3] - 2);
    m_columns->setSizes({wanted[0], middle, wanted[3]});
    m_rows->setSizes({wanted[1], wanted[2]});
}

QJsonObject MainWindow::saveLayout() const
{
    QJsonObject layout;
    QJsonArray sizeList;
    for (const int size : sizes()) {
        sizeList.append(size);
    }
    layout.insert(QLatin1String("sizes"), sizeList);
    for (std::size_t i = 0; i < m_stacks.size(); ++i) {
        layout.insert(QLatin1String(kSideNames[i]),
                      QJsonObject{{QLatin1String("page"), m_stacks[i]->currentPage()},
                                  {QLatin1String("collapsed"), m_stacks[i]->isCollapsed()}});
    }
    const QRect place = normalGeometry().isValid() ? normalGeometry() : geometry();
    layout.insert(QLatin1String("window"),
                  QJsonArray{place.x(), place.y(), place.width(), place.height()});
    layout.insert(QLatin1String("maximized"), isMaximized());
    return layout;
}

void MainWindow::restoreLayout(const QJsonObject &layout)
{
    m_restored = !layout.isEmpty();
    const QJsonArray place = layout.value(QLatin1String("window")).toArray();
    if (place.size() == 4) {
        const QRect wanted(place.at(0).toInt(), place.at(1).toInt(), place.at(2).toInt(),
                           place.at(3).toInt());
        const QScreen *screen = QGuiApplication::screenAt(wanted.center());
        const QRect room =
            (screen ? screen : QGuiApplication::primaryScreen())->availableGeometry();
        const QSize size = wanted.size()
                               .expandedTo(kMinimumWindow)
                               .boundedTo(room.size().expandedTo(kMinimumWindow));
        const int x =
            std::clamp(wanted.x(), room.left(), std::max(room.left(), room.right() - size.width()));
        const int y =
            std::clamp(wanted.y(), room.top(), std::max(room.top(), room.bottom() - size.height()));
        setGeometry(QRect(QPoint(x, y), size));
    }
    const QJsonArray sizeList = layout.value(QLatin1String("sizes")).toArray();
    if (sizeList.size() == 4) {
        std::array<int, 4> wanted{};
        for (int i = 0; i < 4; ++i) {
            const int size = sizeList.at(i).toInt();
            wanted[static_cast<std::size_t>(i)] =
                size > 0 ? size : kFirstSizes[static_cast<std::size_t>(i)];
        }
        setSizes(wanted);
    }
    for (std::size_t i = 0; i < m_stacks.size(); ++i) {
        const QJsonObject side = layout.value(QLatin1String(kSideNames[i])).toObject();
        m_stacks[i]->showPage(side.value(QLatin1String("page")).toString());
        if (m_stacks[i] != stack(Side::Centre)) {
            m_stacks[i]->setCollapsed(side.value(QLatin1String("collapsed")).toBool());
        }
    }
    if (layout.value(QLatin1String("maximized")).toBool()) {
        setWindowState(windowState() | Qt::WindowMaximized);
    }
}

void MainWindow::resetLayout()
{
    for (PanelStack *side : m_stacks) {
        side->setCollapsed(false);
        if (!side->pages().isEmpty()) {
            side->showPage(side->pages().front());
        }
    }
    stack(Side::Right)->setCollapsed(width() < kInspectorWidth);
    setSizes(kFirstSizes);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (!m_restored) {
        m_restored = true;
        stack(Side::Right)->setCollapsed(width() < kInspectorWidth);
        setSizes(kFirstSizes);
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_mayClose) {
        event->accept();
        return;
    }
    event->ignore();
    // Later: close() does nothing while this event is still going on.
    QMetaObject::invokeMethod(this, &MainWindow::closeAsked, Qt::QueuedConnection);
}

void MainWindow::letClose()
{
    m_mayClose = true;
    close();
}

} // namespace weir::studio
