#include "core/language/CaretContext.h"

#include <algorithm>

namespace weir::language {

namespace {

using sql::Keyword;
using sql::Token;
using sql::TokenKind;

/// The tokens with meaning of the caret's statement that end before the word at the caret.
class TokensBefore {
public:
    TokensBefore(const sql::SyntaxTree &tree, std::size_t caret)
        : m_tree(tree)
    {
        for (const Token &token : tree.tokens()) {
            if (token.begin >= caret || token.kind == TokenKind::End) {
                break;
            }
            const bool touches = token.end >= caret;
            if (touches &&
                (token.kind == TokenKind::Word || token.kind == TokenKind::QuotedIdentifier ||
                 token.kind == TokenKind::String || sql::isTrivia(token.kind))) {
                m_at = token;
                break;
            }
            if (token.kind == TokenKind::Semicolon) {
                m_tokens.clear();
            } else if (!sql::isTrivia(token.kind)) {
                m_tokens.push_back(token);
            }
        }
    }

    /// The token that the caret is in or right behind, kind End when there is none.
    const Token &at() const { return m_at; }
    bool empty() const { return m_tokens.empty(); }
    std::size_t size() const { return m_tokens.size(); }
    /// The n-th token before the word, from 0.
    Token back(std::size_t n) const
    {
        return n < m_tokens.size() ? m_tokens[m_tokens.size() - 1 - n] : Token();
    }
    std::string_view text(const Token &token) const { return m_tree.text(token); }
    bool has(Keyword keyword) const
    {
        return std::any_of(m_tokens.begin(), m_tokens.end(),
                           [keyword](const Token &token) { return token.keyword == keyword; });
    }
    /// How many tokens back the parenthesis stands that is open here; size() when none is.
    std::size_t openParen() const
    {
        int depth = 0;
        for (std::size_t n = 0; n < m_tokens.size(); ++n) {
            const TokenKind kind = back(n).kind;
            if (kind == TokenKind::RightParen) {
                ++depth;
            } else if (kind == TokenKind::LeftParen && depth-- == 0) {
                return n;
            }
        }
        return m_tokens.size();
    }

private:
    const sql::SyntaxTree &m_tree;
    std::vector<Token> m_tokens;
    Token m_at;
};

bool isOneOf(Keyword keyword, std::initializer_list<Keyword> wanted)
{
    return std::find(wanted.begin(), wanted.end(), keyword) != wanted.end();
}

bool namesSource(const TokensBefore &before)
{
    const Keyword last = before.back(0).keyword;
    if (isOneOf(last, {Keyword::From, Keyword::Join, Keyword::Into, Keyword::Describe})) {
        return !before.has(Keyword::Print);
    }
    const Keyword first = before.back(before.size() - 1).keyword;
    return isOneOf(last, {Keyword::Stream, Keyword::Table, Keyword::Exists, Keyword::Extended}) &&
           isOneOf(first, {Keyword::Drop, Keyword::Alter, Keyword::Describe});
}

/// In WITH (…): the name, or the value and its property.
void propertyPlace(const TokensBefore &before, CaretContext &context)
{
    if (before.back(0).kind == TokenKind::Equal) {
        context.place = CaretPlace::PropertyValue;
        const Token name = before.back(1);
        const bool quoted =
            name.kind == TokenKind::String || name.kind == TokenKind::QuotedIdentifier;
        context.property = upperCase(quoted ? sql::unquote(before.text(name)) : before.text(name));
    } else if (before.back(0).kind == TokenKind::LeftParen ||
               before.back(0).kind == TokenKind::Comma) {
        context.place = CaretPlace::PropertyName;
    }
}

/// In the parentheses of a CREATE's columns: a type follows the name.
bool isColumnType(const TokensBefore &before, std::size_t paren)
{
    const TokenKind second = before.back(1).kind;
    return before.back(before.size() - 1).keyword == Keyword::Create &&
           !before.has(Keyword::Select) && paren < before.size() && paren > 0 &&
           (second == TokenKind::LeftParen || second == TokenKind::Comma) &&
           before.back(0).kind != TokenKind::Comma;
}

CaretPlace placeOf(const TokensBefore &before, std::size_t paren)
{
    const Token last = before.back(0);
    if (before.empty()) {
        return CaretPlace::Statement;
    }
    if (namesSource(before)) {
        return CaretPlace::SourceName;
    }
    if (last.keyword == Keyword::Print) {
        return CaretPlace::TopicName;
    }
    if (last.keyword == Keyword::Window) {
        return CaretPlace::WindowType;
    }
    const Keyword beforeNumber = before.back(1).keyword;
    const bool inWindow =
        before.back(paren).kind == TokenKind::LeftParen &&
        isOneOf(before.back(paren + 1).keyword,
                {Keyword::Session, Keyword::Tumbling, Keyword::Hopping, Keyword::Within});
    if (last.kind == TokenKind::Integer &&
        (inWindow || isOneOf(beforeNumber, {Keyword::Within, Keyword::Period, Keyword::Timeout}))) {
        return CaretPlace::TimeUnit;
    }
    if (isColumnType(before, paren) ||
        (last.keyword == Keyword::As && before.back(paren + 1).keyword == Keyword::Cast)) {
        return CaretPlace::Type;
    }
    return before.has(Keyword::Select) || before.has(Keyword::Values) ? CaretPlace::Expression
                                                                      : CaretPlace::Other;
}

} // namespace

CaretContext contextAt(const sql::SyntaxTree &tree, std::size_t caret)
{
    const TokensBefore before(tree, caret);
    CaretContext context;
    context.statement = sql::statementAt(tree, caret);
    context.replaces = {caret, caret};
    const Token &at = before.at();
    const std::size_t paren = before.openParen();
    if (before.back(paren).kind == TokenKind::LeftParen &&
        before.back(paren + 1).keyword == Keyword::With) {
        propertyPlace(before, context);
    }
    if (at.kind == TokenKind::String) {
        const bool inside = caret < at.end || at.unterminated;
        context.inString = true;
        context.replaces = {at.begin + std::size_t{1}, caret};
        if (context.place != CaretPlace::PropertyValue || !inside) {
            context.place = CaretPlace::Nothing;
        }
        return context;
    }
    const bool inComment = sql::isTrivia(at.kind) && at.kind >= TokenKind::LineComment;
    if (inComment && (caret < at.end || at.unterminated || at.kind == TokenKind::LineComment)) {
        context.place = CaretPlace::Nothing;
        return context;
    }
    if (at.kind == TokenKind::Word || at.kind == TokenKind::QuotedIdentifier) {
        context.replaces.begin = at.begin;
    }
    if (before.back(0).kind == TokenKind::Dot) {
        context.place = CaretPlace::Member;
        const std::string_view alias = before.text(before.back(1));
        const bool quoted = before.back(1).kind == TokenKind::QuotedIdentifier;
        context.alias = quoted ? sql::unquote(alias) : upperCase(alias);
    } else if (context.place == CaretPlace::Other) {
        context.place = placeOf(before, paren);
    }
    return context;
}

} // namespace weir::language
