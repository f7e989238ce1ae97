#include "core/sql/parse/Grammar.h"

namespace weir::sql::grammar {

namespace {

void ifNotExists(ParserCore &p)
{
    if (p.at(Keyword::If) && p.peekIs(1, Keyword::Not)) {
        p.advance();
        p.advance();
        p.expect(Keyword::Exists);
    }
}

void columnConstraint(ParserCore &p)
{
    if (!p.atAny({Keyword::Key, Keyword::Primary, Keyword::Headers, Keyword::Header})) {
        return;
    }
    const NodeScope scope(p, SyntaxKind::ColumnConstraint);
    if (p.accept(Keyword::Primary)) {
        p.expect(Keyword::Key);
    } else if (p.accept(Keyword::Header)) {
        p.expect(TokenKind::LeftParen);
        p.stringLiteral("the header's name");
        closeParen(p);
    } else {
        p.advance();
    }
}

/// What follows CREATE [OR REPLACE] [SOURCE] STREAM | TABLE.
void createSource(ParserCore &p, NodeScope &scope)
{
    ifNotExists(p);
    p.name("the name of the stream or table");
    if (p.at(TokenKind::LeftParen)) {
        columnList(p);
    }
    if (p.at(Keyword::With)) {
        properties(p);
    }
    if (p.accept(Keyword::As)) {
        scope.setKind(SyntaxKind::CreateAsSelect);
        query(p);
    } else if (!p.atStatementEnd() && !p.atRecoveryStart()) {
        p.expected("WITH, AS or the end of the statement");
        p.skipUntil({Keyword::With, Keyword::As});
        if (p.at(Keyword::With)) {
            properties(p);
        }
        if (p.accept(Keyword::As)) {
            scope.setKind(SyntaxKind::CreateAsSelect);
            query(p);
        }
    }
}

void createType(ParserCore &p)
{
    ifNotExists(p);
    p.name("the type's name");
    p.expect(Keyword::As);
    type(p);
}

void createConnector(ParserCore &p)
{
    ifNotExists(p);
    p.name("the connector's name");
    properties(p);
}

} // namespace

void columnDefinition(ParserCore &p, SyntaxKind kind)
{
    const NodeScope scope(p, kind);
    if (kind == SyntaxKind::AlterAdd) {
        p.expect(Keyword::Add);
        p.accept(Keyword::Column);
    }
    p.name("a column's name");
    type(p);
    if (kind == SyntaxKind::ColumnDefinition) {
        columnConstraint(p);
        const bool ends = p.at(TokenKind::RightParen) || p.atEnd() || p.at(TokenKind::Semicolon);
        if (!p.at(TokenKind::Comma) && !ends) {
            p.expected("',' or ')'");
            p.skipUntil({Keyword::With, Keyword::As}, {TokenKind::Comma});
        }
    }
}

void columnList(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::ColumnList);
    p.expect(TokenKind::LeftParen);
    if (!p.at(TokenKind::RightParen)) {
        commaList(p, [](ParserCore &q) { columnDefinition(q, SyntaxKind::ColumnDefinition); });
    }
    closeParen(p);
}

void createStatement(ParserCore &p)
{
    NodeScope scope(p, SyntaxKind::CreateSource);
    p.expect(Keyword::Create);
    if (p.accept(Keyword::Or)) {
        p.expect(Keyword::Replace);
    }
    const bool sink = p.accept(Keyword::Sink);
    const bool source = !sink && p.accept(Keyword::Source);
    if (p.accept(Keyword::Connector)) {
        scope.setKind(SyntaxKind::CreateConnector);
        createConnector(p);
    } else if (sink) {
        p.expected("CONNECTOR");
        p.skipStatement();
    } else if (p.at(Keyword::Type) && !source) {
        scope.setKind(SyntaxKind::CreateType);
        p.advance();
        createType(p);
    } else if (p.accept(Keyword::Stream) || p.accept(Keyword::Table) ||
               p.acceptMisspelt({Keyword::Stream, Keyword::Table}) != Keyword::None) {
        createSource(p, scope);
    } else {
        p.expected(source ? "STREAM, TABLE or CONNECTOR" : "STREAM, TABLE, TYPE or CONNECTOR");
        p.skipStatement();
    }
}

} // namespace weir::sql::grammar
