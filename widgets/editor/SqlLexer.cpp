#include "widgets/editor/SqlLexer.h"

#include "core/sql/Lexer.h"
#include "widgets/editor/SqlEditor.h"
#include "widgets/style/Appearance.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace weir::studio {

namespace {

using sql::Token;
using sql::TokenKind;

TokenKind kindAfter(const std::vector<Token> &tokens, std::size_t index)
{
    for (std::size_t i = index + 1; i < tokens.size(); ++i) {
        if (!sql::isTrivia(tokens[i].kind)) {
            return tokens[i].kind;
        }
    }
    return TokenKind::End;
}

// The name in `CREATE STREAM NAME (` and `INSERT INTO NAME (` is no function.
bool afterDeclaringWord(const std::vector<Token> &tokens, std::size_t index)
{
    while (index > 0) {
        const Token &token = tokens[--index];
        if (!sql::isTrivia(token.kind)) {
            return token.keyword == sql::Keyword::Stream || token.keyword == sql::Keyword::Table ||
                   token.keyword == sql::Keyword::Into || token.keyword == sql::Keyword::Exists;
        }
    }
    return false;
}

SqlLexer::Style wordStyle(const std::vector<Token> &tokens, std::size_t index,
                          std::string_view text)
{
    const Token &token = tokens[index];
    const TokenKind next = kindAfter(tokens, index);
    // `TIMESTAMP='…'` in WITH is the name of a property.
    if (next != TokenKind::Equal &&
        sql::isTypeWord(text.substr(token.begin, token.end - token.begin))) {
        return SqlLexer::TypeStyle;
    }
    if (token.keyword != sql::Keyword::None && next != TokenKind::Equal) {
        return SqlLexer::KeywordStyle;
    }
    const bool call = next == TokenKind::LeftParen && !afterDeclaringWord(tokens, index);
    return call ? SqlLexer::FunctionStyle : SqlLexer::Plain;
}

SqlLexer::Style styleOf(const std::vector<Token> &tokens, std::size_t index, std::string_view text)
{
    switch (tokens[index].kind) {
    case TokenKind::LineComment:
    case TokenKind::BlockComment:
    case TokenKind::Draft:
        return SqlLexer::CommentStyle;
    case TokenKind::String:
        return SqlLexer::StringStyle;
    case TokenKind::QuotedIdentifier:
        return SqlLexer::QuotedStyle;
    case TokenKind::Integer:
    case TokenKind::Decimal:
    case TokenKind::Float:
        return SqlLexer::NumberStyle;
    case TokenKind::Variable:
        return SqlLexer::VariableStyle;
    case TokenKind::Unknown:
        return SqlLexer::UnknownStyle;
    case TokenKind::Word:
        return wordStyle(tokens, index, text);
    default:
        return SqlLexer::Plain;
    }
}

ColorRole styleColor(int style)
{
    switch (style) {
    case SqlLexer::KeywordStyle:
        return ColorRole::Keyword;
    case SqlLexer::TypeStyle:
        return ColorRole::Type;
    case SqlLexer::FunctionStyle:
        return ColorRole::Function;
    case SqlLexer::StringStyle:
        return ColorRole::String;
    case SqlLexer::NumberStyle:
    case SqlLexer::VariableStyle:
        return ColorRole::Number;
    case SqlLexer::CommentStyle:
        return ColorRole::Comment;
    case SqlLexer::UnknownStyle:
        return ColorRole::Error;
    default:
        return ColorRole::Text;
    }
}

} // namespace

SqlLexer::SqlLexer(QObject *parent)
    : QsciLexerCustom(parent)
{
}

QString SqlLexer::description(int style) const
{
    static const std::array<QString, StyleCount> kNames = {
        tr("Text"),     tr("Keyword"), tr("Type"),    tr("Function"),
        tr("String"),   tr("Number"),  tr("Comment"), tr("Quoted identifier"),
        tr("Variable"), tr("Unknown")};
    return style >= 0 && style < StyleCount ? kNames[static_cast<std::size_t>(style)] : QString();
}

QColor SqlLexer::defaultColor(int style) const
{
    return themeColor(styleColor(style));
}

QColor SqlLexer::defaultPaper(int) const
{
    return themeColor(ColorRole::Field);
}

QFont SqlLexer::defaultFont(int) const
{
    return theme().monoFont();
}

const char *SqlLexer::wordCharacters() const
{
    return "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
}

void SqlLexer::styleText(int start, int end)
{
    QsciScintilla *shown = editor();
    if (!shown) {
        return;
    }
    using Sci = QsciScintilla;
    int line = static_cast<int>(shown->SendScintilla(Sci::SCI_LINEFROMPOSITION, start));
    startStyling(static_cast<int>(shown->SendScintilla(Sci::SCI_POSITIONFROMLINE, line)));
    const int lines = static_cast<int>(shown->SendScintilla(Sci::SCI_GETLINECOUNT));
    for (; line < lines; ++line) {
        if (styleLine(line) >= end) {
            return;
        }
    }
}

// Styles one whole line with its end and returns where the next one begins.
int SqlLexer::styleLine(int line)
{
    using Sci = QsciScintilla;
    QsciScintilla *shown = editor();
    const int begin = static_cast<int>(shown->SendScintilla(Sci::SCI_POSITIONFROMLINE, line));
    const int lines = static_cast<int>(shown->SendScintilla(Sci::SCI_GETLINECOUNT));
    const int end =
        line + 1 < lines
            ? static_cast<int>(shown->SendScintilla(Sci::SCI_POSITIONFROMLINE, line + 1))
            : static_cast<int>(shown->SendScintilla(Sci::SCI_GETLENGTH));
    const int stored =
        line > 0 ? static_cast<int>(shown->SendScintilla(Sci::SCI_GETLINESTATE, line - 1)) : 0;
    const auto state = static_cast<sql::LineState>(stored);
    if (end - begin > SqlEditor::kUnstyledLineLength) {
        setStyling(end - begin, Plain);
        shown->SendScintilla(Sci::SCI_SETLINESTATE, line, stored);
        return end;
    }
    std::string bytes(static_cast<std::size_t>(end - begin) + 1, '\0');
    shown->SendScintilla(Sci::SCI_GETTEXTRANGE, begin, end, bytes.data());
    bytes.pop_back();
    sql::Lexer lexer(bytes, state);
    std::vector<Token> tokens;
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        tokens.push_back(token);
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        setStyling(static_cast<int>(tokens[i].end - tokens[i].begin), styleOf(tokens, i, bytes));
    }
    shown->SendScintilla(Sci::SCI_SETLINESTATE, line, static_cast<int>(lexer.state()));
    return end;
}

} // namespace weir::studio
