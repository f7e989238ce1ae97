#include "core/sql/parse/Grammar.h"

namespace weir::sql::grammar {

namespace {

// How tightly operators bind, from loose to tight.
enum Binding { kOr = 1, kAnd, kNot, kPredicate, kSum, kProduct, kSign };

struct Infix {
    Binding binding;
    SyntaxKind kind;
};

/// The operator at the cursor; kSign stands for none.
Infix infixAt(const ParserCore &p)
{
    switch (p.current().kind) {
    case TokenKind::Plus:
    case TokenKind::Minus:
    case TokenKind::Concat:
        return {kSum, SyntaxKind::BinaryExpression};
    case TokenKind::Star:
    case TokenKind::Slash:
    case TokenKind::Percent:
        return {kProduct, SyntaxKind::BinaryExpression};
    case TokenKind::Equal:
    case TokenKind::NotEqual:
    case TokenKind::Less:
    case TokenKind::LessEqual:
    case TokenKind::Greater:
    case TokenKind::GreaterEqual:
        return {kPredicate, SyntaxKind::BinaryExpression};
    default:
        break;
    }
    const bool negated = p.at(Keyword::Not);
    const Keyword word = p.peek(negated ? 1 : 0).keyword;
    if (negated && word != Keyword::Between && word != Keyword::In && word != Keyword::Like) {
        return {kSign, SyntaxKind::ErrorExpression};
    }
    switch (word) {
    case Keyword::Between:
        return {kPredicate, SyntaxKind::BetweenExpression};
    case Keyword::In:
        return {kPredicate, SyntaxKind::InExpression};
    case Keyword::Like:
        return {kPredicate, SyntaxKind::LikeExpression};
    case Keyword::Is:
        return {kPredicate, SyntaxKind::IsNullExpression};
    case Keyword::And:
        return {kAnd, SyntaxKind::BinaryExpression};
    case Keyword::Or:
        return {kOr, SyntaxKind::BinaryExpression};
    default:
        return {kSign, SyntaxKind::ErrorExpression};
    }
}

NodeMark operand(ParserCore &p, int loosest);

void inList(ParserCore &p)
{
    if (!p.expect(TokenKind::LeftParen)) {
        return;
    }
    if (atQuery(p)) {
        const NodeScope scope(p, SyntaxKind::SubqueryExpression);
        query(p);
    } else {
        commaList(p, [](ParserCore &q) { expression(q); });
    }
    closeParen(p);
}

void isSuffix(ParserCore &p, NodeScope &scope)
{
    p.advance();
    p.accept(Keyword::Not);
    if (p.accept(Keyword::Distinct)) {
        scope.setKind(SyntaxKind::BinaryExpression);
        p.expect(Keyword::From);
        operand(p, kSum);
    } else if (!p.accept(Keyword::Null)) {
        p.expected("NULL or DISTINCT FROM");
    }
}

/// Reads the operator and what follows it; the left operand is in `scope` already.
void infixRest(ParserCore &p, Infix infix, NodeScope &scope)
{
    if (infix.kind == SyntaxKind::BinaryExpression) {
        p.advance();
        operand(p, infix.binding + 1);
        return;
    }
    if (infix.kind == SyntaxKind::IsNullExpression) {
        isSuffix(p, scope);
        return;
    }
    p.accept(Keyword::Not);
    p.advance();
    if (infix.kind == SyntaxKind::InExpression) {
        inList(p);
        return;
    }
    operand(p, kSum);
    if (infix.kind == SyntaxKind::BetweenExpression) {
        p.expect(Keyword::And);
        operand(p, kSum);
    } else if (p.accept(Keyword::Escape)) {
        p.stringLiteral("a string of one character");
    }
}

NodeMark prefix(ParserCore &p, int loosest)
{
    const DepthScope depth(p);
    if (!depth) {
        const NodeScope scope(p, SyntaxKind::ErrorExpression);
        return scope.mark();
    }
    if (p.at(Keyword::Not) && loosest <= kNot) {
        const NodeScope scope(p, SyntaxKind::NotExpression);
        p.advance();
        operand(p, kNot);
        return scope.mark();
    }
    if (p.at(TokenKind::Minus) || p.at(TokenKind::Plus)) {
        const NodeScope scope(p, SyntaxKind::UnaryExpression);
        p.advance();
        operand(p, kSign);
        return scope.mark();
    }
    return primary(p);
}

/// Reads operands and operators that bind at least as tightly as `loosest`.
NodeMark operand(ParserCore &p, int loosest)
{
    NodeMark left = prefix(p, loosest);
    // Comparisons do not chain: after one, only AND and OR may follow.
    int tightest = kSign;
    for (;;) {
        const Infix infix = infixAt(p);
        if (infix.binding == kSign || infix.binding < loosest || infix.binding >= tightest) {
            return left;
        }
        if (!p.mayWrap(left)) {
            return left;
        }
        NodeScope scope(p, left, infix.kind);
        infixRest(p, infix, scope);
        left = scope.mark();
        if (infix.binding <= kPredicate) {
            tightest = infix.binding == kPredicate ? kPredicate : tightest;
        }
    }
}

} // namespace

NodeMark expression(ParserCore &p)
{
    return operand(p, kOr);
}

} // namespace weir::sql::grammar
