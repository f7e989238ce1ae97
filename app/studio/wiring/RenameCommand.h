#pragma once

#include "app/studio/Panels.h"
#include "core/project/EditOp.h"
#include "core/session/EnginePort.h"
#include "core/sql/Parser.h"

#include <QObject>
#include <QRect>

#include <optional>

namespace weir::studio {

class ActionRegistry;
class Document;
class EditorPane;
class EngineView;
class MainWindow;
class Selection;

/// F2: renames the stream, table or column at the caret, or the selected statement, wherever it is
/// named, as one step. GUI thread.
class RenameCommand : public QObject {
    Q_OBJECT

public:
    struct Needs {
        ActionRegistry &actions;
        MainWindow &window;
        session::EnginePort &port;
        const Panels &panels;
        Document &document;
        EngineView &view;
        Selection &selection;
        EditorPane &pane;
    };

    RenameCommand(const Needs &needs, QObject *parent);

private:
    /// What is to be renamed: a source, or one of its columns.
    struct Target {
        std::string source;
        std::string column;
        std::string written; ///< as the text has it
    };

    void start();
    std::optional<Target> targetAt(std::size_t offset, SourceSpan &span) const;
    std::optional<Target> selectedTarget() const;
    void ask(QWidget *over, const QRect &anchor, const Target &target);
    Result<project::Edit> plan(const Target &target, const QString &typed) const;
    void apply(const Target &target, const QString &typed);

    Needs m_needs;
};

} // namespace weir::studio
