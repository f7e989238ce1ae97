#include "core/sql/parse/Grammar.h"

namespace weir::sql::grammar {

namespace {

constexpr std::initializer_list<Keyword> kStatementWords{
    Keyword::Create,   Keyword::Insert, Keyword::Select, Keyword::Drop,  Keyword::Terminate,
    Keyword::Pause,    Keyword::Resume, Keyword::Show,   Keyword::List,  Keyword::Describe,
    Keyword::Explain,  Keyword::Print,  Keyword::Set,    Keyword::Unset, Keyword::Define,
    Keyword::Undefine, Keyword::Alter,  Keyword::Assert, Keyword::Run,
};

void insertStatement(ParserCore &p)
{
    NodeScope scope(p, SyntaxKind::InsertInto);
    p.expect(Keyword::Insert);
    p.expect(Keyword::Into);
    p.name("the name of a stream or table");
    if (p.at(TokenKind::LeftParen) && !atQuery(p)) {
        nameList(p);
    }
    if (p.at(Keyword::With) && p.peekIs(1, TokenKind::LeftParen)) {
        properties(p);
    }
    if (atQuery(p)) {
        query(p);
    } else if (p.at(Keyword::Values) || p.resembles(0, {Keyword::Values}) != Keyword::None) {
        scope.setKind(SyntaxKind::InsertValues);
        p.expect(Keyword::Values);
        valueRow(p);
    } else {
        p.expected("SELECT or VALUES");
    }
}

void unknownStatement(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::ErrorStatement);
    Diagnostic diagnostic;
    diagnostic.code = "sql.unknown-statement";
    diagnostic.span = p.current().span();
    diagnostic.message = "No statement begins with " + p.describe(p.current());
    p.report(std::move(diagnostic));
    p.advance();
    p.skipStatement();
}

/// Reads the statement that the first word says.
void statementOf(ParserCore &p, Keyword word)
{
    switch (word) {
    case Keyword::Create:
        createStatement(p);
        return;
    case Keyword::Insert:
        insertStatement(p);
        return;
    case Keyword::Show:
    case Keyword::List:
    case Keyword::Describe:
    case Keyword::Explain:
    case Keyword::Print:
        inspectStatement(p);
        return;
    case Keyword::Assert:
        assertStatement(p);
        return;
    case Keyword::Select: {
        const NodeScope scope(p, SyntaxKind::QueryStatement);
        query(p);
        return;
    }
    case Keyword::None:
        unknownStatement(p);
        return;
    default:
        controlStatement(p);
        return;
    }
}

/// Handles what stands between a statement that was read and the next `;`.
void endStatement(ParserCore &p)
{
    if (p.at(TokenKind::Semicolon) || p.atEnd()) {
        return;
    }
    if (p.atRecoveryStart() || p.at(TokenKind::Draft)) {
        const std::size_t end = p.previousEnd();
        Diagnostic diagnostic;
        diagnostic.code = "sql.missing-semicolon";
        diagnostic.span = {end, end};
        diagnostic.message = "The statement is not closed by ';'";
        diagnostic.fixes = {{"Insert ';'", {{{end, end}, ";"}}}};
        p.report(std::move(diagnostic));
        return;
    }
    if (!p.statementHasError()) {
        p.expected("the end of the statement");
    }
    p.skipStatement();
}

} // namespace

void statement(ParserCore &p)
{
    const DepthScope depth(p);
    if (!depth) {
        return;
    }
    if (atQuery(p)) {
        statementOf(p, Keyword::Select);
        return;
    }
    if (p.text(p.current()) == "{") {
        jsonDocument(p);
        return;
    }
    const Keyword word = p.current().keyword;
    for (const Keyword known : kStatementWords) {
        if (word == known) {
            statementOf(p, known);
            return;
        }
    }
    statementOf(p, p.resembles(0, kStatementWords));
}

void script(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::Script);
    while (!p.atEnd()) {
        p.beginStatement();
        if (p.at(TokenKind::Draft)) {
            const NodeScope draft(p, SyntaxKind::Draft);
            p.advance();
            continue;
        }
        if (p.at(TokenKind::Semicolon)) {
            const NodeScope empty(p, SyntaxKind::EmptyStatement);
            p.advance();
            continue;
        }
        statement(p);
        endStatement(p);
        p.accept(TokenKind::Semicolon);
    }
}

void nameList(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::NameList);
    p.expect(TokenKind::LeftParen);
    commaList(p, [](ParserCore &q) { q.name("a column's name"); });
    closeParen(p);
}

void valueRow(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::ValueRow);
    p.expect(TokenKind::LeftParen);
    if (!p.at(TokenKind::RightParen)) {
        commaList(p, [](ParserCore &q) { expression(q); });
    }
    closeParen(p);
}

void properties(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::Properties);
    p.expect(Keyword::With);
    if (!p.expect(TokenKind::LeftParen) || p.accept(TokenKind::RightParen)) {
        return;
    }
    commaList(p, [](ParserCore &q) {
        const NodeScope property(q, SyntaxKind::Property);
        if (q.at(TokenKind::String)) {
            q.stringLiteral("a property");
        } else {
            q.name("a property");
        }
        q.expect(TokenKind::Equal);
        literal(q, "a value (a string, a number, TRUE or FALSE)");
    });
    closeParen(p);
}

} // namespace weir::sql::grammar
