#include "core/sql/view/Statement.h"

namespace weir::sql {

namespace {

std::vector<ColumnView> columnsOf(SyntaxNode parent, SyntaxKind kind)
{
    std::vector<ColumnView> columns;
    for (const SyntaxNode node : parent.children(kind)) {
        columns.emplace_back(node);
    }
    return columns;
}

bool holdsErrorNode(SyntaxNode node)
{
    switch (node.kind()) {
    case SyntaxKind::ErrorTokens:
    case SyntaxKind::ErrorExpression:
    case SyntaxKind::ErrorType:
    case SyntaxKind::ErrorStatement:
        return true;
    default:
        break;
    }
    for (const SyntaxNode child : node.children()) {
        if (holdsErrorNode(child)) {
            return true;
        }
    }
    return false;
}

bool holdsErrorToken(SyntaxNode node)
{
    const SyntaxTree::NodeData &data = node.tree().nodes()[node.index()];
    for (std::uint32_t i = data.firstToken; i < data.endToken; ++i) {
        const Token &token = node.tree().tokens()[i];
        if (token.unterminated || token.kind == TokenKind::Unknown) {
            return true;
        }
    }
    return false;
}

} // namespace

ColumnRole ColumnView::role() const
{
    const SyntaxNode constraint = m_node.child(SyntaxKind::ColumnConstraint);
    if (constraint.has(Keyword::Primary)) {
        return ColumnRole::PrimaryKey;
    }
    if (constraint.has(Keyword::Key)) {
        return ColumnRole::Key;
    }
    if (constraint.has(Keyword::Headers)) {
        return ColumnRole::Headers;
    }
    return constraint.has(Keyword::Header) ? ColumnRole::Header : ColumnRole::Value;
}

std::string ColumnView::headerName() const
{
    const SyntaxNode constraint = m_node.child(SyntaxKind::ColumnConstraint);
    return Expression(constraint.child(SyntaxKind::StringLiteral)).string();
}

SourceSpan StatementView::spanWithSemicolon() const
{
    SourceSpan span = m_node.span();
    const auto &tokens = m_node.tree().tokens();
    std::uint32_t next = m_node.tree().nodes()[m_node.index()].endToken;
    while (isTrivia(tokens[next].kind)) {
        ++next;
    }
    if (tokens[next].kind == TokenKind::Semicolon) {
        span.end = tokens[next].end;
    }
    return span;
}

bool StatementView::hasError() const
{
    return m_node && (holdsErrorNode(m_node) || holdsErrorToken(m_node));
}

std::optional<SourceType> StatementView::sourceType() const
{
    if (m_node.has(Keyword::Stream)) {
        return SourceType::Stream;
    }
    return m_node.has(Keyword::Table) ? std::optional(SourceType::Table) : std::nullopt;
}

SourceSpan StatementView::sourceTypeSpan() const
{
    const Token stream = m_node.token(Keyword::Stream);
    return stream.kind != TokenKind::End ? stream.span() : m_node.token(Keyword::Table).span();
}

std::vector<ColumnView> StatementView::columns() const
{
    return columnsOf(m_node.child(SyntaxKind::ColumnList), SyntaxKind::ColumnDefinition);
}

std::vector<Identifier> StatementView::columnNames() const
{
    std::vector<Identifier> names;
    for (const SyntaxNode name : m_node.child(SyntaxKind::NameList).children(SyntaxKind::Name)) {
        names.push_back(identifierOf(name));
    }
    return names;
}

std::vector<Expression> StatementView::values() const
{
    return Expression(m_node.child(SyntaxKind::ValueRow)).operands();
}

std::string StatementView::showWhat() const
{
    std::string what;
    const std::vector<Token> tokens = m_node.ownTokens();
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        what += (i > 1 ? " " : "") + upperCase(m_node.text(tokens[i]));
    }
    return what;
}

std::string StatementView::printTopic() const
{
    const SyntaxNode topic = m_node.firstChild();
    const std::string_view text = topic.text();
    const bool quoted = !text.empty() && (text[0] == '\'' || text[0] == '`' || text[0] == '"');
    return quoted ? unquote(text) : std::string(text);
}

Expression StatementView::printInterval() const
{
    // The topic, which comes first, may be a string too.
    for (SyntaxNode part = m_node.firstChild().nextSibling(); part; part = part.nextSibling()) {
        if (isExpression(part.kind())) {
            return Expression(part);
        }
    }
    return {};
}

Expression StatementView::limit() const
{
    return Expression(m_node.child(SyntaxKind::LimitClause).child(isExpression));
}

Expression StatementView::literal(std::size_t n) const
{
    return Expression(m_node).operand(n);
}

std::vector<ColumnView> StatementView::addedColumns() const
{
    return columnsOf(m_node, SyntaxKind::AlterAdd);
}

} // namespace weir::sql
