#pragma once

#include "app/studio/Panels.h"
#include "core/base/NodeKey.h"
#include "core/session/EnginePort.h"
#include "core/sql/TextPatch.h"

#include <QObject>

namespace weir::studio {

class ActionRegistry;
class Document;
class EngineView;
class Selection;
class SqlEditor;
enum class EditKind;
class StatusLine;

/// Ties the SQL editor to the document, the language worker and the selection. GUI thread.
class TextView : public QObject {
    Q_OBJECT

public:
    struct Needs {
        session::EnginePort &port;
        SqlEditor &editor;
        Document &document;
        EngineView &view;
        Selection &selection;
        StatusLine &status;
    };

    TextView(const Needs &needs, QObject *parent);

    /// Applies a fix of a diagnostic as one step. One that was made for another revision of the
    /// text is refused: its bytes are elsewhere now, and the problems of this revision are on their
    /// way.
    void applyFix(const Fix &fix, std::uint64_t revision);
    /// Shows the bytes of a statement or node in the editor.
    void reveal(const NodeKey &key);

private:
    void edited(const sql::TextPatch &patch, EditKind kind);
    void sendText();
    void showLanguage();
    void showSemantics(const session::LanguageResult &language);
    void complete(std::size_t caret);
    void caretMoved(std::size_t offset, int line, int column);
    void highlight(const NodeKey &key);

    Needs m_needs;
};

} // namespace weir::studio
