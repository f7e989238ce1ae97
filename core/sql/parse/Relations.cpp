#include "core/sql/parse/Grammar.h"

namespace weir::sql::grammar {

namespace {

void relationAlias(ParserCore &p)
{
    if (!p.at(Keyword::As) && !atBareName(p)) {
        return;
    }
    const NodeScope scope(p, SyntaxKind::Alias);
    p.accept(Keyword::As);
    p.name("an alias");
}

NodeMark relationTerm(ParserCore &p)
{
    const DepthScope depth(p);
    NodeScope scope(p, SyntaxKind::SourceRelation);
    if (!depth) {
        return scope.mark();
    }
    if (!p.at(TokenKind::LeftParen)) {
        p.name("the name of a stream or table");
        relationAlias(p);
        return scope.mark();
    }
    const bool subquery = atQuery(p);
    p.advance();
    if (subquery) {
        scope.setKind(SyntaxKind::SubqueryRelation);
        query(p);
        closeParen(p);
        relationAlias(p);
    } else {
        scope.setKind(SyntaxKind::ParenRelation);
        relation(p);
        closeParen(p);
    }
    return scope.mark();
}

bool atJoin(const ParserCore &p)
{
    return p.atAny({Keyword::Join, Keyword::Inner, Keyword::Left, Keyword::Right, Keyword::Full,
                    Keyword::Cross}) ||
           (p.peekIs(1, Keyword::Join) &&
            p.resembles(0, {Keyword::Inner, Keyword::Left, Keyword::Right, Keyword::Full}) !=
                Keyword::None);
}

void joinWords(ParserCore &p)
{
    if (p.accept(Keyword::Left) || p.accept(Keyword::Right) || p.accept(Keyword::Full)) {
        p.accept(Keyword::Outer);
    } else if (!p.accept(Keyword::Inner) && !p.accept(Keyword::Cross) && !p.at(Keyword::Join)) {
        p.acceptMisspelt({Keyword::Inner, Keyword::Left, Keyword::Right, Keyword::Full});
    }
    p.expect(Keyword::Join);
}

void withinClause(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::WithinClause);
    p.expect(Keyword::Within);
    if (p.accept(TokenKind::LeftParen)) {
        duration(p);
        p.expect(TokenKind::Comma);
        duration(p);
        closeParen(p);
    } else {
        duration(p);
    }
    if (p.at(Keyword::Grace)) {
        gracePeriod(p);
    }
}

void joinRest(ParserCore &p)
{
    joinWords(p);
    relationTerm(p);
    if (p.at(Keyword::Within) || p.resembles(0, {Keyword::Within}) != Keyword::None) {
        withinClause(p);
    }
    if (p.at(Keyword::On)) {
        const NodeScope scope(p, SyntaxKind::OnClause);
        p.advance();
        expression(p);
    } else {
        p.expected("ON and the join's condition");
    }
}

} // namespace

void relation(ParserCore &p)
{
    NodeMark left = relationTerm(p);
    while (atJoin(p) && p.mayWrap(left)) {
        const NodeScope scope(p, left, SyntaxKind::JoinRelation);
        joinRest(p);
        left = scope.mark();
    }
}

} // namespace weir::sql::grammar
