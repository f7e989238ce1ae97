#include "core/sql/parse/Grammar.h"

namespace weir::sql::grammar {

namespace {

constexpr std::initializer_list<Keyword> kShown{
    Keyword::Topics,     Keyword::Streams, Keyword::Tables, Keyword::Functions,
    Keyword::Properties, Keyword::Queries, Keyword::Types,  Keyword::Variables,
    Keyword::Connectors, Keyword::Columns,
};

void showStatement(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::Show);
    p.advance();
    p.accept(Keyword::All);
    if (p.at(Keyword::Source) || p.at(Keyword::Sink)) {
        p.advance();
    }
    if (p.accept(Keyword::Connector)) {
        p.expect(Keyword::Plugins);
    } else if (p.atAny(kShown)) {
        p.advance();
    } else if (p.acceptMisspelt(kShown) == Keyword::None) {
        p.expected("what to show (STREAMS, TABLES, TOPICS, QUERIES, …)");
        p.skipStatement();
        return;
    }
    if (p.accept(Keyword::From)) {
        p.name("the name of a stream or table");
    }
    p.accept(Keyword::Extended);
}

void describeStatement(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::Describe);
    p.expect(Keyword::Describe);
    if (p.at(Keyword::Extended) && p.isIdentifier(1)) {
        p.advance();
    }
    if (p.atAny({Keyword::Function, Keyword::Connector}) && p.isIdentifier(1)) {
        p.advance();
    }
    const bool all = p.atAny({Keyword::Streams, Keyword::Tables});
    if (all) {
        p.advance();
    } else {
        p.name("the name of a stream, table or function");
    }
    p.accept(Keyword::Extended);
}

void explainStatement(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::Explain);
    p.expect(Keyword::Explain);
    const bool isName =
        p.isIdentifier() && (p.peekIs(1, TokenKind::Semicolon) || p.peekIs(1, TokenKind::End));
    if (isName) {
        p.name("a query's name");
    } else if (p.atStatementEnd()) {
        p.expected("a statement or a query's name");
    } else {
        statement(p);
    }
}

void printStatement(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::Print);
    p.expect(Keyword::Print);
    if (p.at(TokenKind::String)) {
        p.stringLiteral("a topic's name");
    } else {
        p.name("a topic's name");
    }
    if (p.accept(Keyword::From)) {
        p.expect(Keyword::Beginning);
    }
    if (p.accept(Keyword::Interval) || p.accept(Keyword::Sample)) {
        literal(p, "a number");
    }
    if (p.at(Keyword::Limit)) {
        limitClause(p);
    }
}

} // namespace

void inspectStatement(ParserCore &p)
{
    if (p.at(Keyword::Explain) || p.resembles(0, {Keyword::Explain}) != Keyword::None) {
        explainStatement(p);
    } else if (p.at(Keyword::Print) || p.resembles(0, {Keyword::Print}) != Keyword::None) {
        printStatement(p);
    } else if (p.at(Keyword::Describe) || p.resembles(0, {Keyword::Describe}) != Keyword::None) {
        describeStatement(p);
    } else {
        showStatement(p);
    }
}

} // namespace weir::sql::grammar
