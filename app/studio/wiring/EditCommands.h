#pragma once

#include "app/studio/Panels.h"
#include "app/studio/actions/ActionRegistry.h"

#include <QObject>

namespace weir::studio {

class Document;
class SqlEditor;

/// Undo, redo, clipboard and the edits on the SQL text. Clipboard actions go to what has the focus:
/// the editor, a field, a table (rows as TSV, of a live one as JSON lines too), else nothing.
/// Fields take their keys themselves, but not the menu's entries. GUI thread.
class EditCommands : public QObject {
    Q_OBJECT

public:
    EditCommands(ActionRegistry &actions, Document &document, SqlEditor &editor,
                 const Panels &panels, QObject *parent);

private:
    bool isInEditor() const;
    void cut();
    void paste();
    void copy(bool json);
    void selectAll();
    void showUndo();

    ActionRegistry &m_actions;
    Document &m_document;
    SqlEditor &m_editor;
    Panels m_panels;
};

} // namespace weir::studio
