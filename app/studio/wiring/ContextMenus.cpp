#include "app/studio/wiring/ContextMenus.h"

#include "widgets/canvas/CanvasView.h"
#include "widgets/editor/SqlEditor.h"

#include <QMenu>

namespace weir::studio {

ContextMenus::ContextMenus(ActionRegistry &actions, CanvasView &canvas, SqlEditor &editor,
                           QObject *parent)
    : QObject(parent)
    , m_actions(actions)
{
    using A = ActionId;
    connect(&canvas, &CanvasView::contextMenuRequested, this,
            [this, &canvas](const NodeKey &key, QPoint globalPos) {
                if (key.empty()) {
                    return show(
                        canvas, globalPos,
                        {{A::QuickAdd, A::SelectAll}, {A::LayOut, A::ZoomFit, A::ZoomReset}});
                }
                show(canvas, globalPos,
                     {{A::InsertFilter, A::Rename, A::Delete},
                      {A::Stop},
                      {A::ZoomSelection, A::LayOut}});
            });
    connect(&editor, &SqlEditor::menuRequested, this, [this, &editor](QPoint globalPos) {
        show(editor, globalPos,
             {{A::ApplyStatement, A::ExplainStatement},
              {A::Cut, A::Copy, A::Paste, A::SelectAll},
              {A::GoToDefinition, A::PeekDefinition, A::Rename},
              {A::ToggleComment, A::FormatSql, A::FoldStatement}});
    });
}

void ContextMenus::show(QWidget &over, QPoint globalPos,
                        const std::vector<std::vector<ActionId>> &sections)
{
    auto *menu = new QMenu(&over);
    menu->setObjectName(QStringLiteral("contextMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const std::vector<ActionId> &section : sections) {
        menu->addSeparator();
        for (const ActionId id : section) {
            menu->addAction(m_actions.action(id));
        }
    }
    menu->popup(globalPos);
}

} // namespace weir::studio
