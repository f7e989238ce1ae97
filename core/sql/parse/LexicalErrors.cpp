#include "core/sql/parse/ParserCore.h"
#include "core/sql/parse/Utf8.h"

namespace weir::sql::grammar {

namespace {

Diagnostic unterminatedToken(const Token &token)
{
    Diagnostic diagnostic;
    diagnostic.span = token.span();
    if (token.kind == TokenKind::String) {
        diagnostic.code = "sql.unterminated-string";
        diagnostic.message = "The string that begins here is not closed";
        diagnostic.hint = "Close it with ' (a ' inside it is written twice).";
    } else if (token.kind == TokenKind::QuotedIdentifier) {
        diagnostic.code = "sql.unterminated-identifier";
        diagnostic.message = "The quoted name that begins here is not closed";
    } else {
        diagnostic.code = "sql.unterminated-comment";
        diagnostic.message = "The comment that begins here is not closed";
        diagnostic.hint = "Close it with */.";
    }
    // Only the opening sign: the rest of the text would be one long squiggle.
    diagnostic.span.end = diagnostic.span.begin + (token.kind >= TokenKind::Word ? 1 : 2);
    return diagnostic;
}

} // namespace

void ParserCore::reportLexicalErrors()
{
    for (const Token &token : m_tokens) {
        if (token.unterminated) {
            m_diagnostics.push_back(unterminatedToken(token));
        } else if (token.kind == TokenKind::Unknown) {
            reportUnknownToken(token);
        }
    }
    const std::size_t bad = firstInvalidUtf8(m_text);
    if (bad < m_text.size()) {
        Diagnostic diagnostic;
        diagnostic.code = "sql.invalid-utf8";
        diagnostic.severity = Severity::Warning;
        diagnostic.span = {bad, bad + 1};
        diagnostic.message = "The text is not valid UTF-8 from here on";
        diagnostic.hint = "Weir keeps the bytes as they are.";
        m_diagnostics.push_back(std::move(diagnostic));
    }
}

void ParserCore::reportUnknownToken(const Token &token)
{
    const std::string_view bytes = text(token);
    const char first = bytes[0];
    Diagnostic diagnostic;
    diagnostic.code = "sql.unknown-character";
    diagnostic.span = token.span();
    if (first >= '0' && first <= '9' && bytes.find('.') != std::string_view::npos) {
        diagnostic.message = "Neither a number nor a name: " + describe(token);
    } else if (firstInvalidUtf8(bytes) < bytes.size()) {
        diagnostic.message = "These bytes are no text (invalid UTF-8)";
    } else if (static_cast<unsigned char>(first) < 0x20 || first == 0x7f) {
        diagnostic.message = "A control character has no meaning here";
        diagnostic.fixes = {{"Remove it", {{token.span(), ""}}}};
    } else if (bytes == "\xc2\xa0") {
        diagnostic.message = "A no-break space has no meaning here";
        diagnostic.fixes = {{"Change to a blank", {{token.span(), " "}}}};
    } else if (static_cast<unsigned char>(bytes.back()) >= 0x80 || bytes.size() > 1) {
        diagnostic.message = "A name with other letters than A-Z needs quotes: " + describe(token);
        diagnostic.fixes = {{"Quote it", {{token.span(), "`" + std::string(bytes) + "`"}}}};
    } else {
        diagnostic.message = "The character " + describe(token) + " has no meaning here";
    }
    m_diagnostics.push_back(std::move(diagnostic));
}

} // namespace weir::sql::grammar
