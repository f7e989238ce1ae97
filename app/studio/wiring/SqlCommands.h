#pragma once

#include "app/studio/Panels.h"
#include "core/session/EnginePort.h"

#include <QObject>

namespace weir::studio {

class ActionRegistry;
class Document;
class EditorPane;
class EngineView;
class Selection;
class SqlEditor;

/// What the person asks of the SQL as SQL: format, definition, peek. GUI thread.
class SqlCommands : public QObject {
    Q_OBJECT

public:
    struct Needs {
        ActionRegistry &actions;
        session::EnginePort &port;
        const Panels &panels;
        Document &document;
        EngineView &view;
        Selection &selection;
        EditorPane &pane;
    };

    SqlCommands(const Needs &needs, QObject *parent);

private:
    void format();
    void goToDefinition(std::size_t offset);
    void peek();
    void enableActions();

    Needs m_needs;
    SqlEditor &m_editor;
};

} // namespace weir::studio
