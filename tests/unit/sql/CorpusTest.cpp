#include "tests/unit/sql/Corpus.h"

#include "core/sql/Lexer.h"
#include "core/sql/Parser.h"
#include "core/sql/Printer.h"
#include "core/sql/SyntaxNode.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <random>

using namespace weir;
using namespace weir::sql;
using weir::test::corpus;

#define SKIP_WITHOUT_CORPUS()                                                                      \
    if (corpus().empty()) {                                                                        \
        QSKIP(                                                                                     \
            "../shared/conformance/ksql is missing: the statements of its cases are not checked"); \
    }

namespace {

/// Changes a statement a few times: drops, doubles and moves pieces of it, and puts in odd bytes.
std::string mutated(std::string text, std::mt19937 &random)
{
    static const std::vector<std::string> kPieces{"'",
                                                  "`",
                                                  "\"",
                                                  "(",
                                                  ")",
                                                  "/*",
                                                  "*/",
                                                  "--",
                                                  ";",
                                                  "\n",
                                                  "\r\n",
                                                  "\xff",
                                                  "\xc3",
                                                  "->",
                                                  "=>",
                                                  ":=",
                                                  " FROM ",
                                                  " WHERE ",
                                                  ",",
                                                  "${x}",
                                                  "[",
                                                  "]",
                                                  "<",
                                                  ">",
                                                  "1e",
                                                  ".",
                                                  "\0",
                                                  "\n CREATE ",
                                                  "\xef\xbb\xbf",
                                                  "/* weir:draft A */",
                                                  " UNION ",
                                                  " CASE ",
                                                  " NOT ",
                                                  "-",
                                                  "1.2.3"};
    const auto below = [&random](std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>(0, limit)(random);
    };
    for (std::size_t i = 0, changes = 1 + below(4); i < changes; ++i) {
        const std::size_t at = below(text.size());
        const std::size_t length = below(12);
        switch (below(4)) {
        case 0:
            text.erase(at, length);
            break;
        case 1:
            text.insert(at, kPieces[below(kPieces.size() - 1)]);
            break;
        case 2:
            text.insert(below(text.size()), text.substr(at, length));
            break;
        case 3:
            text.resize(at);
            break;
        default:
            text.replace(at, std::min<std::size_t>(1, text.size() - at), 1,
                         static_cast<char>(below(255)));
            break;
        }
    }
    return text;
}

bool tokensTile(const SyntaxTree &tree)
{
    std::uint32_t at = 0;
    for (const Token &token : tree.tokens()) {
        if (token.begin != at || token.end < token.begin) {
            return false;
        }
        at = token.end;
    }
    return at == tree.text().size();
}

/// Whether children lie within their parents and behind one another.
bool nodesNest(SyntaxNode node)
{
    const auto &nodes = node.tree().nodes();
    std::uint32_t at = nodes[node.index()].firstToken;
    for (const SyntaxNode child : node.children()) {
        const SyntaxTree::NodeData &data = nodes[child.index()];
        const bool isEmpty = data.firstToken == data.endToken;
        if (!isEmpty && (data.firstToken < at || data.endToken > nodes[node.index()].endToken)) {
            return false;
        }
        at = isEmpty ? at : data.endToken;
        if (!nodesNest(child)) {
            return false;
        }
    }
    return true;
}

} // namespace

class CorpusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parsesEveryStatementThatTheReferenceAccepts()
    {
        SKIP_WITHOUT_CORPUS();
        for (const auto &statement : corpus()) {
            const ParsedScript parsed = parse(statement.text);
            QVERIFY2(print(*parsed.tree) == statement.text, statement.caseId.c_str());
            if (!statement.isSyntaxError) {
                const std::string problem =
                    statement.caseId + ": " +
                    (parsed.ok() ? ""
                                 : renderDiagnostic(parsed.diagnostics[0], statement.text, "case"));
                QVERIFY2(parsed.ok(), problem.c_str());
            }
        }
    }

    void canonicalPrintIsStableAndMeansTheSame()
    {
        SKIP_WITHOUT_CORPUS();
        for (const auto &statement : corpus()) {
            const ParsedScript parsed = parse(statement.text);
            const std::string once = printCanonical(parsed.tree->root());
            const ParsedScript again = parse(once);
            QCOMPARE(printCanonical(again.tree->root()), once);
            if (parsed.ok() && statement.text.find(';') != std::string::npos) {
                QVERIFY2(sameMeaning(*parsed.tree, *again.tree), once.c_str());
            }
        }
    }

    void keepsEveryByteOfTenThousandMutations()
    {
        SKIP_WITHOUT_CORPUS();
        std::mt19937 random(20180222);
        for (int i = 0; i < 10'000; ++i) {
            const std::string &original = corpus()[random() % corpus().size()].text;
            const std::string text = mutated(original, random);
            const ParsedScript parsed = parse(text);
            QVERIFY(print(*parsed.tree) == text);
            QVERIFY(tokensTile(*parsed.tree));
            QVERIFY(nodesNest(parsed.tree->root()));
            for (const Diagnostic &diagnostic : parsed.diagnostics) {
                QVERIFY(diagnostic.span.begin <= diagnostic.span.end);
                QVERIFY(diagnostic.span.end <= text.size());
            }
            if (parsed.ok()) {
                const std::string once = printCanonical(parsed.tree->root());
                const ParsedScript again = parse(once);
                QVERIFY2(again.ok(), (text + "\n=>\n" + once).c_str());
                QVERIFY2(printCanonical(again.tree->root()) == once,
                         (text + "\n=>\n" + once).c_str());
            }
        }
    }

    void restartedAtAnyLineTheLexerGivesTheSameTokens()
    {
        SKIP_WITHOUT_CORPUS();
        std::mt19937 random(7);
        for (int i = 0; i < 2'000; ++i) {
            std::string text = corpus()[random() % corpus().size()].text;
            for (int changes = 0; changes < 6; ++changes) {
                text = mutated(text, random) + "\n" + text;
            }
            compareLineByLine(text);
        }
    }

private:
    void compareLineByLine(const std::string &text)
    {
        const std::vector<Token> whole = tokenize(text);
        std::size_t next = 0;
        LineState state = LineState::Normal;
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
            Lexer lexer(std::string_view(text).substr(begin, end - begin), state);
            for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
                // The token of the whole text that holds these bytes.
                while (whole[next].end < begin + token.end) {
                    ++next;
                }
                QCOMPARE(int(token.kind), int(whole[next].kind));
                QVERIFY(token.keyword == whole[next].keyword);
                if (whole[next].begin >= begin) {
                    QCOMPARE(std::size_t(whole[next].begin), begin + token.begin);
                }
                if (lexer.state() == LineState::Normal) {
                    QCOMPARE(std::size_t(whole[next].end), begin + token.end);
                }
            }
            state = lexer.state();
            begin = end;
        }
    }
};

WEIR_TEST(CorpusTest)
#include "CorpusTest.moc"
