#pragma once

#include "app/studio/Panels.h"

#include <QObject>

#include <functional>

namespace weir::studio {

class ActionRegistry;
class Document;
class HelpPage;
class MainWindow;
class SqlEditor;

/// F1: explains the thing that has the focus, in a tab of the centre. GUI thread.
class HelpCommands : public QObject {
    Q_OBJECT

public:
    struct Needs {
        ActionRegistry &actions;
        MainWindow &window;
        const Panels &panels;
        const Document &document;
        SqlEditor &editor;
    };

    HelpCommands(const Needs &needs, QObject *parent);

    /// Opens the help at a topic; an unknown one opens it where it was.
    void open(const QString &topic);

private:
    QString topicOfFocus() const;
    QString topicAtCaret() const;

    Needs m_needs;
};

} // namespace weir::studio
