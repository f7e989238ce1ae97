#include "app/studio/wiring/GoToPlaces.h"

#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "app/studio/actions/ActionRegistry.h"
#include "app/studio/actions/CommandPalette.h"
#include "app/studio/wiring/RecordTabs.h"
#include "app/studio/wiring/Selection.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/models/OutlineModel.h"
#include "widgets/models/TopicRow.h"
#include "widgets/panels/ProjectPanel.h"

#include <utility>

namespace weir::studio {

GoToPlaces::GoToPlaces(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
{
    ActionRegistry &actions = m_needs.actions;
    actions.on(ActionId::CommandPalette, this, [this] { open(QStringLiteral(">")); });
    actions.on(ActionId::GoTo, this, [this] { open({}); });
    actions.on(ActionId::FindInProject, this, [this] { open({}, true); });
}

void GoToPlaces::open(const QString &query, bool lines)
{
    std::vector<PaletteEntry> entries = commandEntries(m_needs.actions);
    addOutline(entries);
    addColumns(entries);
    addTopics(entries);
    if (lines) {
        addLines(entries);
    }
    m_needs.palette.open(std::move(entries), query);
}

void GoToPlaces::goTo(const NodeKey &key) const
{
    m_needs.selection.select(key);
    m_needs.showDesigner();
    m_needs.panels.designer->canvas()->reveal(key);
    Q_EMIT m_needs.selection.revealed(key);
}

void GoToPlaces::showBytes(SourceSpan span) const
{
    m_needs.showDesigner();
    if (m_needs.panels.designer->mode() == DesignerPage::Mode::Canvas) {
        m_needs.actions.action(ActionId::ShowBoth)->trigger();
    }
    m_needs.editor.select(span);
    m_needs.editor.setFocus(Qt::OtherFocusReason);
}

void GoToPlaces::addOutline(std::vector<PaletteEntry> &entries) const
{
    const auto add = [&](const OutlineItem &item, const QString &detail) {
        PaletteEntry entry;
        entry.title = item.title;
        entry.detail = detail;
        entry.glyph = item.glyph;
        entry.role = item.role;
        entry.run = [this, key = item.key] { goTo(key); };
        entries.push_back(std::move(entry));
    };
    for (const OutlineItem &statement : m_needs.panels.project->model()->items()) {
        add(statement, tr("statement"));
        for (const OutlineItem &node : statement.children) {
            add(node, tr("in %1 — %2").arg(statement.title, node.detail));
        }
    }
}

void GoToPlaces::addColumns(std::vector<PaletteEntry> &entries) const
{
    const auto language = m_needs.port.language();
    if (!language || !language->plan) {
        return;
    }
    for (const auto &[name, source] : language->plan->sources) {
        for (std::size_t i = 0; i < source->schema.size(); ++i) {
            const ColumnDefinition &column = source->schema.at(i);
            PaletteEntry entry;
            entry.title = QString::fromStdString(column.name);
            entry.detail = tr("column of %1 — %2")
                               .arg(QString::fromStdString(name),
                                    QString::fromStdString(column.type.toString()));
            entry.glyph = Glyph::Columns;
            entry.run = [this, key = NodeKey{name}] { goTo(key); };
            entries.push_back(std::move(entry));
        }
    }
}

void GoToPlaces::addTopics(std::vector<PaletteEntry> &entries) const
{
    const auto language = m_needs.port.language();
    for (const TopicRow &topic :
         topicRows(*m_needs.port.snapshot(), language ? language->plan.get() : nullptr)) {
        PaletteEntry entry;
        entry.title = topic.name;
        entry.detail = tr("topic");
        entry.glyph = Glyph::Topic;
        entry.role = ColorRole::Topic;
        entry.run = [this, name = topic.name] { m_needs.records.open(name); };
        entries.push_back(std::move(entry));
    }
}

void GoToPlaces::addLines(std::vector<PaletteEntry> &entries) const
{
    const std::string &text = m_needs.document.text().bytes();
    int number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        ++number;
        PaletteEntry entry;
        entry.title = QString::fromStdString(text.substr(begin, end - begin)).trimmed();
        entry.detail = tr("line %1").arg(number);
        entry.glyph = Glyph::Format;
        entry.run = [this, span = SourceSpan{begin, end}] { showBytes(span); };
        if (!entry.title.isEmpty()) {
            entries.push_back(std::move(entry));
        }
        begin = end + 1;
    }
}

} // namespace weir::studio
