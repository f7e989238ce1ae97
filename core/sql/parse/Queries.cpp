#include "core/sql/parse/Grammar.h"

#include <array>

namespace weir::sql::grammar {

namespace {

struct QueryClause {
    Keyword first;
    SyntaxKind kind;
};

/// The clauses after FROM, in the order in which they must stand.
constexpr std::array kQueryClauses{
    QueryClause{Keyword::Window, SyntaxKind::WindowClause},
    QueryClause{Keyword::Where, SyntaxKind::WhereClause},
    QueryClause{Keyword::Group, SyntaxKind::GroupByClause},
    QueryClause{Keyword::Partition, SyntaxKind::PartitionByClause},
    QueryClause{Keyword::Having, SyntaxKind::HavingClause},
    QueryClause{Keyword::Order, SyntaxKind::OrderByClause},
    QueryClause{Keyword::Emit, SyntaxKind::EmitClause},
    QueryClause{Keyword::Limit, SyntaxKind::LimitClause},
};

/// Index in kQueryClauses of the clause at the cursor (also a misspelt one), or their number.
std::size_t clauseAt(const ParserCore &p)
{
    const Keyword word = p.current().keyword;
    const Keyword meant =
        word != Keyword::None && isReserved(word)
            ? word
            : p.resembles(0, {Keyword::Window, Keyword::Where, Keyword::Group, Keyword::Partition,
                              Keyword::Having, Keyword::Order, Keyword::Emit, Keyword::Limit});
    for (std::size_t i = 0; i < kQueryClauses.size(); ++i) {
        if (kQueryClauses[i].first == word || kQueryClauses[i].first == meant) {
            return i;
        }
    }
    return kQueryClauses.size();
}

void selectItem(ParserCore &p)
{
    NodeScope scope(p, SyntaxKind::SelectItem);
    if (p.at(TokenKind::Star)) {
        scope.setKind(SyntaxKind::StarItem);
        p.advance();
        return;
    }
    if (p.isIdentifier() && p.peekIs(1, TokenKind::Dot) && p.peekIs(2, TokenKind::Star)) {
        scope.setKind(SyntaxKind::StarItem);
        p.name("a source");
        p.advance();
        p.advance();
        return;
    }
    expression(p);
    if (p.at(TokenKind::Arrow)) {
        scope.setKind(SyntaxKind::StructStarItem);
        p.advance();
        p.advance();
        return;
    }
    if (atBareName(p) || p.at(Keyword::As)) {
        p.accept(Keyword::As);
        p.name("a column's name");
    }
}

void selectClause(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::SelectClause);
    p.expect(Keyword::Select);
    p.accept(Keyword::Distinct);
    commaList(p, selectItem);
}

void commonTable(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::CommonTable);
    p.name("a name");
    p.expect(Keyword::As);
    p.expect(TokenKind::LeftParen);
    query(p);
    closeParen(p);
}

/// GROUP BY and PARTITION BY: a list, or one list in parentheses.
void byClause(ParserCore &p, SyntaxKind kind, Keyword first)
{
    const NodeScope scope(p, kind);
    p.expect(first);
    p.expect(Keyword::By);
    const auto item = [](ParserCore &q) { expression(q); };
    bool isList = p.at(TokenKind::LeftParen) && p.peekIs(1, TokenKind::RightParen);
    if (!isList && p.at(TokenKind::LeftParen)) {
        // `(a, b)` is a list, `(a + b) * c, d` is not: look for a comma at the first level.
        int depth = 0;
        for (std::size_t ahead = 0;; ++ahead) {
            const TokenKind sign = p.peek(ahead).kind;
            depth += sign == TokenKind::LeftParen || sign == TokenKind::LeftBracket     ? 1
                     : sign == TokenKind::RightParen || sign == TokenKind::RightBracket ? -1
                                                                                        : 0;
            isList = isList || (depth == 1 && sign == TokenKind::Comma);
            if (depth == 0 || sign == TokenKind::End || sign == TokenKind::Semicolon) {
                break;
            }
        }
    }
    if (isList) {
        p.advance();
        if (!p.at(TokenKind::RightParen)) {
            commaList(p, item);
        }
        closeParen(p);
    } else {
        commaList(p, item);
    }
}

void conditionClause(ParserCore &p, SyntaxKind kind, Keyword first)
{
    const NodeScope scope(p, kind);
    p.expect(first);
    expression(p);
}

void orderByClause(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::OrderByClause);
    Diagnostic diagnostic;
    diagnostic.code = "sql.order-by";
    diagnostic.span = p.current().span();
    diagnostic.message = "A query over a stream of records has no ORDER BY";
    p.report(std::move(diagnostic));
    p.advance();
    p.accept(Keyword::By);
    p.skipUntil({Keyword::Emit, Keyword::Limit});
}

void emitClause(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::EmitClause);
    p.expect(Keyword::Emit);
    if (!p.accept(Keyword::Changes) && !p.accept(Keyword::Final) &&
        p.acceptMisspelt({Keyword::Changes, Keyword::Final}) == Keyword::None) {
        p.expected("CHANGES or FINAL");
    }
}

void clause(ParserCore &p, QueryClause which)
{
    switch (which.kind) {
    case SyntaxKind::WindowClause:
        windowClause(p);
        break;
    case SyntaxKind::GroupByClause:
    case SyntaxKind::PartitionByClause:
        byClause(p, which.kind, which.first);
        break;
    case SyntaxKind::OrderByClause:
        orderByClause(p);
        break;
    case SyntaxKind::EmitClause:
        emitClause(p);
        break;
    case SyntaxKind::LimitClause:
        limitClause(p);
        break;
    default:
        conditionClause(p, which.kind, which.first);
        break;
    }
}

/// Reports a clause that stands behind one that it must stand before.
void checkOrder(ParserCore &p, std::size_t found, std::size_t last)
{
    if (found > last || last == kQueryClauses.size()) {
        return;
    }
    const std::string name(spelling(kQueryClauses[found].first));
    Diagnostic diagnostic;
    diagnostic.code = "sql.clause-order";
    diagnostic.span = p.current().span();
    diagnostic.message = found == last ? "A second " + name + " in one query"
                                       : name + " must stand before " +
                                             std::string(spelling(kQueryClauses[last].first));
    p.report(std::move(diagnostic));
}

void clauses(ParserCore &p)
{
    std::size_t last = kQueryClauses.size();
    for (;;) {
        const std::size_t found = clauseAt(p);
        if (found < kQueryClauses.size()) {
            checkOrder(p, found, last);
            clause(p, kQueryClauses[found]);
            last = found;
            continue;
        }
        if (p.atStatementEnd() || p.at(TokenKind::RightParen) || p.at(Keyword::Union) ||
            p.atRecoveryStart()) {
            return;
        }
        p.expected("a clause (WHERE, GROUP BY, …) or the end of the statement");
        p.skipUntil({Keyword::Window, Keyword::Where, Keyword::Group, Keyword::Having,
                     Keyword::Limit, Keyword::Union});
        if (clauseAt(p) == kQueryClauses.size()) {
            return;
        }
    }
}

void fromClause(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::FromClause);
    p.expect(Keyword::From);
    relation(p);
}

NodeMark simpleQuery(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::Query);
    if (p.at(Keyword::With)) {
        const NodeScope with(p, SyntaxKind::WithClause);
        p.advance();
        commaList(p, commonTable);
    }
    selectClause(p);
    if (!p.at(Keyword::From) && p.resembles(0, {Keyword::From}) == Keyword::None) {
        p.expected("',' or FROM");
        p.skipUntil({Keyword::From, Keyword::Where, Keyword::Group, Keyword::Having, Keyword::Limit,
                     Keyword::Window});
    }
    if (p.at(Keyword::From) || p.resembles(0, {Keyword::From}) != Keyword::None) {
        fromClause(p);
    }
    clauses(p);
    return scope.mark();
}

/// A SELECT, or a query in parentheses.
NodeMark queryTerm(ParserCore &p)
{
    const DepthScope depth(p);
    if (!depth) {
        const NodeScope scope(p, SyntaxKind::Query);
        return scope.mark();
    }
    if (!p.at(TokenKind::LeftParen)) {
        return simpleQuery(p);
    }
    const NodeScope scope(p, SyntaxKind::ParenQuery);
    p.advance();
    query(p);
    closeParen(p);
    return scope.mark();
}

} // namespace

bool atClauseOfNames(const ParserCore &p)
{
    const bool emits = p.peekIs(1, Keyword::Changes) || p.peekIs(1, Keyword::Final) ||
                       p.resembles(1, {Keyword::Changes, Keyword::Final}) != Keyword::None;
    return (p.at(Keyword::Emit) && emits) || (p.at(Keyword::Partition) && p.peekIs(1, Keyword::By));
}

bool misspeltClauseFollows(const ParserCore &p)
{
    const Token &next = p.peek(1);
    switch (p.resembles(0, {Keyword::From, Keyword::Where, Keyword::Group, Keyword::Having,
                            Keyword::Window, Keyword::Limit, Keyword::Partition, Keyword::Emit,
                            Keyword::Join, Keyword::Inner, Keyword::Left, Keyword::Right,
                            Keyword::Full, Keyword::Within})) {
    case Keyword::None:
        return false;
    case Keyword::Group:
    case Keyword::Partition:
        return next.keyword == Keyword::By;
    case Keyword::Emit:
        return next.keyword == Keyword::Changes || next.keyword == Keyword::Final;
    case Keyword::Inner:
    case Keyword::Left:
    case Keyword::Right:
    case Keyword::Full:
        return next.keyword == Keyword::Join || next.keyword == Keyword::Outer;
    case Keyword::Limit:
    case Keyword::Within:
        return next.kind == TokenKind::Integer || next.kind == TokenKind::LeftParen;
    default:
        return p.isIdentifier(1) || next.kind == TokenKind::Integer ||
               next.kind == TokenKind::String || next.keyword == Keyword::Not ||
               next.keyword == Keyword::Case || next.keyword == Keyword::Cast;
    }
}

bool atBareName(const ParserCore &p)
{
    if (!p.isIdentifier() || atClauseOfNames(p) || misspeltClauseFollows(p)) {
        return false;
    }
    // `SET 'a' = …`, `SHOW TOPICS` on a new line: a forgotten `;`, not an alias SET or SHOW.
    const Token &next = p.peek(1);
    const bool isWord = next.kind == TokenKind::Word && !isReserved(next.keyword) &&
                        next.keyword != Keyword::Emit && next.keyword != Keyword::Partition;
    return !p.atRecoveryStart() || (next.kind != TokenKind::String && !isWord);
}

bool atQuery(const ParserCore &p)
{
    std::size_t ahead = 0;
    while (p.peekIs(ahead, TokenKind::LeftParen)) {
        ++ahead;
    }
    return p.peekIs(ahead, Keyword::Select) ||
           (p.peekIs(ahead, Keyword::With) && !p.peekIs(ahead + 1, TokenKind::LeftParen));
}

void limitClause(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::LimitClause);
    p.expect(Keyword::Limit);
    literal(p, "a number");
}

void query(ParserCore &p)
{
    NodeMark left = queryTerm(p);
    while (p.at(Keyword::Union) && p.mayWrap(left)) {
        const NodeScope scope(p, left, SyntaxKind::UnionQuery);
        p.advance();
        p.accept(Keyword::All);
        queryTerm(p);
        left = scope.mark();
    }
}

} // namespace weir::sql::grammar
