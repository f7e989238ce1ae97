#include "core/sql/Lexer.h"

namespace weir::sql {

namespace {

bool isLexBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}
bool isLexLineEnd(char c)
{
    return c == '\n' || c == '\r';
}
bool isLexDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isLexHighByte(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}
bool isLexWordStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isLexWordPart(char c)
{
    return isLexWordStart(c) || isLexDigit(c);
}

constexpr std::string_view kDraftMark = "weir:draft";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// Whether the block comment that starts `rest` is a draft. Looks at its first line only, so that a
/// lexer that sees line by line decides the same.
bool startsDraft(std::string_view rest)
{
    std::size_t i = 2;
    while (i < rest.size() && isLexBlank(rest[i])) {
        ++i;
    }
    if (rest.substr(i, kDraftMark.size()) != kDraftMark) {
        return false;
    }
    i += kDraftMark.size();
    return i == rest.size() || isLexBlank(rest[i]) || isLexLineEnd(rest[i]) || rest[i] == '*';
}

} // namespace

Token Lexer::finish(TokenKind kind)
{
    Token token;
    token.kind = kind;
    token.begin = static_cast<std::uint32_t>(m_begin);
    token.end = static_cast<std::uint32_t>(m_position);
    return token;
}

Token Lexer::next()
{
    m_begin = m_position;
    if (m_state != LineState::Normal && m_position == 0 && !m_text.empty()) {
        return lexOpen();
    }
    if (m_position >= m_text.size()) {
        return finish(TokenKind::End);
    }
    const char c = m_text[m_position];
    if (isLexWordStart(c)) {
        return lexWord();
    }
    if (isLexBlank(c) || isLexLineEnd(c)) {
        return lexWhitespace();
    }
    if (isLexDigit(c) || (c == '.' && isLexDigit(at(m_position + 1)))) {
        return lexNumber();
    }
    switch (c) {
    case '\'':
        ++m_position;
        return lexQuoted('\'', TokenKind::String, LineState::InString);
    case '`':
        ++m_position;
        return lexQuoted('`', TokenKind::QuotedIdentifier, LineState::InBackquotes);
    case '"':
        ++m_position;
        return lexQuoted('"', TokenKind::QuotedIdentifier, LineState::InDoubleQuotes);
    case '$':
        return lexVariable();
    default:
        return lexSign();
    }
}

Token Lexer::lexOpen()
{
    const LineState state = m_state;
    m_state = LineState::Normal;
    switch (state) {
    case LineState::InString:
        return lexQuoted('\'', TokenKind::String, state);
    case LineState::InBackquotes:
        return lexQuoted('`', TokenKind::QuotedIdentifier, state);
    case LineState::InDoubleQuotes:
        return lexQuoted('"', TokenKind::QuotedIdentifier, state);
    case LineState::InDraft:
        return lexBlockComment(TokenKind::Draft);
    default:
        return lexBlockComment(TokenKind::BlockComment);
    }
}

Token Lexer::lexWhitespace()
{
    // A run ends with its line, so that a lexer restarted at the next line gives the same tokens.
    while (m_position < m_text.size() && isLexBlank(m_text[m_position])) {
        ++m_position;
    }
    if (at(m_position) == '\r') {
        ++m_position;
        if (at(m_position) == '\n') {
            ++m_position;
        }
    } else if (at(m_position) == '\n') {
        ++m_position;
    }
    return finish(TokenKind::Whitespace);
}

Token Lexer::lexLineComment()
{
    while (m_position < m_text.size() && !isLexLineEnd(m_text[m_position])) {
        ++m_position;
    }
    return finish(TokenKind::LineComment);
}

Token Lexer::lexBlockComment(TokenKind kind)
{
    const std::size_t close = m_text.find("*/", m_position);
    if (close == std::string_view::npos) {
        m_position = m_text.size();
        m_state = kind == TokenKind::Draft ? LineState::InDraft : LineState::InBlockComment;
        Token token = finish(kind);
        token.unterminated = true;
        return token;
    }
    m_position = close + 2;
    return finish(kind);
}

Token Lexer::lexQuoted(char quote, TokenKind kind, LineState open)
{
    for (;;) {
        const std::size_t close = m_text.find(quote, m_position);
        if (close == std::string_view::npos) {
            m_position = m_text.size();
            m_state = open;
            Token token = finish(kind);
            token.unterminated = true;
            return token;
        }
        m_position = close + 1;
        if (at(m_position) != quote) {
            return finish(kind);
        }
        ++m_position;
    }
}

Token Lexer::lexNumber()
{
    TokenKind kind = TokenKind::Integer;
    const auto digits = [this] {
        while (isLexDigit(at(m_position))) {
            ++m_position;
        }
    };
    digits();
    if (at(m_position) == '.') {
        ++m_position;
        kind = TokenKind::Decimal;
        digits();
    }
    const char mark = at(m_position);
    if (mark == 'e' || mark == 'E') {
        const char sign = at(m_position + 1);
        const std::size_t exponent = m_position + (sign == '+' || sign == '-' ? 2 : 1);
        if (isLexDigit(at(exponent))) {
            m_position = exponent;
            kind = TokenKind::Float;
            digits();
        }
    }
    if (isLexWordPart(at(m_position)) || isLexHighByte(at(m_position))) {
        // The dialect takes `1R` for a name; `1.5R` is nothing.
        return kind == TokenKind::Integer ? lexWord() : lexUnknown();
    }
    return finish(kind);
}

Token Lexer::lexWord()
{
    while (isLexWordPart(at(m_position)) || at(m_position) == '@') {
        ++m_position;
    }
    if (isLexHighByte(at(m_position))) {
        return lexUnknown();
    }
    Token token = finish(TokenKind::Word);
    token.keyword = keywordOf(m_text.substr(m_begin, m_position - m_begin));
    return token;
}

Token Lexer::lexVariable()
{
    if (at(m_position + 1) == '{') {
        std::size_t end = m_position + 2;
        while (isLexWordPart(at(end))) {
            ++end;
        }
        if (at(end) == '}' && end > m_position + 2) {
            m_position = end + 1;
            return finish(TokenKind::Variable);
        }
    }
    ++m_position;
    return finish(TokenKind::Unknown);
}

Token Lexer::lexUnknown()
{
    while (m_position < m_text.size() &&
           (isLexWordPart(m_text[m_position]) || isLexHighByte(m_text[m_position]))) {
        ++m_position;
    }
    return finish(TokenKind::Unknown);
}

Token Lexer::lexSign()
{
    struct Sign {
        std::string_view text;
        TokenKind kind;
    };
    static constexpr Sign kSigns[] = {
        {"->", TokenKind::Arrow},        {"=>", TokenKind::LambdaArrow},
        {":=", TokenKind::Assign},       {"<=", TokenKind::LessEqual},
        {">=", TokenKind::GreaterEqual}, {"<>", TokenKind::NotEqual},
        {"!=", TokenKind::NotEqual},     {"||", TokenKind::Concat},
        {"(", TokenKind::LeftParen},     {")", TokenKind::RightParen},
        {"[", TokenKind::LeftBracket},   {"]", TokenKind::RightBracket},
        {",", TokenKind::Comma},         {".", TokenKind::Dot},
        {";", TokenKind::Semicolon},     {"+", TokenKind::Plus},
        {"-", TokenKind::Minus},         {"*", TokenKind::Star},
        {"/", TokenKind::Slash},         {"%", TokenKind::Percent},
        {"=", TokenKind::Equal},         {"<", TokenKind::Less},
        {">", TokenKind::Greater},       {":", TokenKind::Colon},
        {"?", TokenKind::Question},      {"@", TokenKind::At},
    };
    const std::string_view rest = m_text.substr(m_position);
    if (rest.substr(0, 2) == "--") {
        return lexLineComment();
    }
    if (rest.substr(0, 2) == "/*") {
        const TokenKind kind = startsDraft(rest) ? TokenKind::Draft : TokenKind::BlockComment;
        m_position += 2;
        return lexBlockComment(kind);
    }
    if (rest.substr(0, 3) == kByteOrderMark) {
        m_position += 3;
        return finish(TokenKind::ByteOrderMark);
    }
    for (const Sign &sign : kSigns) {
        if (rest.substr(0, sign.text.size()) == sign.text) {
            m_position += sign.text.size();
            return finish(sign.kind);
        }
    }
    ++m_position;
    return isLexHighByte(rest[0]) ? lexUnknown() : finish(TokenKind::Unknown);
}

std::vector<Token> tokenize(std::string_view text)
{
    std::vector<Token> tokens;
    tokens.reserve(text.size() / 4 + 1);
    Lexer lexer(text);
    do {
        tokens.push_back(lexer.next());
    } while (tokens.back().kind != TokenKind::End);
    return tokens;
}

} // namespace weir::sql
