#include "core/sql/Lexer.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace weir::sql;

namespace {

std::vector<TokenKind> kindsOf(std::string_view text)
{
    std::vector<TokenKind> kinds;
    for (const Token &token : tokenize(text)) {
        if (token.kind != TokenKind::Whitespace && token.kind != TokenKind::End) {
            kinds.push_back(token.kind);
        }
    }
    return kinds;
}

using Kinds = std::vector<TokenKind>;

} // namespace

class LexerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNumbers()
    {
        QCOMPARE(kindsOf("007 1.23 .5 1. 1e2 1E-3 2.5e+7"),
                 (Kinds{TokenKind::Integer, TokenKind::Decimal, TokenKind::Decimal,
                        TokenKind::Decimal, TokenKind::Float, TokenKind::Float, TokenKind::Float}));
        QCOMPARE(kindsOf("1R 1.5R"), (Kinds{TokenKind::Word, TokenKind::Unknown}));
    }

    void readsSigns()
    {
        QCOMPARE(kindsOf("->=>:=<><=>=!=||"),
                 (Kinds{TokenKind::Arrow, TokenKind::LambdaArrow, TokenKind::Assign,
                        TokenKind::NotEqual, TokenKind::LessEqual, TokenKind::GreaterEqual,
                        TokenKind::NotEqual, TokenKind::Concat}));
        QCOMPARE(kindsOf("ARRAY<ARRAY<INT>>"),
                 (Kinds{TokenKind::Word, TokenKind::Less, TokenKind::Word, TokenKind::Less,
                        TokenKind::Word, TokenKind::Greater, TokenKind::Greater}));
    }

    void readsQuotesWithTheQuoteDoubled()
    {
        const std::vector<Token> tokens = tokenize("'it''s' `a``b` \"c\"\"d\"");
        QCOMPARE(tokens.size(), std::size_t(6));
        QCOMPARE(int(tokens[0].kind), int(TokenKind::String));
        QCOMPARE(tokens[0].end, 7U);
        QCOMPARE(int(tokens[2].kind), int(TokenKind::QuotedIdentifier));
        QCOMPARE(int(tokens[4].kind), int(TokenKind::QuotedIdentifier));
    }

    void surfacesDrafts()
    {
        QCOMPARE(kindsOf("/* weir:draft A\nx */ /* a draft */ /*weir:drafty*/ -- c\r\nx"),
                 (Kinds{TokenKind::Draft, TokenKind::BlockComment, TokenKind::BlockComment,
                        TokenKind::LineComment, TokenKind::Word}));
    }

    void keepsMarksAndOddBytes()
    {
        QCOMPARE(kindsOf("\xef\xbb\xbfSELECT \xff ${topic} $ caf\xc3\xa9"),
                 (Kinds{TokenKind::ByteOrderMark, TokenKind::Word, TokenKind::Unknown,
                        TokenKind::Variable, TokenKind::Unknown, TokenKind::Unknown}));
    }

    void saysWhatIsOpen()
    {
        const auto stateAfter = [](std::string_view text) {
            Lexer lexer(text);
            while (lexer.next().kind != TokenKind::End) {
            }
            return lexer.state();
        };
        QCOMPARE(int(stateAfter("SELECT 'abc")), int(LineState::InString));
        QCOMPARE(int(stateAfter("/* x")), int(LineState::InBlockComment));
        QCOMPARE(int(stateAfter("/* weir:draft X")), int(LineState::InDraft));
        QCOMPARE(int(stateAfter("`x")), int(LineState::InBackquotes));
        QCOMPARE(int(stateAfter("\"x")), int(LineState::InDoubleQuotes));
        QCOMPARE(int(stateAfter("-- 'x")), int(LineState::Normal));
        Lexer rest("abc' x", LineState::InString);
        QCOMPARE(endOfNext(rest), 4U);
        QCOMPARE(int(rest.state()), int(LineState::Normal));
    }

    void knowsKeywords()
    {
        QVERIFY(std::is_sorted(allKeywords().begin(), allKeywords().end(),
                               [](Keyword a, Keyword b) { return spelling(a) < spelling(b); }));
        for (const Keyword keyword : allKeywords()) {
            QVERIFY(keywordOf(spelling(keyword)) == keyword);
        }
        QVERIFY(keywordOf("select") == Keyword::Select);
        QVERIFY(keywordOf("selects") == Keyword::None);
        QVERIFY(isReserved(Keyword::Select));
        QVERIFY(!isReserved(Keyword::Changes));
    }

private:
    static unsigned endOfNext(Lexer &lexer) { return lexer.next().end; }
};

WEIR_TEST(LexerTest)
#include "LexerTest.moc"
