#include "core/sql/Printer.h"

#include "core/sql/print/Spacing.h"
#include "core/sql/view/Statement.h"

#include <algorithm>

namespace weir::sql {

namespace {

/// Whether the node begins a line of its own when its statement does not fit on one.
bool beginsLine(SyntaxNode node)
{
    switch (node.kind()) {
    case SyntaxKind::FromClause:
    case SyntaxKind::WhereClause:
    case SyntaxKind::GroupByClause:
    case SyntaxKind::PartitionByClause:
    case SyntaxKind::HavingClause:
    case SyntaxKind::EmitClause:
    case SyntaxKind::LimitClause:
    case SyntaxKind::WindowClause:
        return node.parent().kind() == SyntaxKind::Query;
    case SyntaxKind::Properties:
        return true;
    default:
        return isQuery(node.kind()) && isStatement(node.parent().kind()) &&
               node.parent().kind() != SyntaxKind::QueryStatement;
    }
}

/// Prints one node; asked once for a statement's one-line form and again when that is too long.
class CanonicalPrinter {
public:
    CanonicalPrinter(SyntaxNode root, bool multiLine, bool comments)
        : m_tree(root.tree())
        , m_multiLine(multiLine)
        , m_comments(comments)
    {
    }

    std::string run(SyntaxNode node)
    {
        visit(node);
        return std::move(m_out);
    }

private:
    void visit(SyntaxNode node);
    void token(std::uint32_t index, SyntaxNode owner);
    void comment(std::uint32_t index);
    void lineBreak();
    bool onOwnLine(std::uint32_t index) const;
    bool atLineStart() const
    {
        return m_out.empty() || m_out.find_last_not_of(' ') == std::string::npos ||
               m_out[m_out.find_last_not_of(' ')] == '\n';
    }

    const SyntaxTree &m_tree;
    const bool m_multiLine;
    const bool m_comments;
    std::string m_out;
    PlacedToken m_before;
    int m_indent = 0;
    bool m_afterBlockComment = false;
};

void CanonicalPrinter::visit(SyntaxNode node)
{
    const bool breaks = m_multiLine && beginsLine(node);
    const int outerIndent = m_indent;
    if (breaks) {
        if (isStatement(node.parent().kind())) {
            m_indent += 2;
        }
        lineBreak();
    } else if (isQuery(node.kind()) && !isStatement(node.parent().kind())) {
        m_indent += 2;
    }
    const SyntaxTree::NodeData &data = m_tree.nodes()[node.index()];
    SyntaxNode child = node.firstChild();
    for (std::uint32_t i = data.firstToken; i < data.endToken;) {
        while (child && m_tree.nodes()[child.index()].endToken <= i) {
            child = child.nextSibling();
        }
        if (child && m_tree.nodes()[child.index()].firstToken <= i) {
            visit(child);
            i = m_tree.nodes()[child.index()].endToken;
        } else {
            token(i++, node);
        }
    }
    m_indent = outerIndent;
}

void CanonicalPrinter::token(std::uint32_t index, SyntaxNode owner)
{
    const Token &token = m_tree.tokens()[index];
    if (isTrivia(token.kind) && owner.kind() != SyntaxKind::Draft) {
        if (m_comments && token.kind >= TokenKind::LineComment) {
            comment(index);
        }
        return;
    }
    const PlacedToken placed{token, owner};
    const bool first = m_before.token.kind == TokenKind::End;
    if (!atLineStart() && (m_afterBlockComment || (!first && needsBlank(m_before, placed)))) {
        m_out += ' ';
    }
    m_afterBlockComment = false;
    m_out += canonicalSpelling(placed);
    m_before = placed;
}

void CanonicalPrinter::comment(std::uint32_t index)
{
    const Token &token = m_tree.tokens()[index];
    if (onOwnLine(index)) {
        lineBreak();
    }
    if (!atLineStart()) {
        m_out += ' ';
    }
    m_out += m_tree.text(token);
    if (token.kind == TokenKind::LineComment) {
        m_out += '\n' + std::string(static_cast<std::size_t>(m_indent), ' ');
    }
    m_afterBlockComment = token.kind != TokenKind::LineComment;
}

void CanonicalPrinter::lineBreak()
{
    if (!atLineStart()) {
        m_out += '\n';
    } else {
        m_out.erase(m_out.find_last_not_of(' ') + 1);
    }
    m_out.append(static_cast<std::size_t>(m_indent), ' ');
    m_afterBlockComment = false;
}

bool CanonicalPrinter::onOwnLine(std::uint32_t index) const
{
    for (std::uint32_t i = index; i-- > 0;) {
        const Token &token = m_tree.tokens()[i];
        if (token.kind != TokenKind::Whitespace) {
            return false;
        }
        const char last = m_tree.text()[token.end - 1];
        if (last == '\n' || last == '\r') {
            return true;
        }
    }
    return true;
}

bool holdsComment(SyntaxNode node)
{
    const SyntaxTree::NodeData &data = node.tree().nodes()[node.index()];
    const auto &tokens = node.tree().tokens();
    return std::any_of(tokens.begin() + data.firstToken, tokens.begin() + data.endToken,
                       [](const Token &token) {
                           return isTrivia(token.kind) && token.kind >= TokenKind::LineComment;
                       });
}

std::string printStatement(SyntaxNode node, PrintOptions options)
{
    if (StatementView(node).hasError() || node.kind() == SyntaxKind::Draft) {
        return std::string(node.text());
    }
    std::string line;
    if (!options.comments || !holdsComment(node)) {
        line = CanonicalPrinter(node, false, false).run(node);
    }
    if (!line.empty() && (line.size() < kLineWidth || !options.multiLine)) {
        return line;
    }
    return CanonicalPrinter(node, options.multiLine, options.comments).run(node);
}

/// Prints a script: its statements, and the comments and single blank lines between them.
class ScriptPrinter {
public:
    ScriptPrinter(const SyntaxTree &tree, PrintOptions options)
        : m_tree(tree)
        , m_options(options)
    {
    }

    std::string run()
    {
        const auto &tokens = m_tree.tokens();
        SyntaxNode child = m_tree.root().firstChild();
        for (std::uint32_t i = 0; i + 1 < tokens.size();) {
            while (child && m_tree.nodes()[child.index()].endToken <= i) {
                child = child.nextSibling();
            }
            if (child && m_tree.nodes()[child.index()].firstToken <= i) {
                statement(child);
                i = m_tree.nodes()[child.index()].endToken;
            } else {
                between(tokens[i++]);
            }
        }
        if (!m_out.empty()) {
            m_out += '\n';
        }
        return std::move(m_out);
    }

private:
    void statement(SyntaxNode node)
    {
        startItem(true);
        m_out += printStatement(node, m_options);
        const SourceSpan closed = StatementView(node).spanWithSemicolon();
        const bool isEmpty = node.kind() == SyntaxKind::EmptyStatement;
        if (closed == node.span() && !isEmpty && node.kind() != SyntaxKind::Draft &&
            !StatementView(node).hasError()) {
            m_out += ';';
        }
    }

    void between(const Token &token)
    {
        if (token.kind == TokenKind::Whitespace) {
            const char last = m_tree.text()[token.end - 1];
            m_lineEnds += last == '\n' || last == '\r' ? 1 : 0;
        } else if (token.kind == TokenKind::Semicolon) {
            if (m_afterLineComment) {
                m_out += '\n';
                m_afterLineComment = false;
            }
            m_out += ';';
            m_lineEnds = 0;
        } else if (token.kind >= TokenKind::LineComment && m_options.comments) {
            startItem(m_lineEnds > 0);
            m_out += m_tree.text(token);
            m_afterLineComment = token.kind == TokenKind::LineComment;
        }
    }

    /// Ends the line (and keeps one blank line) before what comes next, or puts a blank.
    void startItem(bool onOwnLine)
    {
        if (!m_out.empty()) {
            m_out += onOwnLine || m_afterLineComment ? "\n" : " ";
            m_out += onOwnLine && m_lineEnds > 1 ? "\n" : "";
        }
        m_lineEnds = 0;
        m_afterLineComment = false;
    }

    const SyntaxTree &m_tree;
    const PrintOptions m_options;
    std::string m_out;
    int m_lineEnds = 0;
    bool m_afterLineComment = false;
};

} // namespace

std::string printCanonical(SyntaxNode node, PrintOptions options)
{
    if (!node) {
        return {};
    }
    if (node.kind() == SyntaxKind::Script) {
        return ScriptPrinter(node.tree(), options).run();
    }
    if (isStatement(node.kind())) {
        const std::string text = printStatement(node, options);
        return StatementView(node).hasError() || node.kind() == SyntaxKind::Draft ? text
                                                                                  : text + ';';
    }
    return CanonicalPrinter(node, options.multiLine, options.comments).run(node);
}

std::string printExpression(SyntaxNode node)
{
    return node ? CanonicalPrinter(node, false, false).run(node) : std::string();
}

} // namespace weir::sql
