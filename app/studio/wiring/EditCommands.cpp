#include "app/studio/wiring/EditCommands.h"

#include "app/studio/DesignerPage.h"
#include "app/studio/Document.h"
#include "widgets/canvas/CanvasView.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/models/FeedTableModel.h"
#include "widgets/panels/FeedTable.h"
#include "widgets/panels/NodeRows.h"
#include "widgets/panels/ResultsPanel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

#include <algorithm>

namespace weir::studio {

namespace {

/// Returns the widget of a class that has the focus, or holds the one that has.
template <class Widget> Widget *focused()
{
    for (QWidget *at = QApplication::focusWidget(); at; at = at->parentWidget()) {
        if (auto *found = qobject_cast<Widget *>(at)) {
            return found;
        }
    }
    return nullptr;
}

/// The selected rows of a table as lines, cells parted by tabs.
QString selectedText(const QAbstractItemView &view)
{
    QModelIndexList cells = view.selectionModel()->selectedIndexes();
    std::sort(cells.begin(), cells.end());
    QString text;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0) {
            text += cells[i].row() == cells[i - 1].row() ? u'\t' : u'\n';
        }
        text += cells[i].data().toString();
    }
    return text;
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
    actions.on(ActionId::Cut, this, [this] { cut(); });
    actions.on(ActionId::Paste, this, [this] { paste(); });
    actions.on(ActionId::Copy, this, [this] { copy(false); });
    actions.on(ActionId::CopyJson, this, [this] { copy(true); });
    actions.on(ActionId::SelectAll, this, [this] { selectAll(); });
    actions.on(ActionId::Duplicate, this, [this] { m_editor.duplicateLine(); });
    actions.on(ActionId::ToggleComment, this, [this] { m_editor.toggleComment(); });
    actions.on(ActionId::Complete, this, [this] { m_editor.requestCompletion(); });
    actions.on(ActionId::GoToDefinition, this,
               [this] { Q_EMIT m_editor.definitionRequested(m_editor.caret()); });
    actions.on(ActionId::FollowNewest, this, [] {
        if (FeedTable *table = focused<FeedTable>()) {
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

bool EditCommands::isInEditor() const
{
    const QWidget *focus = QApplication::focusWidget();
    return focus == &m_editor || m_editor.isAncestorOf(focus);
}

void EditCommands::cut()
{
    if (auto *field = focused<QLineEdit>()) {
        field->cut();
    } else if (isInEditor()) {
        m_editor.cutSelection();
    }
}

void EditCommands::paste()
{
    if (auto *field = focused<QLineEdit>()) {
        field->paste();
    } else if (isInEditor()) {
        m_editor.pasteClipboard();
    }
}

void EditCommands::copy(bool json)
{
    if (auto *table = focused<FeedTable>()) {
        const std::vector<int> rows = table->selectedRows();
        QApplication::clipboard()->setText(json ? table->model()->toJsonLines(rows)
                                                : table->model()->toTsv(rows));
    } else if (json) {
        return;
    } else if (auto *field = focused<QLineEdit>()) {
        field->copy();
    } else if (auto *text = focused<QPlainTextEdit>()) {
        text->copy();
    } else if (auto *page = focused<QTextEdit>()) {
        page->copy();
    } else if (const auto *view = focused<QAbstractItemView>()) {
        if (view->selectionModel() && view->selectionModel()->hasSelection()) {
            QApplication::clipboard()->setText(selectedText(*view));
        }
    } else if (isInEditor()) {
        m_editor.copySelection();
    }
}

void EditCommands::selectAll()
{
    if (auto *field = focused<QLineEdit>()) {
        field->selectAll();
    } else if (auto *text = focused<QPlainTextEdit>()) {
        text->selectAll();
    } else if (auto *page = focused<QTextEdit>()) {
        page->selectAll();
    } else if (auto *view = focused<QAbstractItemView>()) {
        view->selectAll();
    } else if (m_panels.designer->canvas()->hasFocus()) {
        m_panels.designer->canvas()->selectAll();
    } else if (isInEditor()) {
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
