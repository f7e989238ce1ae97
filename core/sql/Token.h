#pragma once

#include "core/base/SourceSpan.h"
#include "core/sql/Keyword.h"

#include <cstdint>

namespace weir::sql {

enum class TokenKind : std::uint8_t {
    // Trivia: no meaning, kept byte for byte.
    Whitespace, ///< blanks, tabs, line ends
    ByteOrderMark,
    LineComment,  ///< `-- …` to the end of the line, without the line end
    BlockComment, ///< `/* … */`, also when it is not closed
    Draft, ///< `/* weir:draft NAME … */`: trivia within a statement, a statement between them
    // Tokens with meaning.
    Word,             ///< keyword or unquoted identifier (`1R` too)
    QuotedIdentifier, ///< `…` or "…", the quote inside doubled
    String,           ///< '…', the quote inside doubled
    Integer,
    Decimal,  ///< 1.23
    Float,    ///< 1e2, 1.5E-3
    Variable, ///< ${name}
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    Comma,
    Dot,
    Semicolon,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Concat,   ///< ||
    Equal,    ///< =
    NotEqual, ///< <> or !=
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Arrow,       ///< ->
    LambdaArrow, ///< =>
    Assign,      ///< :=
    Colon,
    Question,
    At,
    Unknown, ///< bytes that start no token: control characters, invalid UTF-8, stray signs
    End,     ///< after the last byte; empty
};

/// A run of bytes of a text. Tokens tile the text: each begins where the one before ended.
struct Token {
    TokenKind kind = TokenKind::End;
    /// Set for a Word that is a keyword; most keywords may be identifiers too (see isReserved).
    Keyword keyword = Keyword::None;
    /// The token was cut off by the end of the text or line: an open string, identifier or comment.
    bool unterminated = false;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    SourceSpan span() const { return {begin, end}; }
};

/// Returns whether the kind is trivia (Draft counts as trivia; the parser takes it up between
/// statements).
inline bool isTrivia(TokenKind kind)
{
    return kind <= TokenKind::Draft;
}

} // namespace weir::sql
