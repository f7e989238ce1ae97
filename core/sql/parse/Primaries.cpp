#include "core/sql/parse/Grammar.h"

namespace weir::sql::grammar {

namespace {

/// Makes a node of one token.
NodeMark single(ParserCore &p, SyntaxKind kind)
{
    const NodeScope scope(p, kind);
    p.advance();
    return scope.mark();
}

/// `x =>` or `(x, y) =>`.
bool atLambda(const ParserCore &p)
{
    if (p.isIdentifier() && p.peekIs(1, TokenKind::LambdaArrow)) {
        return true;
    }
    if (!p.at(TokenKind::LeftParen)) {
        return false;
    }
    std::size_t ahead = 1;
    while (p.isIdentifier(ahead) && p.peekIs(ahead + 1, TokenKind::Comma)) {
        ahead += 2;
    }
    return p.isIdentifier(ahead) && p.peekIs(ahead + 1, TokenKind::RightParen) &&
           p.peekIs(ahead + 2, TokenKind::LambdaArrow);
}

void lambda(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::LambdaExpression);
    const auto parameter = [](ParserCore &q) { q.name("a parameter"); };
    if (p.accept(TokenKind::LeftParen)) {
        commaList(p, parameter);
        p.expect(TokenKind::RightParen);
    } else {
        parameter(p);
    }
    p.expect(TokenKind::LambdaArrow);
    expression(p);
}

NodeMark parentheses(ParserCore &p)
{
    NodeScope scope(p, SyntaxKind::ParenExpression);
    p.advance();
    if (atQuery(p) && !p.at(TokenKind::LeftParen)) {
        scope.setKind(SyntaxKind::SubqueryExpression);
        query(p);
    } else {
        expression(p);
    }
    closeParen(p);
    return scope.mark();
}

void whenBranch(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::WhenBranch);
    p.advance();
    expression(p);
    p.expect(Keyword::Then);
    expression(p);
}

NodeMark caseExpression(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::CaseExpression);
    p.advance();
    if (!p.at(Keyword::When)) {
        expression(p);
    }
    if (!p.at(Keyword::When)) {
        p.expect(Keyword::When);
    }
    while (p.at(Keyword::When)) {
        whenBranch(p);
    }
    if (p.at(Keyword::Else)) {
        const NodeScope branch(p, SyntaxKind::ElseBranch);
        p.advance();
        expression(p);
    }
    p.expect(Keyword::End);
    return scope.mark();
}

NodeMark castExpression(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::CastExpression);
    p.advance();
    p.expect(TokenKind::LeftParen);
    expression(p);
    p.expect(Keyword::As);
    type(p);
    closeParen(p);
    return scope.mark();
}

NodeMark arrayExpression(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::ArrayExpression);
    p.advance();
    p.advance();
    if (!p.at(TokenKind::RightBracket)) {
        commaList(p, [](ParserCore &q) { expression(q); });
    }
    p.expect(TokenKind::RightBracket);
    return scope.mark();
}

void mapEntry(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::MapEntry);
    expression(p);
    p.expect(TokenKind::Assign);
    expression(p);
}

void structField(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::StructField);
    p.name("a field's name");
    p.expect(TokenKind::Assign);
    expression(p);
}

/// MAP(…) and STRUCT(…).
template <class Item> NodeMark entries(ParserCore &p, SyntaxKind kind, Item item)
{
    const NodeScope scope(p, kind);
    p.advance();
    p.advance();
    if (!p.at(TokenKind::RightParen)) {
        commaList(p, item);
    }
    closeParen(p);
    return scope.mark();
}

NodeMark call(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::CallExpression);
    p.name("a function");
    p.advance();
    p.accept(Keyword::Distinct);
    if (!p.at(TokenKind::RightParen)) {
        commaList(p, argument);
    }
    closeParen(p);
    return scope.mark();
}

NodeMark columnReference(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::ColumnReference);
    p.name("a column");
    if (p.at(TokenKind::Dot)) {
        p.advance();
        p.name("a column");
    }
    return scope.mark();
}

NodeMark wordPrimary(ParserCore &p)
{
    const bool opensParen = p.peekIs(1, TokenKind::LeftParen);
    switch (p.current().keyword) {
    case Keyword::Null:
        return single(p, SyntaxKind::NullLiteral);
    case Keyword::True:
    case Keyword::False:
        return single(p, SyntaxKind::BooleanLiteral);
    case Keyword::Case:
        return caseExpression(p);
    case Keyword::Cast:
        return castExpression(p);
    case Keyword::Array:
        if (p.peekIs(1, TokenKind::LeftBracket)) {
            return arrayExpression(p);
        }
        break;
    case Keyword::Map:
        if (opensParen) {
            return entries(p, SyntaxKind::MapExpression, mapEntry);
        }
        break;
    case Keyword::Struct:
        if (opensParen) {
            return entries(p, SyntaxKind::StructExpression, structField);
        }
        break;
    default:
        break;
    }
    if (!p.isIdentifier()) {
        const NodeScope scope(p, SyntaxKind::ErrorExpression);
        p.expected("an expression");
        return scope.mark();
    }
    return opensParen ? call(p) : columnReference(p);
}

NodeMark bare(ParserCore &p)
{
    switch (p.current().kind) {
    case TokenKind::Integer:
        return single(p, SyntaxKind::IntegerLiteral);
    case TokenKind::Decimal:
        return single(p, SyntaxKind::DecimalLiteral);
    case TokenKind::Float:
        return single(p, SyntaxKind::FloatLiteral);
    case TokenKind::String:
        return single(p, SyntaxKind::StringLiteral);
    case TokenKind::LeftParen:
        return parentheses(p);
    case TokenKind::Variable:
        if (!p.peekIs(1, TokenKind::Dot) && !p.peekIs(1, TokenKind::LeftParen)) {
            return single(p, SyntaxKind::VariableExpression);
        }
        return wordPrimary(p);
    case TokenKind::Word:
    case TokenKind::QuotedIdentifier:
        return wordPrimary(p);
    case TokenKind::Unknown: {
        const NodeScope scope(p, SyntaxKind::ErrorExpression);
        p.expected("an expression");
        p.advance();
        return scope.mark();
    }
    default: {
        const NodeScope scope(p, SyntaxKind::ErrorExpression);
        p.expected("an expression");
        return scope.mark();
    }
    }
}

} // namespace

NodeMark primary(ParserCore &p)
{
    NodeMark base = bare(p);
    for (;;) {
        const bool subscript = p.at(TokenKind::LeftBracket);
        // `s->*` is an item of a SELECT, not an expression.
        const bool dereference = p.at(TokenKind::Arrow) && !p.peekIs(1, TokenKind::Star);
        if ((!subscript && !dereference) || !p.mayWrap(base)) {
            return base;
        }
        const NodeScope scope(p, base,
                              subscript ? SyntaxKind::SubscriptExpression
                                        : SyntaxKind::DereferenceExpression);
        p.advance();
        if (subscript) {
            expression(p);
            p.expect(TokenKind::RightBracket);
        } else {
            p.name("a field");
        }
        base = scope.mark();
    }
}

void argument(ParserCore &p)
{
    if (p.at(TokenKind::Star)) {
        single(p, SyntaxKind::StarArgument);
    } else if (atLambda(p)) {
        lambda(p);
    } else {
        expression(p);
    }
}

void literal(ParserCore &p, std::string_view what)
{
    if (p.at(TokenKind::Minus) || p.at(TokenKind::Plus)) {
        const NodeScope scope(p, SyntaxKind::UnaryExpression);
        p.advance();
        literal(p, "a number");
        return;
    }
    switch (p.current().kind) {
    case TokenKind::Integer:
    case TokenKind::Decimal:
    case TokenKind::Float:
    case TokenKind::String:
    case TokenKind::Variable:
        bare(p);
        return;
    default:
        break;
    }
    if (p.atAny({Keyword::True, Keyword::False, Keyword::Null})) {
        bare(p);
        return;
    }
    const NodeScope scope(p, SyntaxKind::ErrorExpression);
    p.expected(what);
}

void closeParen(ParserCore &p)
{
    if (p.expect(TokenKind::RightParen)) {
        return;
    }
    p.skipUntil({Keyword::As, Keyword::From, Keyword::Where, Keyword::Group, Keyword::Having,
                 Keyword::Window, Keyword::Limit, Keyword::With, Keyword::Join, Keyword::On,
                 Keyword::Emit, Keyword::Partition, Keyword::Then, Keyword::Else, Keyword::When,
                 Keyword::End, Keyword::Select, Keyword::Values});
    p.accept(TokenKind::RightParen);
}

} // namespace weir::sql::grammar
