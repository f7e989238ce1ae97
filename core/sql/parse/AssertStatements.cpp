#include "core/sql/parse/Grammar.h"

namespace weir::sql::grammar {

namespace {

void timeoutClause(ParserCore &p)
{
    if (p.at(Keyword::Timeout)) {
        const NodeScope scope(p, SyntaxKind::TimeoutClause);
        p.advance();
        duration(p);
    }
}

/// A name as an identifier or a string.
void nameOrString(ParserCore &p, std::string_view what)
{
    if (p.at(TokenKind::String)) {
        p.stringLiteral(what);
    } else {
        p.name(what);
    }
}

void assertValues(ParserCore &p)
{
    p.name("the name of a stream or table");
    if (p.at(TokenKind::LeftParen)) {
        nameList(p);
    }
}

void assertSource(ParserCore &p)
{
    p.name("the name of a stream or table");
    if (p.at(TokenKind::LeftParen)) {
        columnList(p);
    }
    if (p.at(Keyword::With)) {
        properties(p);
    }
}

void assertSchema(ParserCore &p)
{
    if (p.accept(Keyword::Subject)) {
        nameOrString(p, "a subject");
    }
    if (p.accept(Keyword::Id)) {
        literal(p, "a number");
    }
    timeoutClause(p);
}

} // namespace

void assertStatement(ParserCore &p)
{
    NodeScope scope(p, SyntaxKind::AssertTopic);
    p.expect(Keyword::Assert);
    if (p.accept(Keyword::Not)) {
        p.expect(Keyword::Exists);
    }
    if (p.accept(Keyword::Topic)) {
        nameOrString(p, "a topic");
        if (p.at(Keyword::With)) {
            properties(p);
        }
        timeoutClause(p);
    } else if (p.accept(Keyword::Schema)) {
        scope.setKind(SyntaxKind::AssertSchema);
        assertSchema(p);
    } else if (p.accept(Keyword::Stream) || p.accept(Keyword::Table)) {
        scope.setKind(SyntaxKind::AssertSource);
        assertSource(p);
    } else if (p.accept(Keyword::Null)) {
        scope.setKind(SyntaxKind::AssertTombstone);
        p.expect(Keyword::Values);
        assertValues(p);
        p.expect(Keyword::Key);
        valueRow(p);
    } else if (p.accept(Keyword::Values)) {
        scope.setKind(SyntaxKind::AssertValues);
        assertValues(p);
        p.expect(Keyword::Values);
        valueRow(p);
    } else {
        p.expected("VALUES, NULL VALUES, STREAM, TABLE, TOPIC or SCHEMA");
        p.skipStatement();
    }
}

} // namespace weir::sql::grammar
