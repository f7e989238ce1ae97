#include "core/sql/parse/ParserCore.h"

#include "core/base/NearestName.h"
#include "core/sql/Lexer.h"

#include <algorithm>

namespace weir::sql::grammar {

namespace {

std::string_view signText(TokenKind kind)
{
    switch (kind) {
    case TokenKind::LeftParen:
        return "(";
    case TokenKind::RightParen:
        return ")";
    case TokenKind::LeftBracket:
        return "[";
    case TokenKind::RightBracket:
        return "]";
    case TokenKind::Comma:
        return ",";
    case TokenKind::Dot:
        return ".";
    case TokenKind::Semicolon:
        return ";";
    case TokenKind::Equal:
        return "=";
    case TokenKind::Less:
        return "<";
    case TokenKind::Greater:
        return ">";
    case TokenKind::Assign:
        return ":=";
    case TokenKind::LambdaArrow:
        return "=>";
    default:
        return "?";
    }
}

/// Whether a person may have meant the keyword: one slip in words of up to five letters, two in
/// longer ones, none in words under three.
bool looksLike(std::string_view word, std::string_view keyword)
{
    const std::size_t longer = std::max(word.size(), keyword.size());
    const std::size_t shorter = std::min(word.size(), keyword.size());
    const std::size_t limit = longer <= 5 ? 1 : 2;
    return shorter >= 3 && longer - shorter <= limit && editDistance(word, keyword) <= limit;
}

} // namespace

ParserCore::ParserCore(std::string text)
    : m_text(std::move(text))
    , m_tokens(tokenize(m_text))
{
    reportLexicalErrors();
    collectMeaningful();
    m_builder.setCursor(m_meaningful[0], 0);
}

void ParserCore::collectMeaningful()
{
    // A draft between statements is a statement; within one it is a comment like any other.
    const auto lastMeaningful =
        std::find_if(m_tokens.rbegin() + 1, m_tokens.rend(),
                     [](const Token &token) { return !isTrivia(token.kind); });
    const std::size_t tail = static_cast<std::size_t>(m_tokens.rend() - lastMeaningful);
    bool betweenStatements = true;
    m_meaningful.reserve(m_tokens.size() / 2 + 1);
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        const TokenKind kind = m_tokens[i].kind;
        if (isTrivia(kind) && (kind != TokenKind::Draft || (!betweenStatements && i < tail))) {
            continue;
        }
        m_meaningful.push_back(static_cast<std::uint32_t>(i));
        betweenStatements = kind == TokenKind::Semicolon || kind == TokenKind::Draft;
    }
}

const Token &ParserCore::peek(std::size_t ahead) const
{
    const std::size_t position = std::min(m_position + ahead, m_meaningful.size() - 1);
    return m_tokens[m_meaningful[position]];
}

bool ParserCore::atAny(std::initializer_list<Keyword> keywords) const
{
    return std::find(keywords.begin(), keywords.end(), current().keyword) != keywords.end() &&
           current().keyword != Keyword::None;
}

bool ParserCore::atStatementEnd() const
{
    return at(TokenKind::Semicolon) || at(TokenKind::End) || at(TokenKind::Draft) ||
           (m_statementHasError && atRecoveryStart());
}

bool ParserCore::atRecoveryStart() const
{
    if (!atAny({Keyword::Create, Keyword::Drop, Keyword::Insert, Keyword::Alter, Keyword::Set,
                Keyword::Define, Keyword::Terminate, Keyword::Show, Keyword::List,
                Keyword::Describe, Keyword::Print})) {
        return false;
    }
    for (std::size_t i = m_meaningful[m_position]; i-- > 0 && isTrivia(m_tokens[i].kind);) {
        const char last = m_text[m_tokens[i].end - 1];
        if (last == '\n' || last == '\r') {
            return true;
        }
    }
    return m_meaningful[m_position] == 0;
}

void ParserCore::advance()
{
    if (atEnd()) {
        return;
    }
    const std::uint32_t taken = m_meaningful[m_position++];
    m_builder.setCursor(m_meaningful[m_position], taken + 1);
}

bool ParserCore::accept(TokenKind kind)
{
    const bool found = at(kind);
    if (found) {
        advance();
    }
    return found;
}

bool ParserCore::accept(Keyword keyword)
{
    const bool found = at(keyword);
    if (found) {
        advance();
    }
    return found;
}

bool ParserCore::expect(TokenKind kind)
{
    if (accept(kind)) {
        return true;
    }
    const std::string sign(signText(kind));
    Diagnostic diagnostic;
    diagnostic.code = "sql.missing-token";
    diagnostic.span = atEnd() ? SourceSpan{previousEnd(), previousEnd()} : current().span();
    diagnostic.message = "Expected '" + sign + "' before " + describe(current());
    diagnostic.fixes = {{"Insert '" + sign + "'", {{{previousEnd(), previousEnd()}, sign}}}};
    report(std::move(diagnostic));
    return false;
}

bool ParserCore::expect(Keyword keyword)
{
    if (accept(keyword) || acceptMisspelt({keyword}) != Keyword::None) {
        return true;
    }
    expected(spelling(keyword));
    return false;
}

bool ParserCore::isIdentifier(std::size_t ahead) const
{
    const Token &token = peek(ahead);
    return (token.kind == TokenKind::Word && !isReserved(token.keyword)) ||
           token.kind == TokenKind::QuotedIdentifier || token.kind == TokenKind::Variable;
}

void ParserCore::name(std::string_view what)
{
    const NodeScope scope(*this, SyntaxKind::Name);
    if (isIdentifier()) {
        if (atEmptyName()) {
            expected(what);
        }
        advance();
        return;
    }
    if (at(TokenKind::Word) && !atRecoveryStart()) {
        const std::string word = upperCase(text(current()));
        Diagnostic diagnostic;
        diagnostic.code = "sql.reserved-word";
        diagnostic.span = current().span();
        diagnostic.message =
            "Expected " + std::string(what) + ", but " + word + " is a reserved word";
        // A reserved word where a name must stand is the name only if what follows can go on after
        // it.
        const TokenKind next = peek(1).kind;
        if (next == TokenKind::Comma || next == TokenKind::Semicolon || next == TokenKind::Word ||
            next == TokenKind::End || next == TokenKind::LeftParen ||
            next == TokenKind::RightParen) {
            diagnostic.hint = "Put it in backquotes to use it as a name.";
            diagnostic.fixes = {{"Quote it", {{current().span(), "`" + word + "`"}}}};
        }
        report(std::move(diagnostic));
        return;
    }
    expected(what);
}

void ParserCore::stringLiteral(std::string_view what)
{
    const NodeScope scope(*this, at(TokenKind::Variable) ? SyntaxKind::VariableExpression
                                                         : SyntaxKind::StringLiteral);
    if (!accept(TokenKind::String) && !accept(TokenKind::Variable)) {
        expected(what);
    }
}

void ParserCore::expected(std::string_view what)
{
    Diagnostic diagnostic;
    diagnostic.code = "sql.unexpected-token";
    diagnostic.span = atEnd() ? SourceSpan{previousEnd(), previousEnd()} : current().span();
    diagnostic.message = "Expected " + std::string(what) + ", found " + describe(current());
    report(std::move(diagnostic));
}

void ParserCore::report(Diagnostic diagnostic)
{
    const bool repeated = m_givenUp || m_lastErrorPosition == m_position;
    m_lastErrorPosition = m_position;
    m_statementHasError = true;
    // An empty node marks the place, so that the statement shows that it has an error.
    m_builder.close(m_builder.open(SyntaxKind::ErrorTokens));
    // Bytes that are no token had their own error when the text was cut into tokens.
    if (!repeated && !at(TokenKind::Unknown)) {
        m_diagnostics.push_back(std::move(diagnostic));
    }
}

void ParserCore::reportInstead(SourceSpan run, Diagnostic diagnostic)
{
    std::erase_if(m_diagnostics, [&](const Diagnostic &found) {
        return found.span.begin >= run.begin && found.span.end <= run.end;
    });
    m_lastErrorPosition = m_position;
    m_statementHasError = true;
    m_diagnostics.push_back(std::move(diagnostic));
}

void ParserCore::skipUntil(std::initializer_list<Keyword> stops,
                           std::initializer_list<TokenKind> signs)
{
    m_statementHasError = true;
    int depth = 0;
    const auto stopsHere = [&] {
        const bool isSign = std::find(signs.begin(), signs.end(), current().kind) != signs.end();
        return atStatementEnd() ||
               (depth == 0 && (atAny(stops) || isSign || at(TokenKind::RightParen)));
    };
    if (stopsHere()) {
        return;
    }
    const NodeScope scope(*this, SyntaxKind::ErrorTokens);
    do {
        depth += at(TokenKind::LeftParen) ? 1 : at(TokenKind::RightParen) ? -1 : 0;
        advance();
    } while (!stopsHere());
}

void ParserCore::skipStatement()
{
    m_statementHasError = true;
    if (atStatementEnd()) {
        return;
    }
    const NodeScope scope(*this, SyntaxKind::ErrorTokens);
    do {
        advance();
    } while (!atStatementEnd());
}

void ParserCore::skipToEnd()
{
    const NodeScope scope(*this, SyntaxKind::ErrorTokens);
    while (!atEnd()) {
        advance();
    }
}

Keyword ParserCore::resembles(std::size_t ahead, std::initializer_list<Keyword> keywords) const
{
    const Token &token = peek(ahead);
    if (token.kind != TokenKind::Word || isReserved(token.keyword)) {
        return Keyword::None;
    }
    for (const Keyword keyword : keywords) {
        if (looksLike(text(token), spelling(keyword))) {
            return keyword;
        }
    }
    return Keyword::None;
}

Keyword ParserCore::acceptMisspelt(std::initializer_list<Keyword> keywords)
{
    const Keyword meant = resembles(0, keywords);
    if (meant == Keyword::None) {
        return meant;
    }
    const std::string word(spelling(meant));
    Diagnostic diagnostic;
    diagnostic.code = "sql.unexpected-token";
    diagnostic.span = current().span();
    diagnostic.message = "Expected " + word + ", found " + describe(current());
    diagnostic.hint = "Did you mean " + word + "?";
    diagnostic.fixes = {{"Change to " + word, {{current().span(), word}}}};
    report(std::move(diagnostic));
    advance();
    return meant;
}

bool ParserCore::enter()
{
    if (m_depth >= kMaxDepth) {
        giveUp();
        return false;
    }
    ++m_depth;
    return true;
}

bool ParserCore::mayWrap(NodeMark node)
{
    if (m_depth + m_builder.height(node) < kMaxDepth) {
        return true;
    }
    giveUp();
    return false;
}

void ParserCore::giveUp()
{
    Diagnostic diagnostic;
    diagnostic.code = "sql.too-deep";
    diagnostic.span = current().span();
    diagnostic.message =
        "The statement nests more than " + std::to_string(kMaxDepth) + " levels deep";
    diagnostic.hint = "Split it into several statements.";
    report(std::move(diagnostic));
    m_givenUp = true;
    const NodeScope scope(*this, SyntaxKind::ErrorTokens);
    while (!at(TokenKind::Semicolon) && !atEnd()) {
        advance();
    }
}

void ParserCore::beginStatement()
{
    m_statementHasError = false;
    m_givenUp = false;
}

std::size_t ParserCore::previousEnd() const
{
    return m_position == 0 ? 0 : m_tokens[m_meaningful[m_position - 1]].end;
}

std::string ParserCore::describe(const Token &token) const
{
    constexpr std::size_t kLongest = 40;
    if (token.kind == TokenKind::End) {
        return "the end of the text";
    }
    std::string_view shown = text(token);
    shown = shown.substr(0, shown.find('\n'));
    if (shown.size() <= kLongest) {
        return "'" + std::string(shown) + "'";
    }
    std::size_t cut = kLongest;
    while (cut > 0 && (static_cast<unsigned char>(shown[cut]) & 0xc0) == 0x80) {
        --cut;
    }
    return "'" + std::string(shown.substr(0, cut)) + "…'";
}

ParsedScript ParserCore::finish()
{
    std::stable_sort(
        m_diagnostics.begin(), m_diagnostics.end(),
        [](const Diagnostic &a, const Diagnostic &b) { return a.span.begin < b.span.begin; });
    ParsedScript script;
    script.tree =
        std::make_shared<SyntaxTree>(std::move(m_text), std::move(m_tokens), m_builder.take());
    script.diagnostics = std::move(m_diagnostics);
    return script;
}

} // namespace weir::sql::grammar
