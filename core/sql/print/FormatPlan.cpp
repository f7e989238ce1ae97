#include "core/sql/print/FormatPlan.h"

#include "core/sql/print/Spacing.h"
#include "core/sql/view/Statement.h"

#include <algorithm>
#include <optional>

namespace weir::sql {

namespace {

using Break = FormatGap::Break;
using Word = FormatPlan::Word;

/// A line break that a person made within these stays.
bool keepsLineBreaks(SyntaxKind kind)
{
    return isExpression(kind) || isType(kind) || kind == SyntaxKind::ValueRow ||
           kind == SyntaxKind::NameList || kind == SyntaxKind::GroupByClause ||
           kind == SyntaxKind::PartitionByClause;
}

/// AND or OR when the node is a chain of it, else None.
Keyword chainWord(SyntaxNode node)
{
    if (node.kind() != SyntaxKind::BinaryExpression) {
        return Keyword::None;
    }
    return node.has(Keyword::And)  ? Keyword::And
           : node.has(Keyword::Or) ? Keyword::Or
                                   : Keyword::None;
}

bool isListOfLines(SyntaxKind kind)
{
    return kind == SyntaxKind::ColumnList || kind == SyntaxKind::Properties;
}

bool holdsQueryInParens(SyntaxKind kind)
{
    return kind == SyntaxKind::ParenQuery || kind == SyntaxKind::SubqueryRelation ||
           kind == SyntaxKind::SubqueryExpression || kind == SyntaxKind::CommonTable;
}

/// Walks the statements and notes the gap in front of every word.
class FormatPlanner {
public:
    explicit FormatPlanner(const SyntaxTree &tree)
        : m_tree(tree)
    {
    }

    FormatPlan run();

private:
    /// What holds around the words of a node; restored behind it.
    struct Place {
        int indent = 0;
        int depth = 0;          ///< of brackets since `indent` was set
        int group = kNoGroup;   ///< innermost
        int clauses = kNoGroup; ///< whose places clauses are
        int joins = kNoGroup;   ///< whose places joins are
        int chain = kNoGroup;   ///< of the AND or OR chain around, whose word is `chainOf`
        Keyword chainOf = Keyword::None;
    };

    void statement(SyntaxNode node, int number);
    void visit(SyntaxNode node);
    void child(SyntaxNode parent, SyntaxNode node, bool first);
    void ownToken(SyntaxNode node, std::uint32_t index);
    void place(std::uint32_t index, SyntaxNode owner);
    void breakNext(int group, int indent, int unless = kNoGroup);
    /// The separator word `index` breaks the line in front of it or behind it: where it does so in
    /// the text, else where `behind` says.
    void separator(std::uint32_t index, SyntaxNode owner, int group, int indent, bool behind);
    int openGroup();
    void closeGroup(int group);
    std::uint32_t nextWord(std::uint32_t index) const;
    int kept(int closing = 0) const
    {
        return m_place.indent + 2 * std::max(closing != 0 ? 0 : 1, m_place.depth - closing);
    }

    const SyntaxTree &m_tree;
    FormatPlan m_plan;
    Place m_place;
    SyntaxNode m_between; ///< the smallest node around the last word and the next
    std::optional<FormatGap> m_pending;
    std::optional<PlacedToken> m_before;
    int m_statement = -1;
    int m_columns = kNoGroup; ///< the statement's column list
};

FormatPlan FormatPlanner::run()
{
    const auto &tokens = m_tree.tokens();
    int number = -1;
    SyntaxNode next = m_tree.root().firstChild();
    for (std::uint32_t i = 0; i + 1 < tokens.size();) {
        while (next && m_tree.nodes()[next.index()].endToken <= i) {
            next = next.nextSibling();
        }
        if (next && m_tree.nodes()[next.index()].firstToken <= i) {
            statement(next, ++number);
            i = m_tree.nodes()[next.index()].endToken;
            continue;
        }
        if (!isTrivia(tokens[i].kind)) {
            const bool verbatim =
                !m_plan.words.empty() && m_plan.words.back().gap.mode == Break::Verbatim;
            const bool closes = tokens[i].kind == TokenKind::Semicolon && !verbatim;
            m_plan.words.push_back({i, m_tree.root(), number, {}});
            m_plan.words.back().gap.mode = closes ? Break::Never : Break::Verbatim;
        }
        ++i;
    }
    return std::move(m_plan);
}

void FormatPlanner::statement(SyntaxNode node, int number)
{
    m_statement = number;
    const SyntaxTree::NodeData &data = m_tree.nodes()[node.index()];
    const std::size_t first = m_plan.words.size();
    const bool alone = node.kind() == SyntaxKind::Draft;
    if (StatementView(node).hasError() || node.kind() == SyntaxKind::EmptyStatement || alone) {
        const bool closes = node.kind() == SyntaxKind::EmptyStatement && first > 0 &&
                            m_plan.words.back().gap.mode != Break::Verbatim;
        for (std::uint32_t i = data.firstToken; i < data.endToken; ++i) {
            if (!isTrivia(m_tree.tokens()[i].kind) || alone) {
                m_plan.words.push_back({i, node, number, {}});
                m_plan.words.back().gap.mode = alone    ? Break::Statement
                                               : closes ? Break::Never
                                                        : Break::Verbatim;
            }
        }
        return;
    }
    m_place = {};
    m_pending.reset();
    m_before.reset();
    m_columns = kNoGroup;
    m_between = node;
    visit(node);
    if (first < m_plan.words.size()) {
        m_plan.words[first].gap = {Break::Statement, false, kNoGroup, kNoGroup, 0};
    }
}

void FormatPlanner::visit(SyntaxNode node)
{
    const Place outer = m_place;
    int group = kNoGroup;
    const Keyword word = chainWord(node);
    if (word != m_place.chainOf && word != Keyword::None) {
        group = openGroup();
        m_place.group = m_place.chain = group;
    }
    m_place.chainOf = word;
    if (isStatement(node.kind())) {
        group = openGroup();
        m_place.group = m_place.clauses = group;
    } else if (node.kind() == SyntaxKind::FromClause) {
        group = openGroup();
        m_place.group = m_place.joins = group;
    } else if (node.kind() == SyntaxKind::CaseExpression) {
        group = openGroup();
        m_place.group = group;
        m_place.indent += 2 * m_place.depth;
        m_place.depth = 0;
    }
    const SyntaxTree::NodeData &data = m_tree.nodes()[node.index()];
    const SyntaxNode around = m_between;
    SyntaxNode next = node.firstChild();
    bool first = true;
    for (std::uint32_t i = data.firstToken; i < data.endToken;) {
        while (next && m_tree.nodes()[next.index()].endToken <= i) {
            next = next.nextSibling();
        }
        m_between = first ? around : node;
        if (next && m_tree.nodes()[next.index()].firstToken <= i) {
            child(node, next, first);
            i = m_tree.nodes()[next.index()].endToken;
            first = false;
        } else {
            if (!isTrivia(m_tree.tokens()[i].kind)) {
                ownToken(node, i);
                first = false;
            }
            ++i;
        }
    }
    closeGroup(group);
    if (isListOfLines(node.kind()) || holdsQueryInParens(node.kind()) ||
        node.kind() == SyntaxKind::SelectClause) {
        closeGroup(m_place.group == outer.group ? kNoGroup : m_place.group);
    }
    m_place = outer;
}

void FormatPlanner::child(SyntaxNode parent, SyntaxNode node, bool first)
{
    const Place outer = m_place;
    switch (parent.kind()) {
    case SyntaxKind::Query:
    case SyntaxKind::UnionQuery:
        if (!first) {
            breakNext(m_place.clauses, m_place.indent);
        }
        break;
    case SyntaxKind::SelectClause:
        if (node == parent.firstChild()) {
            // The list of items lasts to the clause's end.
            m_place.group = openGroup();
            m_place.indent += 2;
            breakNext(m_place.group, m_place.indent);
            return visit(node);
        }
        break;
    case SyntaxKind::JoinRelation:
        if (!first) {
            m_place.indent += 2;
        }
        break;
    case SyntaxKind::CaseExpression:
        if (node.kind() == SyntaxKind::WhenBranch || node.kind() == SyntaxKind::ElseBranch) {
            m_place.indent += 2;
            breakNext(m_place.group, m_place.indent);
        }
        break;
    default:
        if (isStatement(parent.kind()) && node.kind() == SyntaxKind::Properties) {
            breakNext(m_place.clauses, m_place.indent + 2, m_columns);
        } else if (isStatement(parent.kind()) && isQuery(node.kind()) &&
                   parent.kind() != SyntaxKind::QueryStatement) {
            m_place.indent += 2;
            breakNext(m_place.clauses, m_place.indent);
        }
        break;
    }
    visit(node);
    m_place = outer;
}

// Opens and closes what is in brackets, and finds separators; everything else is just a word.
void FormatPlanner::ownToken(SyntaxNode node, std::uint32_t index)
{
    const Token &token = m_tree.tokens()[index];
    const SyntaxKind kind = node.kind();
    const bool opens = token.kind == TokenKind::LeftParen;
    const bool closes = token.kind == TokenKind::RightParen;
    const bool empty = opens && m_tree.tokens()[nextWord(index)].kind == TokenKind::RightParen;
    if (opens && !empty && (isListOfLines(kind) || holdsQueryInParens(kind))) {
        place(index, node);
        m_place.group = openGroup();
        m_place.depth = 0;
        m_place.indent += isListOfLines(kind) ? 4 : 2;
        if (isListOfLines(kind)) {
            m_columns = kind == SyntaxKind::ColumnList ? m_place.group : m_columns;
        } else {
            m_place.clauses = m_place.group;
        }
        breakNext(m_place.group, m_place.indent);
    } else if (closes && (isListOfLines(kind) || holdsQueryInParens(kind)) && m_place.depth == 0 &&
               m_place.indent >= 2 && m_before->token.kind != TokenKind::LeftParen) {
        m_place.indent -= 2;
        breakNext(m_place.group, m_place.indent);
        place(index, node);
    } else if (token.kind == TokenKind::Comma &&
               (isListOfLines(kind) || kind == SyntaxKind::SelectClause ||
                kind == SyntaxKind::WithClause)) {
        const int group = kind == SyntaxKind::WithClause ? m_place.clauses : m_place.group;
        separator(index, node, group, m_place.indent, true);
    } else if (token.keyword == m_place.chainOf && m_place.chainOf != Keyword::None &&
               kind == SyntaxKind::BinaryExpression) {
        separator(index, node, m_place.chain, m_place.indent + 2 + 2 * m_place.depth, false);
    } else if (kind == SyntaxKind::JoinRelation && m_between == node && m_before->owner != node) {
        breakNext(m_place.joins, m_place.indent + 2);
        place(index, node);
    } else if (kind == SyntaxKind::UnionQuery && token.keyword == Keyword::Union) {
        breakNext(m_place.clauses, m_place.indent);
        place(index, node);
    } else if (kind == SyntaxKind::CaseExpression && token.keyword == Keyword::End) {
        breakNext(m_place.group, m_place.indent);
        place(index, node);
    } else {
        place(index, node);
    }
}

void FormatPlanner::separator(std::uint32_t index, SyntaxNode owner, int group, int indent,
                              bool behind)
{
    const bool endsBefore = lineEndsBetween(m_tree, m_plan.words.back().token, index);
    const bool endsBehind = lineEndsBetween(m_tree, index, nextWord(index));
    const bool breaksBehind = endsBefore == endsBehind ? behind : endsBehind;
    if (!breaksBehind) {
        breakNext(group, indent);
    }
    place(index, owner);
    if (breaksBehind) {
        breakNext(group, indent);
    } else {
        // What follows stays on the separator's line.
        m_pending = FormatGap{Break::Never, false, m_place.group, kNoGroup, indent};
    }
}

void FormatPlanner::place(std::uint32_t index, SyntaxNode owner)
{
    const PlacedToken placed{m_tree.tokens()[index], owner};
    const bool opens =
        placed.token.kind == TokenKind::LeftParen || placed.token.kind == TokenKind::LeftBracket;
    const bool closes =
        placed.token.kind == TokenKind::RightParen || placed.token.kind == TokenKind::RightBracket;
    FormatGap gap;
    if (m_pending) {
        gap = *m_pending;
        m_pending.reset();
    } else {
        gap.mode = keepsLineBreaks(m_between.kind()) ? Break::Keep : Break::Never;
        gap.group = m_place.group;
        gap.indent = kept(closes ? 1 : 0);
    }
    gap.blank = m_before && needsBlank(*m_before, placed);
    m_plan.words.push_back({index, owner, m_statement, gap});
    m_before = placed;
    const bool counted = !isListOfLines(owner.kind()) && !holdsQueryInParens(owner.kind());
    if (counted) {
        m_place.depth += opens ? 1 : closes ? -1 : 0;
    }
}

// The outermost place for a line break in front of a word wins.
void FormatPlanner::breakNext(int group, int indent, int unless)
{
    if (!m_pending || m_pending->mode == Break::Never) {
        m_pending = FormatGap{Break::Group, false, group, unless, indent};
    }
}

int FormatPlanner::openGroup()
{
    const auto next = static_cast<std::uint32_t>(m_plan.words.size());
    m_plan.groups.push_back({m_place.group, next, next, false});
    return static_cast<int>(m_plan.groups.size()) - 1;
}

void FormatPlanner::closeGroup(int group)
{
    if (group != kNoGroup && !m_plan.words.empty()) {
        m_plan.groups[static_cast<std::size_t>(group)].last =
            static_cast<std::uint32_t>(m_plan.words.size()) - 1;
    }
}

std::uint32_t FormatPlanner::nextWord(std::uint32_t index) const
{
    do {
        ++index;
    } while (isTrivia(m_tree.tokens()[index].kind));
    return index;
}

} // namespace

FormatPlan planFormat(const SyntaxTree &tree)
{
    return FormatPlanner(tree).run();
}

bool lineEndsBetween(const SyntaxTree &tree, std::uint32_t before, std::uint32_t token)
{
    for (std::uint32_t i = before + 1; i < token; ++i) {
        if (tree.tokens()[i].kind == TokenKind::Whitespace &&
            tree.text(tree.tokens()[i]).find_first_of("\r\n") != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

} // namespace weir::sql
