#pragma once

#include "app/studio/actions/ActionRegistry.h"

#include <QObject>
#include <QPoint>

#include <vector>

class QWidget;

namespace weir::studio {

class CanvasView;
class SqlEditor;

/// The menus of the right button and the menu key over the canvas and the SQL; what is under the
/// pointer is selected before (R14). GUI thread.
class ContextMenus : public QObject {
    Q_OBJECT

public:
    ContextMenus(ActionRegistry &actions, CanvasView &canvas, SqlEditor &editor, QObject *parent);

private:
    /// Sections are parted by a line.
    void show(QWidget &over, QPoint globalPos, const std::vector<std::vector<ActionId>> &sections);

    ActionRegistry &m_actions;
};

} // namespace weir::studio
