#pragma once

#include "core/sql/Token.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace weir::sql {

/// What is still open at the start of a line: all that a highlighter must keep of the lines before.
/// The number of a state never changes (editors store it as an int).
enum class LineState : int {
    Normal = 0,
    InBlockComment = 1,
    InString = 2,
    InBackquotes = 3,
    InDoubleQuotes = 4,
    InDraft = 5,
};

/// Cuts a text into tokens. Every byte belongs to exactly one token and nothing is refused: bytes
/// that mean nothing become Unknown tokens. The same text gives the same tokens. Pure.
class Lexer {
public:
    /// Starts at the first byte of `text`, which must outlive the lexer. With another state than
    /// Normal the text is taken as the rest of a token that began on an earlier line.
    explicit Lexer(std::string_view text, LineState state = LineState::Normal)
        : m_text(text)
        , m_state(state)
    {
    }

    /// Returns the next token; End (empty) after the last byte, again and again.
    Token next();

    /// Returns what is open after the last token returned.
    LineState state() const { return m_state; }

private:
    Token finish(TokenKind kind);
    Token lexOpen();
    Token lexWhitespace();
    Token lexLineComment();
    Token lexBlockComment(TokenKind kind);
    Token lexQuoted(char quote, TokenKind kind, LineState open);
    Token lexNumber();
    Token lexWord();
    Token lexVariable();
    Token lexSign();
    Token lexUnknown();
    char at(std::size_t offset) const { return offset < m_text.size() ? m_text[offset] : '\0'; }

    std::string_view m_text;
    std::size_t m_begin = 0;
    std::size_t m_position = 0;
    LineState m_state = LineState::Normal;
};

/// Lexes the whole text: its tokens in order, the last one End.
std::vector<Token> tokenize(std::string_view text);

} // namespace weir::sql
