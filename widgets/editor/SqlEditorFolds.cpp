// Folding, matches of a search and the peek card of SqlEditor.
#include "widgets/editor/EditorMarks.h"
#include "widgets/editor/ErrorCard.h"
#include "widgets/editor/PeekCard.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/style/Appearance.h"

#include <algorithm>

namespace weir::studio {

namespace {

constexpr int kFoldMarginWidth = 14;

} // namespace

void SqlEditor::setUpFolding()
{
    setFolding(QsciScintilla::PlainFoldStyle, kFoldMargin);
    setMarginWidth(kFoldMargin, kFoldMarginWidth);
    send(SCI_SETAUTOMATICFOLD, SC_AUTOMATICFOLD_SHOW | SC_AUTOMATICFOLD_CHANGE);
    send(SCI_SETFOLDFLAGS, SC_FOLDFLAG_LINEAFTER_CONTRACTED);
    // One level only: the inner markers are never seen.
    send(SCI_MARKERDEFINE, SC_MARKNUM_FOLDEROPEN, SC_MARK_ARROWDOWN);
    send(SCI_MARKERDEFINE, SC_MARKNUM_FOLDER, SC_MARK_ARROW);
}

void SqlEditor::colorFolding()
{
    const QColor ground = themeColor(ColorRole::Field);
    setFoldMarginColors(ground, ground);
    for (const int marker : {SC_MARKNUM_FOLDER, SC_MARKNUM_FOLDEROPEN}) {
        // QsciScintilla's own setters refuse the numbers of folding.
        SendScintilla(SCI_MARKERSETFORE, static_cast<unsigned long>(marker),
                      themeColor(ColorRole::Dim));
        SendScintilla(SCI_MARKERSETBACK, static_cast<unsigned long>(marker),
                      marker == SC_MARKNUM_FOLDER ? themeColor(ColorRole::Dim) : ground);
    }
}

void SqlEditor::setStatements(const std::vector<SourceSpan> &spans, std::uint64_t revision)
{
    if (revision != m_shown.revision()) {
        return;
    }
    const auto count = static_cast<std::size_t>(send(SCI_GETLINECOUNT));
    std::vector<long> levels(count, SC_FOLDLEVELBASE);
    for (const SourceSpan &span : spans) {
        const auto first = static_cast<std::size_t>(send(SCI_LINEFROMPOSITION, span.begin));
        const auto last = static_cast<std::size_t>(send(SCI_LINEFROMPOSITION, span.end));
        if (last > first && last < count) {
            levels[first] = SC_FOLDLEVELBASE | SC_FOLDLEVELHEADERFLAG;
            std::fill(levels.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                      levels.begin() + static_cast<std::ptrdiff_t>(last) + 1, SC_FOLDLEVELBASE + 1);
        }
    }
    for (std::size_t line = 0; line < count; ++line) {
        if (send(SCI_GETFOLDLEVEL, line) != levels[line]) {
            send(SCI_SETFOLDLEVEL, line, levels[line]);
        }
    }
}

void SqlEditor::toggleFold()
{
    auto line = send(SCI_LINEFROMPOSITION, caret());
    if (!(send(SCI_GETFOLDLEVEL, static_cast<std::size_t>(line)) & SC_FOLDLEVELHEADERFLAG)) {
        line = send(SCI_GETFOLDPARENT, static_cast<std::size_t>(line));
    }
    if (line >= 0) {
        const auto header = static_cast<std::size_t>(line);
        // A caret within what is folded away would not be seen.
        if (send(SCI_GETFOLDEXPANDED, header) && send(SCI_LINEFROMPOSITION, caret()) != line) {
            setCaret(static_cast<std::size_t>(send(SCI_GETLINEENDPOSITION, header)));
        }
        send(SCI_TOGGLEFOLD, header);
    }
}

void SqlEditor::foldEverything(bool folded)
{
    const auto count = static_cast<std::size_t>(send(SCI_GETLINECOUNT));
    for (std::size_t line = 0; line < count; ++line) {
        if (send(SCI_GETFOLDLEVEL, line) & SC_FOLDLEVELHEADERFLAG) {
            send(SCI_FOLDLINE, line, folded ? SC_FOLDACTION_CONTRACT : SC_FOLDACTION_EXPAND);
        }
    }
}

void SqlEditor::setMatches(std::vector<SourceSpan> matches)
{
    if (matches != m_matches) {
        m_matches = std::move(matches);
        drawMatches();
    }
}

void SqlEditor::drawMatches()
{
    send(SCI_SETINDICATORCURRENT, kMatchIndicator);
    send(SCI_INDICATORCLEARRANGE, 0, static_cast<long>(m_shown.size()));
    for (const SourceSpan &match : m_matches) {
        fillIndicator(kMatchIndicator, match);
    }
}

QRect SqlEditor::placeOf(SourceSpan span)
{
    const auto line = static_cast<std::size_t>(send(SCI_LINEFROMPOSITION, span.begin));
    send(SCI_ENSUREVISIBLEENFORCEPOLICY, line);
    send(SCI_SCROLLRANGE, span.end, static_cast<long>(span.begin));
    const auto x = [this](std::size_t at) {
        return static_cast<int>(send(SCI_POINTXFROMPOSITION, 0, static_cast<long>(at)));
    };
    const int y = static_cast<int>(send(SCI_POINTYFROMPOSITION, 0, static_cast<long>(span.begin)));
    return {viewport()->x() + x(span.begin), viewport()->y() + y, x(span.end) - x(span.begin),
            static_cast<int>(send(SCI_TEXTHEIGHT, 0))};
}

void SqlEditor::showPeek(std::size_t offset, const QString &title, const QString &body)
{
    const int left = marginWidth(kLineNumberMargin) + 10;
    const QSize most(std::max(120, viewport()->width() - left - 12), viewport()->height() * 2 / 3);
    m_peek->fill(title, body, most);
    m_peekAt = offset;
    m_card->hide();
    m_peek->show();
    placePeek();
}

void SqlEditor::hidePeek()
{
    m_peek->hide();
}

void SqlEditor::placePeek()
{
    if (!m_peek->isVisible()) {
        return;
    }
    const int top = static_cast<int>(send(SCI_POINTYFROMPOSITION, 0, static_cast<long>(m_peekAt)));
    const int lineHeight = static_cast<int>(send(SCI_TEXTHEIGHT, 0));
    const bool below = top + lineHeight + 6 + m_peek->height() <= viewport()->height();
    m_peek->move(marginWidth(kLineNumberMargin) + 10,
                 below ? top + lineHeight + 6 : std::max(4, top - m_peek->height() - 6));
    m_peek->setVisible(top > -lineHeight && top < viewport()->height());
    m_peek->raise();
}

} // namespace weir::studio
