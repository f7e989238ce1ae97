#include "core/sql/parse/Grammar.h"

namespace weir::sql::grammar {

namespace {

void closeTypeBracket(ParserCore &p)
{
    if (!p.accept(TokenKind::Greater)) {
        p.expect(TokenKind::Greater);
    }
}

void structTypeField(ParserCore &p)
{
    const NodeScope scope(p, SyntaxKind::StructTypeField);
    p.name("a field's name");
    type(p);
}

void structType(ParserCore &p)
{
    p.advance();
    // STRUCT<> arrives as the sign "not equal".
    if (p.accept(TokenKind::NotEqual)) {
        return;
    }
    p.expect(TokenKind::Less);
    if (!p.at(TokenKind::Greater)) {
        commaList(p, structTypeField);
    }
    closeTypeBracket(p);
}

void typeParameter(ParserCore &p)
{
    if (p.at(TokenKind::Integer)) {
        const NodeScope scope(p, SyntaxKind::IntegerLiteral);
        p.advance();
    } else if (p.at(TokenKind::Word) && upperCase(p.text(p.current())) == "STRING") {
        const NodeScope scope(p, SyntaxKind::SimpleType);
        p.advance();
    } else {
        p.expected("a number");
        p.skipUntil({}, {TokenKind::Comma});
    }
}

/// `name`, `name(parameters)`.
void namedType(ParserCore &p, NodeScope &scope)
{
    const bool isDecimal = p.at(Keyword::Decimal);
    if (p.atEmptyName()) {
        p.expected("a type");
    }
    if (!p.peekIs(1, TokenKind::LeftParen)) {
        p.advance();
        return;
    }
    if (isDecimal) {
        scope.setKind(SyntaxKind::DecimalType);
        p.advance();
    } else {
        scope.setKind(SyntaxKind::ParameterType);
        p.name("a type");
    }
    p.advance();
    commaList(p, typeParameter);
    closeParen(p);
}

} // namespace

void type(ParserCore &p)
{
    NodeScope scope(p, SyntaxKind::SimpleType);
    const DepthScope depth(p);
    if (!depth) {
        scope.setKind(SyntaxKind::ErrorType);
        return;
    }
    const bool opens = p.peekIs(1, TokenKind::Less);
    if (p.at(Keyword::Array) && opens) {
        scope.setKind(SyntaxKind::ArrayType);
        p.advance();
        p.advance();
        type(p);
        closeTypeBracket(p);
    } else if (p.at(Keyword::Map) && opens) {
        scope.setKind(SyntaxKind::MapType);
        p.advance();
        p.advance();
        type(p);
        p.expect(TokenKind::Comma);
        type(p);
        closeTypeBracket(p);
    } else if (p.at(Keyword::Struct) && (opens || p.peekIs(1, TokenKind::NotEqual))) {
        scope.setKind(SyntaxKind::StructType);
        structType(p);
    } else if (p.isIdentifier()) {
        namedType(p, scope);
    } else {
        scope.setKind(SyntaxKind::ErrorType);
        p.expected("a type");
    }
}

} // namespace weir::sql::grammar
