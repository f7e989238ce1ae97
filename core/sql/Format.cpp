#include "core/sql/Format.h"

#include "core/base/AsciiCase.h"
#include "core/sql/print/FormatPlan.h"
#include "core/sql/print/Spacing.h"
#include "core/sql/print/TextMeasure.h"
#include "core/sql/view/Statement.h"

#include <algorithm>
#include <string>

namespace weir::sql {

namespace {

using Break = FormatGap::Break;

/// Whether the word is a keyword or a built-in type here, and no name of anybody's.
bool hasNoCase(const FormatPlan::Word &word, const Token &token, std::string_view text)
{
    if (word.owner.kind() == SyntaxKind::SimpleType || word.owner.kind() == SyntaxKind::Name) {
        const bool type = word.owner.kind() == SyntaxKind::SimpleType;
        return type && token.kind == TokenKind::Word && isTypeWord(text);
    }
    return token.keyword != Keyword::None;
}

/// Whether no blank stands between a comment and this.
bool isGlued(TokenKind kind)
{
    return kind == TokenKind::Comma || kind == TokenKind::Semicolon ||
           kind == TokenKind::RightParen || kind == TokenKind::RightBracket ||
           kind == TokenKind::Dot;
}

bool announces(TokenKind kind)
{
    return kind == TokenKind::Comma || kind == TokenKind::LeftParen || kind == TokenKind::Semicolon;
}

/// Lays the planned words out, from the front to the back, and notes what differs.
class Formatter {
public:
    Formatter(const SyntaxTree &tree, std::optional<SourceSpan> range)
        : m_tree(tree)
        , m_plan(planFormat(tree))
        , m_lineEnd(lineEndOf(tree))
        , m_whole(!range)
    {
        for (const SyntaxNode child : tree.root().children()) {
            const SourceSpan span = StatementView(child).spanWithSemicolon();
            m_selected.push_back(!range || (span.begin <= range->end && range->begin <= span.end));
        }
    }

    std::vector<TextEdit> run();

private:
    void measure();
    void markBroken();
    void breakGroup(int group);
    void fit(int group, std::size_t column);
    void word(std::size_t index);
    void space(std::size_t index);
    bool isWanted(std::size_t index, const std::vector<Token> &comments) const;
    bool breaksAt(std::size_t index, bool ended) const;
    std::string_view flatBefore(const Token &comment, std::string_view was, TokenKind before) const;
    std::string slot(std::string_view was, bool ends, int indent, std::string_view flat) const;
    void end();
    void replace(std::size_t begin, std::size_t end, std::string text, bool wanted);
    void advance(std::string_view text);
    bool isSelected(std::size_t index) const;
    const Token &token(std::size_t index) const
    {
        return m_tree.tokens()[m_plan.words[index].token];
    }
    /// The comments among the tokens from `from` up to `to`; also a byte order mark.
    std::vector<Token> commentsBetween(std::uint32_t from, std::uint32_t to) const;

    const SyntaxTree &m_tree;
    FormatPlan m_plan;
    const std::string m_lineEnd;
    const bool m_whole;
    std::vector<bool> m_selected;
    std::vector<std::size_t> m_gapWidth; ///< of blank and comments before a word, on one line
    std::vector<std::size_t> m_width;    ///< of all words before, each with its gap
    std::vector<TextEdit> m_edits;
    std::size_t m_column = 0;
    std::size_t m_nextGroup = 0;
};

std::vector<TextEdit> Formatter::run()
{
    measure();
    markBroken();
    for (std::size_t i = 0; i < m_plan.words.size(); ++i) {
        word(i);
    }
    end();
    return std::move(m_edits);
}

void Formatter::measure()
{
    m_width.push_back(0);
    for (std::size_t i = 0; i < m_plan.words.size(); ++i) {
        std::size_t gap = m_plan.words[i].gap.blank ? 1 : 0;
        const std::uint32_t from = i == 0 ? 0 : m_plan.words[i - 1].token + 1;
        for (const Token &comment : commentsBetween(from, m_plan.words[i].token)) {
            gap += widthOf(m_tree.text(comment)) + 1;
        }
        m_gapWidth.push_back(gap);
        m_width.push_back(m_width.back() + gap + widthOf(m_tree.text(token(i))));
    }
}

// Line breaks at a group's own places, and those that must or may stay within it, break it.
void Formatter::markBroken()
{
    for (std::size_t i = 1; i < m_plan.words.size(); ++i) {
        const FormatGap &gap = m_plan.words[i].gap;
        const std::uint32_t before = m_plan.words[i - 1].token;
        const std::uint32_t here = m_plan.words[i].token;
        bool ends = lineEndsBetween(m_tree, before, here);
        const std::vector<Token> comments = commentsBetween(before + 1, here);
        if (gap.mode == Break::Never) {
            ends = ends && !comments.empty();
        }
        for (const Token &comment : comments) {
            ends = ends || lineEndsIn(m_tree.text(comment)) > 0;
        }
        if (ends && gap.mode != Break::Statement && gap.mode != Break::Verbatim) {
            breakGroup(gap.group);
        }
    }
}

void Formatter::breakGroup(int group)
{
    for (; group != kNoGroup; group = m_plan.groups[static_cast<std::size_t>(group)].parent) {
        m_plan.groups[static_cast<std::size_t>(group)].broken = true;
    }
}

void Formatter::fit(int index, std::size_t column)
{
    FormatGroup &group = m_plan.groups[static_cast<std::size_t>(index)];
    const std::size_t first = group.first;
    std::size_t width = m_width[group.last + 1] - m_width[first] - m_gapWidth[first];
    // What must stand on the same line behind it.
    for (std::size_t i = group.last + std::size_t{1}; i < m_plan.words.size(); ++i) {
        const FormatGap &gap = m_plan.words[i].gap;
        if (gap.blank || gap.mode != Break::Never) {
            break;
        }
        width += m_gapWidth[i] + widthOf(m_tree.text(token(i)));
    }
    group.broken = group.broken || column + width > kLineWidth;
}

void Formatter::word(std::size_t index)
{
    const FormatPlan::Word &word = m_plan.words[index];
    // A group whose own place is in front of its first word is decided before that place is.
    std::size_t ownGap = m_nextGroup;
    for (std::size_t g = m_nextGroup; g < m_plan.groups.size(); ++g) {
        if (m_plan.groups[g].first == index && word.gap.mode == Break::Group &&
            word.gap.group == static_cast<int>(g)) {
            ownGap = g + 1;
        }
        if (m_plan.groups[g].first > index) {
            break;
        }
    }
    for (; m_nextGroup < ownGap; ++m_nextGroup) {
        fit(static_cast<int>(m_nextGroup), m_column + m_gapWidth[index]);
    }
    space(index);
    for (; m_nextGroup < m_plan.groups.size() && m_plan.groups[m_nextGroup].first == index;
         ++m_nextGroup) {
        fit(static_cast<int>(m_nextGroup), m_column);
    }
    const Token &here = token(index);
    const std::string_view text = m_tree.text(here);
    if (word.gap.mode != Break::Verbatim && hasNoCase(word, here, text)) {
        replace(here.begin, here.end, upperCase(text), isSelected(index));
    } else {
        advance(text);
    }
}

bool Formatter::isSelected(std::size_t index) const
{
    const auto selected = [this](int statement) {
        return statement < 0 || m_selected[static_cast<std::size_t>(statement)];
    };
    const FormatPlan::Word &word = m_plan.words[index];
    return selected(word.statement);
}

std::vector<Token> Formatter::commentsBetween(std::uint32_t from, std::uint32_t to) const
{
    std::vector<Token> comments;
    for (std::uint32_t i = from; i < to; ++i) {
        const Token &token = m_tree.tokens()[i];
        if (isTrivia(token.kind) && token.kind != TokenKind::Whitespace) {
            comments.push_back(token);
        }
    }
    return comments;
}

bool Formatter::isWanted(std::size_t index, const std::vector<Token> &comments) const
{
    const FormatGap &gap = m_plan.words[index].gap;
    const bool strange = std::any_of(comments.begin(), comments.end(), [](const Token &each) {
        return each.kind == TokenKind::ByteOrderMark;
    });
    const bool between = gap.mode == Break::Statement && !m_whole;
    return gap.mode != Break::Verbatim && !strange && isSelected(index) &&
           (!between || (index > 0 && isSelected(index - 1)));
}

bool Formatter::breaksAt(std::size_t index, bool ended) const
{
    const auto broken = [this](int group) {
        return group != kNoGroup && m_plan.groups[static_cast<std::size_t>(group)].broken;
    };
    const FormatGap &gap = m_plan.words[index].gap;
    switch (gap.mode) {
    case Break::Statement:
        return index > 0;
    case Break::Group:
        return broken(gap.group) && !broken(gap.unless);
    case Break::Keep:
        return ended;
    default:
        return false;
    }
}

// What stands in front of a comment that ends no line there. Comments at the ends of lines may
// stand under one another.
std::string_view Formatter::flatBefore(const Token &comment, std::string_view was,
                                       TokenKind before) const
{
    const std::string_view text = m_tree.text();
    const std::size_t behind = text.find_first_not_of(" \t", comment.end);
    const bool trails = comment.kind == TokenKind::LineComment ||
                        behind == std::string_view::npos || text[behind] == '\n' ||
                        text[behind] == '\r';
    if (trails && !was.empty() && was.find_first_not_of(' ') == std::string_view::npos) {
        return was;
    }
    return before == TokenKind::LeftParen || before == TokenKind::LeftBracket ? "" : " ";
}

// Everything between a word and the one before it: blanks, line ends, comments.
void Formatter::space(std::size_t index)
{
    const FormatGap &gap = m_plan.words[index].gap;
    const bool atStart = index == 0;
    const std::uint32_t from = atStart ? 0 : m_plan.words[index - 1].token + 1;
    std::size_t at = atStart ? 0 : token(index - 1).end;
    std::vector<Token> comments = commentsBetween(from, m_plan.words[index].token);
    if (atStart && !comments.empty() && comments.front().kind == TokenKind::ByteOrderMark) {
        at = comments.front().end;
        comments.erase(comments.begin());
    }
    const std::string_view text = m_tree.text();
    const bool wanted = isWanted(index, comments);
    const bool ended = !atStart && lineEndsBetween(m_tree, from - 1, m_plan.words[index].token);
    const bool breaks = breaksAt(index, ended);
    // A comment behind a `,` is about what follows, any other about what stands before it.
    const bool breaksFirst = breaks && !ended && !atStart && announces(token(index - 1).kind);
    TokenKind before = atStart ? TokenKind::LeftParen : token(index - 1).kind;
    bool first = true;
    for (const Token &comment : comments) {
        const std::string_view was = text.substr(at, comment.begin - at);
        const bool ends =
            lineEndsIn(was) > 0 || before == TokenKind::LineComment || (first && breaksFirst);
        const std::string_view flat = first && atStart ? "" : flatBefore(comment, was, before);
        replace(at, comment.begin, slot(was, ends && !(first && atStart), gap.indent, flat),
                wanted);
        advance(m_tree.text(comment));
        at = comment.end;
        before = comment.kind;
        first = false;
    }
    const std::string_view was = text.substr(at, token(index).begin - at);
    const bool blank = first ? gap.blank : !isGlued(token(index).kind);
    const bool ends = first ? breaks
                            : lineEndsIn(was) > 0 || before == TokenKind::LineComment ||
                                  (breaks && !ended && !breaksFirst);
    replace(at, token(index).begin, slot(was, ends, gap.indent, blank ? " " : ""), wanted);
}

std::string Formatter::slot(std::string_view was, bool ends, int indent,
                            std::string_view flat) const
{
    if (!ends) {
        return std::string(flat);
    }
    return (lineEndsIn(was) > 1 ? m_lineEnd + m_lineEnd : m_lineEnd) +
           std::string(static_cast<std::size_t>(indent), ' ');
}

// Comments behind the last word, and one line end.
void Formatter::end()
{
    const auto &words = m_plan.words;
    const std::string_view text = m_tree.text();
    const std::uint32_t from = words.empty() ? 0 : words.back().token + 1;
    const auto last = static_cast<std::uint32_t>(m_tree.tokens().size() - 1);
    const std::vector<Token> comments = commentsBetween(from, last);
    const bool open = !words.empty() && (words.back().gap.mode == Break::Verbatim ||
                                         token(words.size() - 1).unterminated);
    if (!m_whole || open || (words.empty() && comments.empty())) {
        return;
    }
    std::size_t at = words.empty() ? 0 : token(words.size() - 1).end;
    bool first = words.empty();
    for (const Token &comment : comments) {
        const std::string_view was = text.substr(at, comment.begin - at);
        const bool plain = comment.kind != TokenKind::ByteOrderMark;
        const bool aligned = !was.empty() && was.find_first_not_of(' ') == std::string_view::npos;
        replace(at, comment.begin,
                slot(was, lineEndsIn(was) > 0 && !first, 0,
                     first     ? ""
                     : aligned ? was
                               : " "),
                plain);
        at = comment.end;
        first = !plain && first;
        if (comment.unterminated) {
            return;
        }
    }
    replace(at, text.size(), m_lineEnd, true);
}

void Formatter::replace(std::size_t begin, std::size_t end, std::string text, bool wanted)
{
    const std::string_view was = std::string_view(m_tree.text()).substr(begin, end - begin);
    if (!wanted || was == text) {
        advance(was);
        return;
    }
    advance(text);
    std::size_t head = 0;
    const std::size_t shorter = std::min(was.size(), text.size());
    while (head < shorter && was[head] == text[head]) {
        ++head;
    }
    std::size_t tail = 0;
    while (tail < shorter - head && was[was.size() - 1 - tail] == text[text.size() - 1 - tail]) {
        ++tail;
    }
    TextEdit edit{{begin + head, end - tail}, text.substr(head, text.size() - tail - head)};
    if (!m_edits.empty() && m_edits.back().span.end == edit.span.begin) {
        m_edits.back().span.end = edit.span.end;
        m_edits.back().text += edit.text;
    } else {
        m_edits.push_back(std::move(edit));
    }
}

void Formatter::advance(std::string_view text)
{
    const std::size_t end = text.find_last_of("\r\n");
    m_column =
        end == std::string_view::npos ? m_column + widthOf(text) : widthOf(text.substr(end + 1));
}

} // namespace

std::vector<TextEdit> formatEdits(const SyntaxTree &tree, std::optional<SourceSpan> range)
{
    return Formatter(tree, range).run();
}

} // namespace weir::sql
