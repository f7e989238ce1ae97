#include "core/sql/view/Expression.h"

#include "core/sql/view/Query.h"

#include <array>
#include <charconv>

namespace weir::sql {

namespace {

constexpr std::array<std::string_view, 16> kOperatorSpellings{
    "+",
    "-",
    "*",
    "/",
    "%",
    "||",
    "=",
    "<>",
    "<",
    "<=",
    ">",
    ">=",
    "IS DISTINCT FROM",
    "IS NOT DISTINCT FROM",
    "AND",
    "OR",
};

BinaryOperator operatorOf(const Token &token, bool negated)
{
    switch (token.kind) {
    case TokenKind::Plus:
        return BinaryOperator::Add;
    case TokenKind::Minus:
        return BinaryOperator::Subtract;
    case TokenKind::Star:
        return BinaryOperator::Multiply;
    case TokenKind::Slash:
        return BinaryOperator::Divide;
    case TokenKind::Percent:
        return BinaryOperator::Modulo;
    case TokenKind::Concat:
        return BinaryOperator::Concat;
    case TokenKind::NotEqual:
        return BinaryOperator::NotEqual;
    case TokenKind::Less:
        return BinaryOperator::Less;
    case TokenKind::LessEqual:
        return BinaryOperator::LessEqual;
    case TokenKind::Greater:
        return BinaryOperator::Greater;
    case TokenKind::GreaterEqual:
        return BinaryOperator::GreaterEqual;
    default:
        break;
    }
    switch (token.keyword) {
    case Keyword::And:
        return BinaryOperator::And;
    case Keyword::Or:
        return BinaryOperator::Or;
    case Keyword::Is:
        return negated ? BinaryOperator::IsNotDistinctFrom : BinaryOperator::IsDistinctFrom;
    default:
        return BinaryOperator::Equal;
    }
}

} // namespace

std::string_view spelling(BinaryOperator op)
{
    return kOperatorSpellings[static_cast<std::size_t>(op)];
}

Expression Expression::unwrapped() const
{
    Expression inner = *this;
    while (inner.kind() == SyntaxKind::ParenExpression) {
        inner = inner.operand();
    }
    return inner;
}

std::optional<std::int64_t> Expression::integer() const
{
    const std::string_view digits = m_node.text();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (kind() != SyntaxKind::IntegerLiteral || error != std::errc() ||
        end != digits.data() + digits.size()) {
        return std::nullopt;
    }
    return value;
}

std::string Expression::string() const
{
    return kind() == SyntaxKind::StringLiteral ? unquote(m_node.text()) : identifierOf(m_node).name;
}

Identifier Expression::column() const
{
    const std::vector<SyntaxNode> names = m_node.children(SyntaxKind::Name);
    return names.empty() ? Identifier() : identifierOf(names.back());
}

Identifier Expression::source() const
{
    const std::vector<SyntaxNode> names = m_node.children(SyntaxKind::Name);
    return names.size() < 2 ? Identifier() : identifierOf(names.front());
}

Expression Expression::operand(std::size_t n) const
{
    for (const SyntaxNode child : m_node.children()) {
        if (isExpression(child.kind()) && n-- == 0) {
            return Expression(child);
        }
    }
    return {};
}

std::vector<Expression> Expression::operands() const
{
    std::vector<Expression> found;
    for (const SyntaxNode child : m_node.children()) {
        if (isExpression(child.kind())) {
            found.emplace_back(child);
        }
    }
    return found;
}

BinaryOperator Expression::op() const
{
    const std::vector<Token> tokens = m_node.ownTokens();
    return tokens.empty() ? BinaryOperator::Equal
                          : operatorOf(tokens.front(), m_node.has(Keyword::Not));
}

SourceSpan Expression::operatorSpan() const
{
    const std::vector<Token> tokens = m_node.ownTokens();
    return tokens.empty() ? SourceSpan{span().end, span().end}
                          : cover(tokens.front().span(), tokens.back().span());
}

bool Expression::isMinus() const
{
    const std::vector<Token> tokens = m_node.ownTokens();
    return !tokens.empty() && tokens.front().kind == TokenKind::Minus;
}

std::optional<std::string> Expression::escape() const
{
    if (!m_node.has(Keyword::Escape)) {
        return std::nullopt;
    }
    return operand(2).string();
}

Expression Expression::caseOperand() const
{
    return operand(0);
}

std::vector<Expression::When> Expression::whens() const
{
    std::vector<When> whens;
    for (const SyntaxNode branch : m_node.children(SyntaxKind::WhenBranch)) {
        const Expression parts(branch);
        whens.push_back({parts.operand(0), parts.operand(1)});
    }
    return whens;
}

Expression Expression::elseResult() const
{
    return Expression(m_node.child(SyntaxKind::ElseBranch)).operand();
}

TypeName Expression::castType() const
{
    return TypeName(m_node.child(isType));
}

Identifier Expression::function() const
{
    return identifierOf(m_node.child(SyntaxKind::Name));
}

std::vector<Identifier> Expression::parameters() const
{
    std::vector<Identifier> names;
    for (const SyntaxNode name : m_node.children(SyntaxKind::Name)) {
        names.push_back(identifierOf(name));
    }
    return names;
}

Expression Expression::body() const
{
    return operand(0);
}

std::vector<Expression::Entry> Expression::entries() const
{
    std::vector<Entry> entries;
    for (const SyntaxNode child : m_node.children()) {
        const Expression parts(child);
        if (child.kind() == SyntaxKind::MapEntry) {
            entries.push_back({parts.operand(0), {}, parts.operand(1)});
        } else if (child.kind() == SyntaxKind::StructField) {
            entries.push_back({{}, identifierOf(child.child(SyntaxKind::Name)), parts.operand(0)});
        }
    }
    return entries;
}

Identifier Expression::field() const
{
    return identifierOf(m_node.child(SyntaxKind::Name));
}

QueryView Expression::subquery() const
{
    return QueryView(m_node.child(isQuery));
}

} // namespace weir::sql
