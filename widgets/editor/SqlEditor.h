#pragma once

#include "core/base/Diagnostic.h"
#include "core/sql/SqlText.h"
#include "core/sql/TextPatch.h"
#include "widgets/editor/CompletionList.h"

#include <QString>
#include <QTimer>
#include <Qsci/qsciscintilla.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::studio {

class ErrorCard;
class PeekCard;
class SqlLexer;

/// A semantic colour over bytes that the lexer cannot know: names of streams, columns, functions.
struct SemanticSpan {
    enum class Role { Stream, Table, Column, Function };
    SourceSpan span;
    Role role = Role::Column;
};

/// What an edit is for undo.
enum class EditKind {
    Typing, ///< merges with what was typed right before
    Action, ///< paste, cut, a completion: a step of its own
    More,   ///< of the same key as the edit before it: part of that one's step
};

/// The SQL editor: a view of SqlText (STUDIO.md 1). It never owns the text: what the person does
/// becomes `edited(patch)` signals, and the owner applies them to History; what changes elsewhere
/// comes back through applyPatch. Offsets are UTF-8 bytes. GUI thread.
class SqlEditor : public QsciScintilla {
    Q_OBJECT

public:
    static constexpr std::size_t kReadOnlyBytes = 5 * 1024 * 1024;
    static constexpr int kUnstyledLineLength = 20'000;

    explicit SqlEditor(QWidget *parent = nullptr);
    ~SqlEditor() override;

    /// Shows a text from scratch (open, reload); caret to the start. Read-only above
    /// kReadOnlyBytes.
    void load(const sql::SqlText &text);
    /// Applies a patch that came from elsewhere (undo, redo, canvas); caret, selection and scroll
    /// stay. A patch that this editor emitted is recognised by its revision and not applied twice.
    void applyPatch(const sql::TextPatch &patch);
    /// Returns the bytes shown.
    std::string bytes() const;
    /// Returns the revision of the text shown.
    std::uint64_t revision() const { return m_shown.revision(); }
    bool isTooLarge() const { return m_tooLarge; }

    std::size_t caret() const;
    SourceSpan selection() const;
    /// Selects bytes and scrolls them into view; does not take the focus.
    void select(SourceSpan span);
    void setCaret(std::size_t offset);
    /// Returns where bytes of one line are seen, in this widget's coordinates; scrolls there first.
    QRect placeOf(SourceSpan span);

    /// Marks diagnostics with squiggles. Of Error and Warning severity; the one at the caret shows
    /// its card below the line.
    void setDiagnostics(std::vector<Diagnostic> diagnostics);
    const std::vector<Diagnostic> &diagnostics() const { return m_diagnostics; }
    /// Colours names; spans of another revision than `revision` are thrown away.
    void setSemantics(const std::vector<SemanticSpan> &spans, std::uint64_t revision);
    /// Boxes the places that a search found; they stay until the next call or text.
    void setMatches(std::vector<SourceSpan> matches);
    /// Says where statements stand: one of several lines can be folded at its first.
    void setStatements(const std::vector<SourceSpan> &spans, std::uint64_t revision);
    /// Shows a card with a title and lines of text below the line of `offset`, until the caret
    /// moves, Esc, or an edit. Never takes the focus.
    void showPeek(std::size_t offset, const QString &title, const QString &body);
    void hidePeek();
    /// Lights the statement that belongs to the canvas's selection; nothing = none. Moves no caret.
    void highlightStatement(std::optional<SourceSpan> span);
    /// Shows the completion list; `replaces` is what an accepted entry takes the place of (it grows
    /// with what is typed). Empty entries or a stale revision hide it.
    void showCompletions(std::vector<CompletionEntry> entries, SourceSpan replaces,
                         std::uint64_t revision);
    bool isCompleting() const;

public Q_SLOTS:
    /// Edit actions of the shell. Each is one patch or a few, as if typed.
    void cutSelection();
    void copySelection();
    void pasteClipboard();
    void selectAllText();
    void deleteSelection();
    void toggleComment();
    void duplicateLine();
    void nextProblem(bool backwards = false);
    /// Folds the statement at the caret to its first line, or opens it.
    void toggleFold();
    void foldEverything(bool folded);
    /// Applies the first fix of the diagnostic whose card is shown (Alt+Enter).
    void applyShownFix();
    void requestCompletion();

Q_SIGNALS:
    /// The person changed bytes: apply it to History. One key may make several patches.
    void edited(const weir::sql::TextPatch &patch, weir::studio::EditKind kind);
    /// The caret stands elsewhere: the person moved it, or the text before it changed.
    void caretMoved(std::size_t offset, int line, int column);
    /// The caret left its place by a jump: typing must not merge with what came before.
    void caretJumped();
    /// A fix was chosen; its edits refer to revision(). The owner applies it as one undo step.
    void fixRequested(const weir::Fix &fix);
    void completionRequested(std::size_t caret, bool automatic);
    void definitionRequested(std::size_t offset);
    /// The right button or the menu key: the caret is where the menu is asked for, unless what is
    /// selected is.
    void menuRequested(QPoint globalPos);
    void readOnlyNotice(const QString &text);

protected:
    bool event(QEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    QByteArray fromMimeData(const QMimeData *source, bool &rectangular) const override;

private:
    void onModified(int position, int type, const char *text, int length);
    void onUpdateUi(int updated);
    void onCharAdded(int character);
    void caretIsElsewhere();
    void applyTheme();
    void bindKeys();
    bool editKey(const QKeyEvent &event);
    bool completionKey(const QKeyEvent &event);
    void take(sql::TextPatch patch);
    void takeDifference();
    void replaceBytes(SourceSpan span, const std::string &bytes);
    void moveMarks(const sql::TextPatch &patch);
    void drawDiagnostics();
    void drawStatement();
    void drawMatches();
    void setUpFolding();
    void colorFolding();
    void placePeek();
    void placeCard();
    const Diagnostic *diagnosticAtCaret() const;
    SourceSpan caretStatement() const;
    void acceptCompletion(const CompletionEntry &entry);
    void checkMirror() const;
    QByteArray toLineEnds(const QByteArray &bytes) const;
    void fillIndicator(int indicator, SourceSpan span);
    long send(unsigned int message, std::size_t first = 0, long second = 0) const;

    sql::SqlText m_shown; ///< what the editor shows, with the revision of the owner's text
    std::unique_ptr<SqlLexer> m_lexer;
    ErrorCard *m_card = nullptr;
    CompletionList *m_completions = nullptr;
    PeekCard *m_peek = nullptr;
    std::size_t m_peekAt = 0; ///< the card of a peek stays while the caret does
    std::vector<SourceSpan> m_matches;
    std::vector<Diagnostic> m_diagnostics;
    std::optional<SourceSpan> m_statement;
    std::vector<SemanticSpan> m_semantics;
    std::vector<SourceSpan> m_fresh; ///< squiggles that wait for m_settle
    SourceSpan m_completing;         ///< what an accepted completion takes the place of
    QTimer m_settle;                 ///< new squiggles in the caret's statement wait for it (R22)
    bool m_foreign = false;          ///< a change of ours is being applied: not an edit
    bool m_composing = false;
    bool m_typing = true;
    bool m_inKey = false;    ///< Scintilla is acting on a key,
    bool m_keyEdits = false; ///< and has changed bytes by it
    bool m_caretByEdit = false;
    bool m_tooLarge = false;
    bool m_cardHidden = false; ///< Esc hid the card until the caret moves
    std::size_t m_lastCaret = 0;
};

} // namespace weir::studio
