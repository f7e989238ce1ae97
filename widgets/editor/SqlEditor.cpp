#include "widgets/editor/SqlEditor.h"

#include "widgets/editor/EditorMarks.h"
#include "widgets/editor/ErrorCard.h"
#include "widgets/editor/PeekCard.h"
#include "widgets/editor/SqlLexer.h"
#include "widgets/style/Appearance.h"

#include <QFontMetrics>

#include <algorithm>
#include <utility>

namespace weir::studio {

namespace {

constexpr int kSettleMs = 300;
constexpr int kMatchAlpha = 60;
constexpr int kMatchOutlineAlpha = 170;

int lineEndMode(const std::string &bytes)
{
    const std::size_t end = bytes.find_first_of("\r\n");
    if (end == std::string::npos || bytes[end] == '\n') {
        return QsciScintilla::SC_EOL_LF;
    }
    const bool pair = end + 1 < bytes.size() && bytes[end + 1] == '\n';
    return pair ? QsciScintilla::SC_EOL_CRLF : QsciScintilla::SC_EOL_CR;
}

} // namespace

SqlEditor::SqlEditor(QWidget *parent)
    : QsciScintilla(parent)
    , m_lexer(std::make_unique<SqlLexer>(nullptr))
    , m_card(new ErrorCard(this))
    , m_completions(new CompletionList(this))
    , m_peek(new PeekCard(this))
{
    setObjectName(QStringLiteral("sqlEditor"));
    setAccessibleName(tr("SQL"));
    setUtf8(true);
    send(SCI_SETUNDOCOLLECTION, 0);
    send(SCI_EMPTYUNDOBUFFER);
    setFrameShape(QFrame::NoFrame);
    setAutoIndent(true);
    setIndentationsUseTabs(false);
    setTabWidth(2);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    setAutoCompletionSource(QsciScintilla::AcsNone);
    send(SCI_SETPASTECONVERTENDINGS, 0);
    send(SCI_SETMULTIPASTE, 0);
    setLexer(m_lexer.get());
    setUpFolding();
    bindKeys();
    applyTheme();
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &SqlEditor::drawDiagnostics);
    connect(this, &QsciScintillaBase::SCN_MODIFIED, this, &SqlEditor::onModified);
    connect(this, &QsciScintillaBase::SCN_UPDATEUI, this, &SqlEditor::onUpdateUi);
    connect(this, &QsciScintillaBase::SCN_CHARADDED, this, &SqlEditor::onCharAdded);
    connect(m_card, &ErrorCard::fixClicked, this, &SqlEditor::applyShownFix);
    connect(m_completions, &CompletionList::accepted, this, &SqlEditor::acceptCompletion);
    connect(&Appearance::instance(), &Appearance::themeChanged, this, &SqlEditor::applyTheme);
}

SqlEditor::~SqlEditor()
{
    setLexer(nullptr);
}

long SqlEditor::send(unsigned int message, std::size_t first, long second) const
{
    return SendScintilla(message, static_cast<unsigned long>(first), second);
}

void SqlEditor::applyTheme()
{
    const Theme &colors = theme();
    for (int style = 0; style < SqlLexer::StyleCount; ++style) {
        m_lexer->setColor(m_lexer->defaultColor(style), style);
        m_lexer->setPaper(m_lexer->defaultPaper(style), style);
        m_lexer->setFont(m_lexer->defaultFont(style), style);
    }
    // setPaper and setColor do nothing while a lexer is set; the ground below the text is this
    // style.
    SendScintilla(SCI_STYLESETBACK, static_cast<unsigned long>(STYLE_DEFAULT),
                  colors.color(ColorRole::Field));
    SendScintilla(SCI_STYLESETFORE, static_cast<unsigned long>(STYLE_DEFAULT),
                  colors.color(ColorRole::Text));
    setPaper(colors.color(ColorRole::Field));
    setColor(colors.color(ColorRole::Text));
    setCaretForegroundColor(colors.color(ColorRole::Text));
    setSelectionBackgroundColor(colors.mix(ColorRole::Selection, ColorRole::Field, 0.35));
    resetSelectionForegroundColor();
    setMarginType(kLineNumberMargin, QsciScintilla::NumberMargin);
    setMarginWidth(1, 0);
    setMarginsFont(colors.smallMonoFont());
    setMarginsForegroundColor(colors.color(ColorRole::Dim));
    setMarginsBackgroundColor(colors.color(ColorRole::Field));
    const int digits = std::max(3, static_cast<int>(QString::number(lines()).size()));
    const int digitWidth = QFontMetrics(colors.smallMonoFont()).horizontalAdvance(QLatin1Char('0'));
    setMarginWidth(kLineNumberMargin, digits * digitWidth + 14);
    send(SCI_SETMARGINLEFT, 0, 12);
    setExtraAscent(2);
    setExtraDescent(1);
    markerDefine(QsciScintilla::Background, kStatementMarker);
    setMarkerBackgroundColor(colors.color(ColorRole::CurrentStatement), kStatementMarker);
    const struct {
        int indicator;
        IndicatorStyle style;
        ColorRole role;
    } kIndicators[] = {
        {kErrorIndicator, SquiggleIndicator, ColorRole::Error},
        {kWarningIndicator, SquiggleIndicator, ColorRole::Sink},
        {kHintIndicator, DotsIndicator, ColorRole::Dim},
        {kStreamIndicator, TextColorIndicator, ColorRole::Stream},
        {kTableIndicator, TextColorIndicator, ColorRole::Table},
        {kColumnIndicator, TextColorIndicator, ColorRole::Text},
        {kFunctionIndicator, TextColorIndicator, ColorRole::Function},
        {kMatchIndicator, StraightBoxIndicator, ColorRole::Selection},
    };
    for (const auto &each : kIndicators) {
        indicatorDefine(each.style, each.indicator);
        setIndicatorForegroundColor(colors.color(each.role), each.indicator);
    }
    send(SCI_INDICSETALPHA, kMatchIndicator, kMatchAlpha);
    send(SCI_INDICSETOUTLINEALPHA, kMatchIndicator, kMatchOutlineAlpha);
    send(SCI_INDICSETUNDER, kMatchIndicator, 1);
    colorFolding();
    placeCard();
}

void SqlEditor::load(const sql::SqlText &text)
{
    m_shown = text;
    m_tooLarge = text.size() > kReadOnlyBytes;
    m_diagnostics.clear();
    m_semantics.clear();
    m_matches.clear();
    m_peek->hide();
    m_statement.reset();
    m_foreign = true;
    setReadOnly(false);
    send(SCI_CLEARALL);
    send(SCI_ALLOCATE, text.size() + 1024);
    SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(text.size()), text.bytes().data());
    send(SCI_SETEOLMODE, static_cast<std::size_t>(lineEndMode(text.bytes())));
    send(SCI_GOTOPOS, 0);
    m_foreign = false;
    setReadOnly(m_tooLarge);
    if (m_tooLarge) {
        Q_EMIT readOnlyNotice(tr("This file is larger than 5 MB: it is shown, not edited."));
    }
    drawDiagnostics();
    drawStatement();
    applyTheme();
    checkMirror();
    caretIsElsewhere();
}

std::string SqlEditor::bytes() const
{
    const auto length = static_cast<std::size_t>(send(SCI_GETLENGTH));
    std::string all(length + 1, '\0');
    send(SCI_GETTEXT, length + 1, reinterpret_cast<long>(all.data()));
    all.resize(length);
    return all;
}

void SqlEditor::checkMirror() const
{
    Q_ASSERT_X(bytes() == m_shown.bytes(), "SqlEditor", "the editor's bytes are not the text's");
}

void SqlEditor::applyPatch(const sql::TextPatch &patch)
{
    if (patch.revision < m_shown.revision()) {
        return; // our own edit comes back
    }
    const Status applied = m_shown.apply(patch);
    Q_ASSERT_X(applied.has_value(), "SqlEditor", "a patch of another text");
    if (!applied) {
        return;
    }
    m_foreign = true;
    const bool wasReadOnly = isReadOnly();
    setReadOnly(false);
    send(SCI_SETTARGETRANGE, patch.offset, static_cast<long>(patch.offset + patch.removed.size()));
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(patch.inserted.size()),
                  patch.inserted.data());
    setReadOnly(wasReadOnly);
    m_foreign = false;
    moveMarks(patch);
    checkMirror();
    caretIsElsewhere();
}

// Scintilla's notification of a change by the person becomes a patch. With its undo off a deletion
// carries no bytes: they are taken from the text as it was.
void SqlEditor::onModified(int position, int type, const char *text, int length)
{
    if (m_foreign || m_composing) {
        return;
    }
    const auto offset = static_cast<std::size_t>(position);
    const auto count = static_cast<std::size_t>(length);
    if (type & SC_MOD_INSERTTEXT) {
        take(m_shown.replace({offset, offset}, std::string(text, count)));
    } else if (type & SC_MOD_DELETETEXT) {
        take(m_shown.replace({offset, offset + count}, {}));
    }
}

void SqlEditor::take(sql::TextPatch patch)
{
    const Status applied = m_shown.apply(patch);
    Q_ASSERT(applied.has_value());
    Q_UNUSED(applied);
    m_caretByEdit = true;
    m_cardHidden = false;
    m_peek->hide();
    moveMarks(patch);
    m_settle.start();
    const bool more = m_inKey && std::exchange(m_keyEdits, true);
    Q_EMIT edited(patch, more ? EditKind::More : m_typing ? EditKind::Typing : EditKind::Action);
}

// After composing (IME) the editor holds more than the text knows: one patch for what differs.
void SqlEditor::takeDifference()
{
    const std::string now = bytes();
    const std::string &was = m_shown.bytes();
    std::size_t begin = 0;
    const std::size_t shorter = std::min(now.size(), was.size());
    while (begin < shorter && now[begin] == was[begin]) {
        ++begin;
    }
    std::size_t tail = 0;
    while (tail < shorter - begin && now[now.size() - 1 - tail] == was[was.size() - 1 - tail]) {
        ++tail;
    }
    if (now.size() != was.size() || begin + tail < now.size()) {
        take(m_shown.replace({begin, was.size() - tail},
                             now.substr(begin, now.size() - tail - begin)));
    }
}

void SqlEditor::onUpdateUi(int updated)
{
    if (updated & SC_UPDATE_V_SCROLL) {
        placeCard();
        placePeek();
    }
    if (!(updated & (SC_UPDATE_SELECTION | SC_UPDATE_CONTENT)) || m_foreign || m_composing) {
        return;
    }
    checkMirror();
    const std::size_t at = caret();
    if (at != m_peekAt) {
        m_peek->hide();
    }
    if (at != m_lastCaret) {
        if (!m_caretByEdit) {
            if (at < m_completing.begin || at > m_completing.end) {
                m_completions->hide();
            }
            m_cardHidden = false;
            Q_EMIT caretJumped();
        }
        m_lastCaret = at;
        const auto line = send(SCI_LINEFROMPOSITION, at);
        const auto column = send(
            SCI_COUNTCHARACTERS,
            static_cast<std::size_t>(send(SCI_POSITIONFROMLINE, static_cast<std::size_t>(line))),
            static_cast<long>(at));
        Q_EMIT caretMoved(at, static_cast<int>(line) + 1, static_cast<int>(column) + 1);
        if (!m_caretByEdit && m_settle.isActive()) {
            m_settle.stop(); // the caret left what was being typed: its squiggles wait no longer
            drawDiagnostics();
        } else {
            placeCard();
        }
    }
    m_caretByEdit = false;
}

// The text before the caret changed, not by the person: the next update tells where it is now, once
// for all patches of a change.
void SqlEditor::caretIsElsewhere()
{
    m_lastCaret = std::string::npos;
    m_caretByEdit = true;
}

std::size_t SqlEditor::caret() const
{
    return static_cast<std::size_t>(send(SCI_GETCURRENTPOS));
}

SourceSpan SqlEditor::selection() const
{
    return {static_cast<std::size_t>(send(SCI_GETSELECTIONSTART)),
            static_cast<std::size_t>(send(SCI_GETSELECTIONEND))};
}

void SqlEditor::select(SourceSpan span)
{
    for (const std::size_t at : {span.begin, span.end}) {
        send(SCI_ENSUREVISIBLE, static_cast<std::size_t>(send(SCI_LINEFROMPOSITION, at)));
    }
    send(SCI_SETSEL, span.begin, static_cast<long>(span.end));
    send(SCI_SCROLLCARET);
}

void SqlEditor::setCaret(std::size_t offset)
{
    select({offset, offset});
}

// Replaces bytes as if the person had, as one patch: Scintilla would tell of two changes.
void SqlEditor::replaceBytes(SourceSpan span, const std::string &bytes)
{
    if (isReadOnly()) {
        return;
    }
    const sql::TextPatch patch = m_shown.replace(span, bytes);
    m_foreign = true;
    send(SCI_SETTARGETRANGE, span.begin, static_cast<long>(span.end));
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(bytes.size()), bytes.data());
    m_foreign = false;
    m_typing = false;
    take(patch);
    const std::size_t end = span.begin + bytes.size();
    send(SCI_SETSEL, end, static_cast<long>(end));
    send(SCI_SCROLLCARET);
    m_typing = true;
}

void SqlEditor::resizeEvent(QResizeEvent *event)
{
    QsciScintilla::resizeEvent(event);
    placeCard();
}

} // namespace weir::studio
