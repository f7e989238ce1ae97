// The keyboard, input method and clipboard half of SqlEditor.
#include "widgets/editor/PeekCard.h"
#include "widgets/editor/SqlEditor.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <Qsci/qscicommandset.h>

#include <algorithm>

namespace weir::studio {

namespace {

struct KeyBinding {
    QsciCommand::Command command;
    int key;
    int alternate = 0;
};

constexpr int kShift = static_cast<int>(Qt::SHIFT);
constexpr int kCtrl = static_cast<int>(Qt::CTRL);
constexpr int kAlt = static_cast<int>(Qt::ALT);

// All keys that Scintilla itself may act on. Everything else is a QAction of the shell.
constexpr KeyBinding kBindings[] = {
    {QsciCommand::LineDown, Qt::Key_Down},
    {QsciCommand::LineDownExtend, kShift | Qt::Key_Down},
    {QsciCommand::LineUp, Qt::Key_Up},
    {QsciCommand::LineUpExtend, kShift | Qt::Key_Up},
    {QsciCommand::LineScrollDown, kCtrl | Qt::Key_Down},
    {QsciCommand::LineScrollUp, kCtrl | Qt::Key_Up},
    {QsciCommand::MoveSelectedLinesDown, kAlt | Qt::Key_Down},
    {QsciCommand::MoveSelectedLinesUp, kAlt | Qt::Key_Up},
    {QsciCommand::CharLeft, Qt::Key_Left},
    {QsciCommand::CharLeftExtend, kShift | Qt::Key_Left},
    {QsciCommand::CharRight, Qt::Key_Right},
    {QsciCommand::CharRightExtend, kShift | Qt::Key_Right},
    {QsciCommand::WordLeft, kCtrl | Qt::Key_Left},
    {QsciCommand::WordLeftExtend, kCtrl | kShift | Qt::Key_Left},
    {QsciCommand::WordRight, kCtrl | Qt::Key_Right},
    {QsciCommand::WordRightExtend, kCtrl | kShift | Qt::Key_Right},
    {QsciCommand::VCHome, Qt::Key_Home},
    {QsciCommand::VCHomeExtend, kShift | Qt::Key_Home},
    {QsciCommand::LineEnd, Qt::Key_End},
    {QsciCommand::LineEndExtend, kShift | Qt::Key_End},
    {QsciCommand::DocumentStart, kCtrl | Qt::Key_Home},
    {QsciCommand::DocumentStartExtend, kCtrl | kShift | Qt::Key_Home},
    {QsciCommand::DocumentEnd, kCtrl | Qt::Key_End},
    {QsciCommand::DocumentEndExtend, kCtrl | kShift | Qt::Key_End},
    {QsciCommand::PageUp, Qt::Key_PageUp},
    {QsciCommand::PageUpExtend, kShift | Qt::Key_PageUp},
    {QsciCommand::PageDown, Qt::Key_PageDown},
    {QsciCommand::PageDownExtend, kShift | Qt::Key_PageDown},
    {QsciCommand::Delete, Qt::Key_Delete},
    {QsciCommand::DeleteBack, Qt::Key_Backspace, kShift | Qt::Key_Backspace},
    {QsciCommand::DeleteWordLeft, kCtrl | Qt::Key_Backspace},
    {QsciCommand::DeleteWordRight, kCtrl | Qt::Key_Delete},
    {QsciCommand::Tab, Qt::Key_Tab},
    {QsciCommand::Backtab, kShift | Qt::Key_Tab, kShift | Qt::Key_Backtab},
    {QsciCommand::Newline, Qt::Key_Return, kShift | Qt::Key_Return},
    {QsciCommand::Cancel, Qt::Key_Escape},
};

bool isWordByte(int c)
{
    return std::isalnum(c) || c == '_' || c >= 0x80;
}

} // namespace

void SqlEditor::bindKeys()
{
    standardCommands()->clearKeys();
    standardCommands()->clearAlternateKeys();
    for (const KeyBinding &binding : kBindings) {
        if (QsciCommand *command = standardCommands()->find(binding.command)) {
            command->setKey(binding.key);
            command->setAlternateKey(binding.alternate);
        }
    }
}

// Keys of the editor itself come before shortcuts of the window while their widget is shown.
bool SqlEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool fix = key->modifiers() == Qt::AltModifier &&
                         (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter);
        if (fix || (isCompleting() && key->key() == Qt::Key_Escape)) {
            event->accept();
            return true;
        }
    }
    return QsciScintilla::event(event);
}

bool SqlEditor::isCompleting() const
{
    return m_completions->isVisible();
}

bool SqlEditor::completionKey(const QKeyEvent &event)
{
    if (!isCompleting() || (event.modifiers() & ~Qt::KeypadModifier)) {
        return false;
    }
    switch (event.key()) {
    case Qt::Key_Down:
        m_completions->move(1);
        return true;
    case Qt::Key_Up:
        m_completions->move(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        if (const CompletionEntry *entry = m_completions->chosen()) {
            acceptCompletion(CompletionEntry(*entry));
        }
        return true;
    case Qt::Key_Escape:
        m_completions->hide();
        return true;
    default:
        return false;
    }
}

// The standard editing keys, for where no QAction of a window takes them first.
bool SqlEditor::editKey(const QKeyEvent &event)
{
    if (event.matches(QKeySequence::Cut)) {
        cutSelection();
    } else if (event.matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event.matches(QKeySequence::Paste)) {
        pasteClipboard();
    } else if (event.matches(QKeySequence::SelectAll)) {
        selectAllText();
    } else {
        return false;
    }
    return true;
}

void SqlEditor::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (completionKey(*event) || editKey(*event)) {
        event->accept();
        return;
    }
    if (event->modifiers() == Qt::AltModifier && enter) {
        applyShownFix();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        m_cardHidden = true;
        m_peek->hide();
        placeCard();
    }
    // A key with Ctrl that nobody has bound must not become a control character in the text.
    const QString typed = event->text();
    const bool control = event->modifiers() & Qt::ControlModifier;
    if (control && typed.size() == 1 && typed.at(0).unicode() < 0x20 &&
        !standardCommands()->boundTo(event->key() | static_cast<int>(event->modifiers()))) {
        event->ignore();
        return;
    }
    m_inKey = true;
    m_keyEdits = false;
    QsciScintilla::keyPressEvent(event);
    m_inKey = false;
    if (isCompleting() && event->key() == Qt::Key_Backspace) {
        onCharAdded('_');
    }
}

void SqlEditor::onCharAdded(int character)
{
    if (m_foreign || m_composing) {
        return;
    }
    if (!isWordByte(character) && character != '.') {
        m_completions->hide();
        return;
    }
    if (isCompleting()) {
        const std::size_t at = caret();
        if (at < m_completing.begin) {
            m_completions->hide();
            return;
        }
        m_completing.end = at;
        m_completions->narrow(QString::fromStdString(
            m_shown.bytes().substr(m_completing.begin, at - m_completing.begin)));
    }
    Q_EMIT completionRequested(caret(), true);
}

// While composing Scintilla needs its undo to take the preedit back; nothing of it is a patch until
// the commit.
void SqlEditor::inputMethodEvent(QInputMethodEvent *event)
{
    if (isReadOnly()) {
        event->ignore();
        return;
    }
    if (!m_composing) {
        m_composing = true;
        send(SCI_SETUNDOCOLLECTION, 1);
    }
    QsciScintilla::inputMethodEvent(event);
    if (event->preeditString().isEmpty()) {
        send(SCI_SETUNDOCOLLECTION, 0);
        send(SCI_EMPTYUNDOBUFFER);
        m_composing = false;
        takeDifference();
        onUpdateUi(SC_UPDATE_SELECTION);
    }
}

bool SqlEditor::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText();
}

QByteArray SqlEditor::fromMimeData(const QMimeData *source, bool &rectangular) const
{
    rectangular = false;
    return toLineEnds(source->text().toUtf8());
}

// Pasted lines take the line ends of the file.
QByteArray SqlEditor::toLineEnds(const QByteArray &bytes) const
{
    const long mode = send(SCI_GETEOLMODE);
    const QByteArray end = mode == SC_EOL_CRLF ? "\r\n" : mode == SC_EOL_CR ? "\r" : "\n";
    QByteArray plain = bytes;
    plain.replace("\r\n", "\n").replace('\r', '\n');
    return end == "\n" ? plain : plain.replace("\n", end);
}

void SqlEditor::copySelection()
{
    const SourceSpan span = selection();
    if (span.length() > 0) {
        QApplication::clipboard()->setText(
            QString::fromStdString(m_shown.bytes().substr(span.begin, span.length())));
    }
}

void SqlEditor::cutSelection()
{
    copySelection();
    deleteSelection();
}

void SqlEditor::deleteSelection()
{
    const SourceSpan span = selection();
    if (span.length() > 0) {
        replaceBytes(span, {});
    }
}

void SqlEditor::pasteClipboard()
{
    const QString text = QApplication::clipboard()->text();
    if (!text.isEmpty()) {
        replaceBytes(selection(), toLineEnds(text.toUtf8()).toStdString());
    }
}

void SqlEditor::selectAllText()
{
    send(SCI_SELECTALL);
}

void SqlEditor::contextMenuEvent(QContextMenuEvent *event)
{
    // The shell's menu, not Scintilla's with its own undo.
    event->accept();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QRect at = placeOf({caret(), caret()});
        Q_EMIT menuRequested(mapToGlobal(at.bottomLeft()));
        return;
    }
    const auto x = static_cast<std::size_t>(std::max(event->pos().x(), 0));
    const auto at = static_cast<std::size_t>(send(SCI_POSITIONFROMPOINT, x, event->pos().y()));
    const SourceSpan selected = selection();
    if (at < selected.begin || at > selected.end) {
        setCaret(at);
    }
    Q_EMIT menuRequested(event->globalPos());
}

void SqlEditor::mousePressEvent(QMouseEvent *event)
{
    m_completions->hide();
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::ControlModifier) {
        const QPoint at = event->position().toPoint();
        const long offset =
            send(SCI_POSITIONFROMPOINTCLOSE, static_cast<std::size_t>(at.x()), at.y());
        if (offset >= 0) {
            Q_EMIT definitionRequested(static_cast<std::size_t>(offset));
            return;
        }
    }
    QsciScintilla::mousePressEvent(event);
}

} // namespace weir::studio
