#include "app/studio/wiring/EditCommands.h"

#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/panels/FeedTable.h"
#include "widgets/panels/NodeRows.h"
#include "widgets/panels/ResultsPanel.h"

#include <QApplication>
#include <QClipboard>
#include <QTableView>

namespace weir::studio {

namespace {

FeedTable *focusedTable()
{
    for (QWidget *at = QApplication::focusWidget(); at; at = at->parentWidget()) {
        if (auto *table = qobject_cast<FeedTable *>(at)) {
            return table;
        }
    }
    return nullptr;
}

} // namespace

EditCommands::EditCommands(ActionRegistry &actions, Document &document, SqlEditor &editor,
                           const Panels &panels, QObject *parent)
    : QObject(parent)
    , m_actions(actions)
    , m_document(document)
    , m_editor(editor)
    , m_panels(panels)
{
    actions.addTo(&editor, ActionContext::Editor);
    actions.on(ActionId::Undo, this, [this] { m_document.undo(); });
    actions.on(ActionId::Redo, this, [this] { m_document.redo(); });
    actions.on(ActionId::Cut, this, [this] { m_editor.cutSelection(); });
    actions.on(ActionId::Paste, this, [this] { m_editor.pasteClipboard(); });
    actions.on(ActionId::Copy, this, [this] { copy(false); });
    actions.on(ActionId::CopyJson, this, [this] { copy(true); });
    actions.on(ActionId::SelectAll, this, [this] { selectAll(); });
    actions.on(ActionId::Duplicate, this, [this] { m_editor.duplicateLine(); });
    actions.on(ActionId::ToggleComment, this, [this] { m_editor.toggleComment(); });
    actions.on(ActionId::Complete, this, [this] { m_editor.requestCompletion(); });
    actions.on(ActionId::GoToDefinition, this,
               [this] { Q_EMIT m_editor.definitionRequested(m_editor.caret()); });
    actions.on(ActionId::FollowNewest, this, [] {
        if (FeedTable *table = focusedTable()) {
            table->setFollowing(true);
        }
    });
    for (FeedTable *table : {panels.designer->nodeRows()->table(), panels.results->table()}) {
        actions.addTo(table, ActionContext::Table);
    }
    actions.on(ActionId::FoldStatement, this, [this] { m_editor.toggleFold(); });
    actions.on(ActionId::FoldAll, this, [this] { m_editor.foldEverything(true); });
    actions.on(ActionId::UnfoldAll, this, [this] { m_editor.foldEverything(false); });
    actions.on(ActionId::NextProblem, this, [this] { m_editor.nextProblem(false); });
    actions.on(ActionId::PreviousProblem, this, [this] { m_editor.nextProblem(true); });
    actions.on(ActionId::FixProblem, this, [this] { m_editor.applyShownFix(); });
    connect(&document, &Document::stateChanged, this, &EditCommands::showUndo);
    showUndo();
}

void EditCommands::copy(bool json)
{
    if (FeedTable *table = focusedTable()) {
        const std::vector<int> rows = table->selectedRows();
        QApplication::clipboard()->setText(json ? table->model()->toJsonLines(rows)
                                                : table->model()->toTsv(rows));
    } else if (!json) {
        m_editor.copySelection();
    }
}

void EditCommands::selectAll()
{
    if (FeedTable *table = focusedTable()) {
        table->view()->selectAll();
    } else if (m_panels.designer->canvas()->hasFocus()) {
        m_panels.designer->canvas()->selectAll();
    } else {
        m_editor.selectAllText();
    }
}

void EditCommands::showUndo()
{
    const auto show = [this](ActionId id, const QString &label, const QString &nothing) {
        m_actions.setDisabledReason(id, label.isEmpty() ? nothing : QString());
        const QString title = actionTitle(actionSpec(id));
        m_actions.action(id)->setText(label.isEmpty() ? u'&' + title
                                                      : tr("&%1 %2").arg(title, label));
    };
    show(ActionId::Undo, m_document.undoLabel(), tr("Nothing to undo"));
    show(ActionId::Redo, m_document.redoLabel(), tr("Nothing to redo"));
}

} // namespace weir::studio
