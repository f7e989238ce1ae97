#include "app/studio/wiring/HelpCommands.h"

#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/MainWindow.h"
#include "app/studio/actions/ActionRegistry.h"
#include "core/language/Help.h"
#include "core/sql/Parser.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/panels/HelpPage.h"
#include "widgets/panels/NodeRows.h"
#include "widgets/panels/PanelStack.h"

#include <QApplication>
#include <QFile>

#include <map>
#include <utility>

namespace weir::studio {

namespace {

const QString &helpId()
{
    static const QString id = QStringLiteral("help");
    return id;
}

std::vector<HelpTopic> written(const QString &file)
{
    QFile source(QStringLiteral(":/weir/help/") + file);
    const bool opened = source.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "HelpCommands", "help file");
    return opened ? readHelp(QString::fromUtf8(source.readAll())) : std::vector<HelpTopic>();
}

std::vector<HelpTopic> allTopics()
{
    std::vector<HelpTopic> topics = written(QStringLiteral("studio.md"));
    std::vector<HelpTopic> sql = written(QStringLiteral("sql.md"));
    std::move(sql.begin(), sql.end(), std::back_inserter(topics));
    for (const language::FunctionHelp &function : language::functionHelp()) {
        HelpTopic topic;
        topic.title = QString::fromStdString(function.name);
        topic.group = HelpCommands::tr("Functions");
        topic.markdown = QStringLiteral("## ") + topic.title + QStringLiteral("\n\n");
        for (const auto &overload : function.overloads) {
            topic.markdown +=
                QStringLiteral("`%1`\n\n%2\n\n")
                    .arg(QString::fromStdString(overload.signature),
                         QString::fromStdString(overload.description).toHtmlEscaped());
        }
        topic.markdown +=
            HelpCommands::tr("Family: %1").arg(QString::fromStdString(function.family));
        topics.push_back(std::move(topic));
    }
    return topics;
}

/// The topic of a page of the window, by its id.
QString topicOfPage(const QString &page)
{
    static const std::map<QString, QString> kTopics = {
        {QStringLiteral("topics"), QStringLiteral("Topics")},
        {QStringLiteral("project"), QStringLiteral("Project")},
        {QStringLiteral("groups"), QStringLiteral("Groups")},
        {QStringLiteral("inspector"), QStringLiteral("Inspector")},
        {QStringLiteral("plot"), QStringLiteral("Plot")},
        {QStringLiteral("results"), QStringLiteral("Results")},
        {QStringLiteral("problems"), QStringLiteral("Problems")},
        {QStringLiteral("dead-letters"), QStringLiteral("Dead letters")},
        {QStringLiteral("log"), QStringLiteral("Log")},
        {QStringLiteral("settings"), QStringLiteral("Settings")},
        {QStringLiteral("shortcuts"), QStringLiteral("Settings")},
    };
    const auto found = kTopics.find(page);
    return found != kTopics.end()                        ? found->second
           : page.startsWith(QStringLiteral("records:")) ? QStringLiteral("Records")
                                                         : QStringLiteral("First steps");
}

} // namespace

HelpCommands::HelpCommands(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
{
    m_needs.actions.on(ActionId::Help, this, [this] { open(topicOfFocus()); });
}

QString HelpCommands::topicAtCaret() const
{
    const sql::ParsedScript parsed = sql::parse(m_needs.document.text().bytes());
    const std::string topic = language::helpTopicAt(*parsed.tree, m_needs.editor.caret());
    return topic.empty() ? QStringLiteral("SQL editor") : QString::fromStdString(topic);
}

QString HelpCommands::topicOfFocus() const
{
    const QWidget *focused = QApplication::focusWidget();
    if (focused == &m_needs.editor) {
        return topicAtCaret();
    }
    const DesignerPage &designer = *m_needs.panels.designer;
    if (focused && (focused == designer.canvas() || designer.canvas()->isAncestorOf(focused))) {
        return QStringLiteral("Canvas");
    }
    if (focused && designer.nodeRows()->isAncestorOf(focused)) {
        return QStringLiteral("Rows at the node");
    }
    for (const auto side : {MainWindow::Side::Left, MainWindow::Side::Centre,
                            MainWindow::Side::Bottom, MainWindow::Side::Right}) {
        const PanelStack *stack = m_needs.window.stack(side);
        if (focused && stack->isAncestorOf(focused) && stack->currentPage() != helpId()) {
            return topicOfPage(stack->currentPage());
        }
    }
    return {};
}

void HelpCommands::open(const QString &topic)
{
    PanelStack *centre = m_needs.window.stack(MainWindow::Side::Centre);
    auto *page = qobject_cast<HelpPage *>(centre->page(helpId()));
    if (!page) {
        page = new HelpPage(allTopics());
        centre->addPage(helpId(), tr("Help"), page, true);
    }
    page->showTopic(topic);
    m_needs.window.showPage(helpId());
}

} // namespace weir::studio
