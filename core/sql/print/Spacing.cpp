#include "core/sql/print/Spacing.h"

#include "core/sql/view/Identifier.h"

namespace weir::sql {

namespace {

bool isPrintedTopic(SyntaxNode owner)
{
    return owner.kind() == SyntaxKind::Name && owner.parent().kind() == SyntaxKind::Print;
}

/// Whether a `(` or `<` of this node hugs the word before it: CAST(…), MAP(…), DECIMAL(…),
/// ARRAY<…>.
bool hugsItsOpening(SyntaxKind kind)
{
    switch (kind) {
    case SyntaxKind::CallExpression:
    case SyntaxKind::CastExpression:
    case SyntaxKind::MapExpression:
    case SyntaxKind::StructExpression:
    case SyntaxKind::ColumnConstraint:
    case SyntaxKind::DecimalType:
    case SyntaxKind::ParameterType:
        return true;
    default:
        return false;
    }
}

bool isTypeBracket(const PlacedToken &placed)
{
    const SyntaxKind kind = placed.owner.kind();
    return kind == SyntaxKind::ArrayType || kind == SyntaxKind::MapType ||
           kind == SyntaxKind::StructType;
}

} // namespace

std::string canonicalSpelling(const PlacedToken &placed)
{
    const std::string_view text = placed.owner.text(placed.token);
    switch (placed.token.kind) {
    case TokenKind::Word:
        // A topic keeps its case; everything else that is not quoted has none.
        return isPrintedTopic(placed.owner) ? std::string(text) : upperCase(text);
    case TokenKind::QuotedIdentifier: {
        const std::string name = unquote(text);
        const bool mustStay = keywordOf(name) != Keyword::None || isPrintedTopic(placed.owner) ||
                              placed.token.unterminated;
        if (!mustStay) {
            return quoteIdentifier(name);
        }
        const std::string quoted = quoteIdentifier(name);
        return quoted.front() == '`' ? quoted : "`" + quoted + "`";
    }
    case TokenKind::Float:
        return upperCase(text);
    case TokenKind::NotEqual:
        return text == "!=" ? "<>" : std::string(text);
    default:
        return std::string(text);
    }
}

bool needsBlank(const PlacedToken &before, const PlacedToken &after)
{
    switch (before.token.kind) {
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket:
    case TokenKind::Dot:
    case TokenKind::Arrow:
        return false;
    case TokenKind::Minus:
    case TokenKind::Plus:
        // A sign hugs its operand, but two minuses would begin a comment.
        if (before.owner.kind() == SyntaxKind::UnaryExpression) {
            return after.token.kind == TokenKind::Minus;
        }
        break;
    case TokenKind::Less:
        if (isTypeBracket(before)) {
            return false;
        }
        break;
    case TokenKind::Equal:
        if (before.owner.kind() == SyntaxKind::Property) {
            return false;
        }
        break;
    default:
        break;
    }
    switch (after.token.kind) {
    case TokenKind::Comma:
    case TokenKind::Semicolon:
    case TokenKind::RightParen:
    case TokenKind::RightBracket:
    case TokenKind::Dot:
    case TokenKind::Arrow:
        return false;
    case TokenKind::LeftParen:
        return !hugsItsOpening(after.owner.kind());
    case TokenKind::LeftBracket:
        return false;
    case TokenKind::Less:
    case TokenKind::Greater:
    case TokenKind::NotEqual:
        return !isTypeBracket(after);
    case TokenKind::Equal:
        return after.owner.kind() != SyntaxKind::Property;
    default:
        return true;
    }
}

} // namespace weir::sql
