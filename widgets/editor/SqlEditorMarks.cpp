// What SqlEditor draws over the text (squiggles, names, the statement of the selection, card,
// completions) and the edits that work on whole lines.
#include "core/sql/Lexer.h"
#include "widgets/editor/EditorMarks.h"
#include "widgets/editor/ErrorCard.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/style/Appearance.h"

#include <algorithm>

namespace weir::studio {

namespace {

int severityIndicator(Severity severity)
{
    return severity == Severity::Error     ? kErrorIndicator
           : severity == Severity::Warning ? kWarningIndicator
                                           : kHintIndicator;
}

int roleIndicator(SemanticSpan::Role role)
{
    switch (role) {
    case SemanticSpan::Role::Stream:
        return kStreamIndicator;
    case SemanticSpan::Role::Table:
        return kTableIndicator;
    case SemanticSpan::Role::Column:
        return kColumnIndicator;
    case SemanticSpan::Role::Function:
        return kFunctionIndicator;
    }
    return kColumnIndicator;
}

bool sameProblem(const Diagnostic &a, const Diagnostic &b)
{
    return a.code == b.code && a.span == b.span && a.message == b.message;
}

bool moveFix(const sql::TextPatch &patch, Fix &fix)
{
    return std::all_of(fix.edits.begin(), fix.edits.end(),
                       [&patch](TextEdit &edit) { return sql::moveThrough(patch, edit.span); });
}

} // namespace

// Everything with a place moves along; what the patch cuts into is gone until the next result.
void SqlEditor::moveMarks(const sql::TextPatch &patch)
{
    const auto stays = [&patch](Diagnostic &each) {
        std::erase_if(each.fixes, [&patch](Fix &fix) { return !moveFix(patch, fix); });
        return sql::moveThrough(patch, each.span);
    };
    std::erase_if(m_diagnostics, [&stays](Diagnostic &each) { return !stays(each); });
    std::erase_if(m_semantics,
                  [&patch](SemanticSpan &each) { return !sql::moveThrough(patch, each.span); });
    if (m_statement) {
        SourceSpan &span = *m_statement;
        const bool inside =
            patch.offset >= span.begin && patch.offset + patch.removed.size() <= span.end;
        if (inside) {
            span.end += patch.inserted.size() - patch.removed.size();
        } else if (!sql::moveThrough(patch, span)) {
            m_statement.reset();
        }
    }
    if (m_completing.end >= patch.offset) {
        m_completing.end += patch.inserted.size() - patch.removed.size();
    }
}

void SqlEditor::fillIndicator(int indicator, SourceSpan span)
{
    send(SCI_SETINDICATORCURRENT, static_cast<std::size_t>(indicator));
    const std::size_t size = m_shown.size();
    const std::size_t begin = std::min(span.begin, size);
    // An empty span is shown at the byte before it, or after it at the start of the text.
    const std::size_t end = std::min(std::max(span.end, begin + 1), size);
    if (end > begin) {
        send(SCI_INDICATORFILLRANGE, begin, static_cast<long>(end - begin));
    } else if (begin > 0) {
        send(SCI_INDICATORFILLRANGE, begin - 1, 1);
    }
}

void SqlEditor::setDiagnostics(std::vector<Diagnostic> diagnostics)
{
    // Marks that are new in the statement being typed wait until the typing rests (R22).
    if (m_settle.isActive()) {
        const SourceSpan typed = caretStatement();
        m_fresh.clear();
        for (const Diagnostic &each : diagnostics) {
            const bool inIt = each.span.begin >= typed.begin && each.span.begin <= typed.end;
            if (inIt &&
                std::none_of(m_diagnostics.begin(), m_diagnostics.end(),
                             [&each](const Diagnostic &old) { return sameProblem(each, old); })) {
                m_fresh.push_back(each.span);
            }
        }
    }
    m_diagnostics = std::move(diagnostics);
    drawDiagnostics();
}

/// From the semicolon before the caret to the one behind it.
SourceSpan SqlEditor::caretStatement() const
{
    const std::size_t at = caret();
    sql::Lexer lexer(m_shown.bytes());
    std::size_t begin = 0;
    for (;;) {
        const sql::Token token = lexer.next();
        const bool last = token.kind == sql::TokenKind::End;
        if (!last && token.kind != sql::TokenKind::Semicolon) {
            continue;
        }
        if (at <= token.end || last) {
            return {begin, token.end};
        }
        begin = token.end;
    }
}

void SqlEditor::drawDiagnostics()
{
    const std::size_t size = m_shown.size();
    for (int indicator = kErrorIndicator; indicator <= kFunctionIndicator; ++indicator) {
        send(SCI_SETINDICATORCURRENT, static_cast<std::size_t>(indicator));
        send(SCI_INDICATORCLEARRANGE, 0, static_cast<long>(size));
    }
    for (const SemanticSpan &each : m_semantics) {
        fillIndicator(roleIndicator(each.role), each.span);
    }
    for (const Diagnostic &each : m_diagnostics) {
        const bool waits = m_settle.isActive() &&
                           std::find(m_fresh.begin(), m_fresh.end(), each.span) != m_fresh.end();
        if (!waits) {
            fillIndicator(severityIndicator(each.severity), each.span);
        }
    }
    placeCard();
}

void SqlEditor::setSemantics(const std::vector<SemanticSpan> &spans, std::uint64_t revision)
{
    if (revision == m_shown.revision()) {
        m_semantics = spans;
        drawDiagnostics();
    }
}

void SqlEditor::highlightStatement(std::optional<SourceSpan> span)
{
    if (m_statement != span) {
        m_statement = span;
        drawStatement();
    }
}

void SqlEditor::drawStatement()
{
    markerDeleteAll(kStatementMarker);
    if (!m_statement || m_statement->begin >= m_shown.size()) {
        return;
    }
    const std::size_t last =
        std::max(m_statement->begin, m_statement->end > 0 ? m_statement->end - 1 : 0);
    const auto from = static_cast<int>(send(SCI_LINEFROMPOSITION, m_statement->begin));
    const auto to = static_cast<int>(send(SCI_LINEFROMPOSITION, last));
    for (int line = from; line <= to; ++line) {
        markerAdd(line, kStatementMarker);
    }
}

const Diagnostic *SqlEditor::diagnosticAtCaret() const
{
    const std::size_t at = caret();
    const Diagnostic *onLine = nullptr;
    for (const Diagnostic &each : m_diagnostics) {
        const bool waits = m_settle.isActive() &&
                           std::find(m_fresh.begin(), m_fresh.end(), each.span) != m_fresh.end();
        if (waits || each.severity == Severity::Hint) {
            continue;
        }
        if (at >= each.span.begin && at <= each.span.end) {
            return &each;
        }
        const bool sameLine =
            send(SCI_LINEFROMPOSITION, each.span.begin) == send(SCI_LINEFROMPOSITION, at);
        if (sameLine && !onLine) {
            onLine = &each;
        }
    }
    return onLine;
}

void SqlEditor::placeCard()
{
    const Diagnostic *shown = m_cardHidden ? nullptr : diagnosticAtCaret();
    if (!shown) {
        m_card->hide();
        return;
    }
    const int left = marginWidth(kLineNumberMargin) + 10;
    const int width = std::min(460, viewport()->width() - left - 16);
    if (width < 120) {
        m_card->hide();
        return;
    }
    m_card->setDiagnostic(*shown, width);
    const std::size_t at = std::min(std::max(shown->span.end, shown->span.begin), m_shown.size());
    const int top = static_cast<int>(send(SCI_POINTYFROMPOSITION, 0, static_cast<long>(at)));
    const int lineHeight = static_cast<int>(send(SCI_TEXTHEIGHT, 0));
    const bool below = top + lineHeight + 6 + m_card->height() <= viewport()->height();
    const int y = below ? top + lineHeight + 6 : top - m_card->height() - 6;
    m_card->move(left, y);
    m_card->setVisible(top > -lineHeight && top < viewport()->height());
    m_card->raise();
}

void SqlEditor::applyShownFix()
{
    const Diagnostic *shown = diagnosticAtCaret();
    if (shown && !shown->fixes.empty() && !isReadOnly()) {
        Q_EMIT fixRequested(Fix(shown->fixes.front()));
    }
}

void SqlEditor::nextProblem(bool backwards)
{
    std::vector<std::size_t> places;
    for (const Diagnostic &each : m_diagnostics) {
        places.push_back(each.span.begin);
    }
    std::sort(places.begin(), places.end());
    if (places.empty()) {
        return;
    }
    const std::size_t at = caret();
    if (backwards) {
        const auto before = std::lower_bound(places.begin(), places.end(), at);
        setCaret(before == places.begin() ? places.back() : *std::prev(before));
    } else {
        const auto after = std::upper_bound(places.begin(), places.end(), at);
        setCaret(after == places.end() ? places.front() : *after);
    }
}

void SqlEditor::showCompletions(std::vector<CompletionEntry> entries, SourceSpan replaces,
                                std::uint64_t revision)
{
    if (entries.empty() || revision != m_shown.revision() || isReadOnly()) {
        m_completions->hide();
        return;
    }
    m_completing = replaces;
    const auto begin = static_cast<long>(replaces.begin);
    const QPoint place(static_cast<int>(send(SCI_POINTXFROMPOSITION, 0, begin)),
                       static_cast<int>(send(SCI_POINTYFROMPOSITION, 0, begin)));
    const QString prefix = QString::fromStdString(
        m_shown.bytes().substr(replaces.begin, replaces.end - replaces.begin));
    m_completions->show(std::move(entries), prefix, place,
                        static_cast<int>(send(SCI_TEXTHEIGHT, 0)));
}

void SqlEditor::requestCompletion()
{
    Q_EMIT completionRequested(caret(), false);
}

void SqlEditor::acceptCompletion(const CompletionEntry &entry)
{
    m_completions->hide();
    replaceBytes(m_completing, entry.inserts);
}

void SqlEditor::toggleComment()
{
    const SourceSpan span = selection();
    const auto first = send(SCI_LINEFROMPOSITION, span.begin);
    auto last = send(SCI_LINEFROMPOSITION, span.end);
    const auto startOf = [this](long line) {
        return static_cast<std::size_t>(send(SCI_POSITIONFROMLINE, static_cast<std::size_t>(line)));
    };
    if (last > first && startOf(last) == span.end) {
        --last;
    }
    const std::size_t begin = startOf(first);
    const auto end =
        static_cast<std::size_t>(send(SCI_GETLINEENDPOSITION, static_cast<std::size_t>(last)));
    bool allCommented = true;
    for (long line = first; line <= last; ++line) {
        allCommented &= m_shown.bytes().compare(startOf(line), 2, "--") == 0;
    }
    std::string block;
    for (long line = first; line <= last; ++line) {
        const std::size_t from = startOf(line);
        const std::size_t to = line == last ? end : startOf(line + 1);
        const std::string bytes = m_shown.bytes().substr(from, to - from);
        const std::size_t skip = bytes.compare(0, 3, "-- ") == 0 ? 3 : 2;
        block += allCommented ? bytes.substr(skip) : "-- " + bytes;
    }
    replaceBytes({begin, end}, block);
    if (span.length() > 0) {
        send(SCI_SETSEL, begin, static_cast<long>(begin + block.size()));
    } else {
        // The caret stays at its letter.
        const std::size_t behind = end - span.begin;
        setCaret(begin + block.size() - std::min(behind, block.size()));
    }
}

void SqlEditor::duplicateLine()
{
    SourceSpan span = selection();
    if (span.length() > 0) {
        const std::string copy = m_shown.bytes().substr(span.begin, span.length());
        replaceBytes({span.end, span.end}, copy);
        return;
    }
    const auto line = static_cast<std::size_t>(send(SCI_LINEFROMPOSITION, span.begin));
    const auto begin = static_cast<std::size_t>(send(SCI_POSITIONFROMLINE, line));
    const auto end = static_cast<std::size_t>(send(SCI_GETLINEENDPOSITION, line));
    const std::string bytes = m_shown.bytes().substr(begin, end - begin);
    replaceBytes({end, end}, toLineEnds("\n").toStdString() + bytes);
}

} // namespace weir::studio
