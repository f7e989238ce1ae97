#include "core/sql/parse/Grammar.h"

namespace weir::sql::grammar {

namespace {

constexpr std::initializer_list<Keyword> kControlWords{
    Keyword::Drop, Keyword::Terminate, Keyword::Pause,  Keyword::Resume,   Keyword::Alter,
    Keyword::Set,  Keyword::Unset,     Keyword::Define, Keyword::Undefine, Keyword::Run,
};

void assignment(ParserCore &p, std::string_view what)
{
    p.stringLiteral(what);
    p.expect(TokenKind::Equal);
    literal(p, "a value");
}

void dropStatement(ParserCore &p)
{
    NodeScope scope(p, SyntaxKind::DropSource);
    p.expect(Keyword::Drop);
    if (p.accept(Keyword::Type)) {
        scope.setKind(SyntaxKind::DropType);
    } else if (p.accept(Keyword::Connector)) {
        scope.setKind(SyntaxKind::DropConnector);
    } else if (!p.accept(Keyword::Stream) && !p.accept(Keyword::Table) &&
               p.acceptMisspelt({Keyword::Stream, Keyword::Table}) == Keyword::None) {
        p.expected("STREAM, TABLE, TYPE or CONNECTOR");
    }
    if (p.at(Keyword::If) && p.peekIs(1, Keyword::Exists)) {
        p.advance();
        p.advance();
    }
    p.name("the name of what to drop");
    if (p.accept(Keyword::Delete)) {
        p.expect(Keyword::Topic);
    }
}

/// TERMINATE, PAUSE, RESUME.
void queryControl(ParserCore &p, SyntaxKind kind, Keyword word)
{
    const NodeScope scope(p, kind);
    p.expect(word);
    const bool all = p.atAny({Keyword::All, Keyword::Cluster}) &&
                     (p.peekIs(1, TokenKind::Semicolon) || p.peekIs(1, TokenKind::End));
    if (all) {
        p.advance();
    } else {
        p.name("a query's name or ALL");
    }
}

void alterStatement(ParserCore &p)
{
    NodeScope scope(p, SyntaxKind::AlterSource);
    p.expect(Keyword::Alter);
    if (p.accept(Keyword::System)) {
        scope.setKind(SyntaxKind::AlterSystem);
        assignment(p, "a property's name");
        return;
    }
    if (!p.accept(Keyword::Stream) && !p.accept(Keyword::Table) &&
        p.acceptMisspelt({Keyword::Stream, Keyword::Table}) == Keyword::None) {
        p.expected("STREAM, TABLE or SYSTEM");
    }
    p.name("the name of a stream or table");
    commaList(p, [](ParserCore &q) { columnDefinition(q, SyntaxKind::AlterAdd); });
}

void setStatement(ParserCore &p, SyntaxKind kind, Keyword word)
{
    const NodeScope scope(p, kind);
    p.expect(word);
    if (kind == SyntaxKind::SetProperty) {
        assignment(p, "a property's name as a string");
    } else {
        p.stringLiteral("a property's name as a string");
    }
}

void defineStatement(ParserCore &p, SyntaxKind kind, Keyword word)
{
    const NodeScope scope(p, kind);
    p.expect(word);
    p.name("a variable's name");
    if (kind == SyntaxKind::Define) {
        p.expect(TokenKind::Equal);
        literal(p, "a value");
    }
}

void runStatement(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::RunScript);
    p.expect(Keyword::Run);
    p.expect(Keyword::Script);
    p.stringLiteral("a file's name as a string");
}

} // namespace

void controlStatement(ParserCore &p)
{
    const Keyword word =
        p.atAny(kControlWords) ? p.current().keyword : p.resembles(0, kControlWords);
    switch (word) {
    case Keyword::Drop:
        return dropStatement(p);
    case Keyword::Terminate:
        return queryControl(p, SyntaxKind::Terminate, word);
    case Keyword::Pause:
        return queryControl(p, SyntaxKind::Pause, word);
    case Keyword::Resume:
        return queryControl(p, SyntaxKind::Resume, word);
    case Keyword::Alter:
        return alterStatement(p);
    case Keyword::Set:
        return setStatement(p, SyntaxKind::SetProperty, word);
    case Keyword::Unset:
        return setStatement(p, SyntaxKind::UnsetProperty, word);
    case Keyword::Define:
        return defineStatement(p, SyntaxKind::Define, word);
    case Keyword::Undefine:
        return defineStatement(p, SyntaxKind::Undefine, word);
    default:
        return runStatement(p);
    }
}

} // namespace weir::sql::grammar
