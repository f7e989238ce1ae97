#include "core/sql/Format.h"

#include "core/base/Diagnostic.h"
#include "core/sql/Lexer.h"
#include "core/sql/Parser.h"
#include "core/sql/view/Identifier.h"
#include "tests/support/TestRegistry.h"
#include "tests/unit/sql/Corpus.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <random>

using namespace weir;
using namespace weir::sql;
using weir::test::corpus;

namespace {

std::string laidOut(const std::string &text, std::optional<SourceSpan> range = std::nullopt)
{
    return applyFix(text, {"", formatEdits(*parse(text).tree, range)});
}

/// Everything but white space, in order; words in upper case, as far as they have no quotes.
std::vector<std::string> essence(const std::string &text)
{
    std::vector<std::string> all;
    for (const Token &token : tokenize(text)) {
        if (token.kind == TokenKind::Whitespace) {
            continue;
        }
        const std::string bytes = text.substr(token.begin, token.end - token.begin);
        all.push_back(token.kind == TokenKind::Word ? upperCase(bytes) : bytes);
    }
    return all;
}

/// The laws of one text; says which one is broken.
std::string brokenLaw(const std::string &text)
{
    const std::string once = laidOut(text);
    if (essence(once) != essence(text)) {
        return "other tokens";
    }
    const ParsedScript before = parse(text);
    const ParsedScript after = parse(once);
    if (!sameMeaning(*before.tree, *after.tree)) {
        return "another meaning";
    }
    if (before.diagnostics.size() != after.diagnostics.size()) {
        return "other problems";
    }
    return laidOut(once) == once ? "" : "not stable:\n" + laidOut(once);
}

std::string report(const std::string &text)
{
    return brokenLaw(text) + "\n--- of\n" + text + "\n--- is\n" + laidOut(text);
}

} // namespace

class FormatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void laysOut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("one line stays one line, names keep their case")
            << QByteArray("create  stream \"A\" as select * , f( x ,- 1 ) y from b where x<3 ;")
            << QByteArray("CREATE STREAM \"A\" AS SELECT *, f(x, -1) y FROM b WHERE x < 3;\n");
        QTest::newRow("clauses on lines of their own once one is")
            << QByteArray("create table t as select a, count( * ) as n\nfrom s window tumbling "
                          "(size 1 minutes) group by a emit changes;")
            << QByteArray("CREATE TABLE t AS\n  SELECT a, count(*) AS n\n  FROM s\n"
                          "  WINDOW TUMBLING (SIZE 1 MINUTES)\n  GROUP BY a\n  EMIT CHANGES;\n");
        QTest::newRow("a list with a line break takes a line for each part")
            << QByteArray("SELECT a,\n b, c -- third\nFROM s;")
            << QByteArray("SELECT\n  a,\n  b,\n  c -- third\nFROM s;\n");
        QTest::newRow("columns and properties")
            << QByteArray("CREATE STREAM s (\na int key, b\n decimal( 3,2 ))\nWITH "
                          "(kafka_topic='t',\nformat='JSON');")
            << QByteArray("CREATE STREAM s (\n    a INT KEY,\n    b DECIMAL(3, 2)\n  ) WITH (\n"
                          "    kafka_topic='t',\n    format='JSON'\n  );\n");
        QTest::newRow("commas in front stay in front")
            << QByteArray("SELECT\n a\n  , b\n , c\nFROM s;")
            << QByteArray("SELECT\n  a\n  , b\n  , c\nFROM s;\n");
        QTest::newRow("joins and conditions")
            << QByteArray("SELECT r.a FROM r\nLEFT JOIN c ON r.a = c.b JOIN d within 5 minutes ON "
                          "r.a=d.a WHERE x = 1\nand (y=2 or z= 3);")
            << QByteArray("SELECT r.a\nFROM r\n  LEFT JOIN c ON r.a = c.b\n  JOIN d WITHIN 5 "
                          "MINUTES ON r.a = d.a\nWHERE x = 1\n  AND (y = 2 OR z = 3);\n");
        QTest::newRow("CASE")
            << QByteArray("SELECT CASE WHEN a THEN 1\nELSE 2 END x FROM s;")
            << QByteArray("SELECT\n  CASE\n    WHEN a THEN 1\n    ELSE 2\n  END x\nFROM s;\n");
        QTest::newRow("comments and blank lines stay")
            << QByteArray("-- head\n\n\n\ndrop stream a ;   -- tail\n/* b */ select a, -- first\n"
                          "  b from c /* here */ where d;\n\n-- end")
            << QByteArray("-- head\n\nDROP STREAM a;   -- tail\n/* b */ SELECT\n  a, -- first\n"
                          "  b\nFROM c /* here */\nWHERE d;\n\n-- end\n");
        QTest::newRow("statements on lines of their own")
            << QByteArray("drop stream a; drop stream b;\n\n\n\ndrop stream c;;")
            << QByteArray("DROP STREAM a;\nDROP STREAM b;\n\nDROP STREAM c;;\n");
        QTest::newRow("a broken statement stays")
            << QByteArray("select  (a from  b;\ndrop  stream x;")
            << QByteArray("select  (a from  b;\nDROP STREAM x;\n");
        QTest::newRow("line ends are those of the file")
            << QByteArray("SELECT a,\r\nb FROM c;\r\n")
            << QByteArray("SELECT\r\n  a,\r\n  b\r\nFROM c;\r\n");
        QTest::newRow("a topic keeps its case") << QByteArray("print   My_Topic from beginning;")
                                                << QByteArray("PRINT My_Topic FROM BEGINNING;\n");
        QTest::newRow("a line break in an expression stays")
            << QByteArray("SELECT f(a,\n  b) FROM s;")
            << QByteArray("SELECT\n  f(a,\n    b)\nFROM s;\n");
        QTest::newRow("a query in parentheses")
            << QByteArray("SELECT a FROM (select a\nfrom b where c) q;")
            << QByteArray("SELECT a\nFROM (\n  SELECT a\n  FROM b\n  WHERE c\n) q;\n");
    }

    void laysOut()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(laidOut(text.toStdString())), expected);
        const std::string law = brokenLaw(text.toStdString());
        QVERIFY2(law.empty(), law.c_str());
    }

    void wrapsWhatIsTooLong()
    {
        const std::string columns = "RATING_ID BIGINT KEY, USER_ID INT, STARS INT, ROUTE_ID INT, "
                                    "RATING_TIME BIGINT, CHANNEL VARCHAR";
        const std::string text =
            laidOut("CREATE STREAM RATINGS (" + columns + ") WITH (KAFKA_TOPIC='ratings');");
        QCOMPARE(text.substr(0, 51),
                 std::string("CREATE STREAM RATINGS (\n    RATING_ID BIGINT KEY,\n "));
        for (std::size_t begin = 0; begin < text.size(); begin = text.find('\n', begin) + 1) {
            QVERIFY(text.find('\n', begin) - begin <= 100);
        }
    }

    void changesOnlyTheStatementsAsked()
    {
        const std::string text = "drop  stream a;\n\n  drop  stream b;\ndrop  stream c;\n";
        QCOMPARE(laidOut(text, SourceSpan{22, 22}),
                 std::string("drop  stream a;\n\n  DROP STREAM b;\ndrop  stream c;\n"));
        QCOMPARE(laidOut(text, SourceSpan{0, 30}),
                 std::string("DROP STREAM a;\n\nDROP STREAM b;\ndrop  stream c;\n"));
    }

    void editsAreSmall()
    {
        const auto edits = formatEdits(*parse("SELECT a\n   FROM b;\n").tree);
        QCOMPARE(edits.size(), std::size_t(1));
        QCOMPARE(edits[0].span.length(), std::size_t(3));
        QVERIFY(edits[0].text.empty());
    }

    void samplesKeepTheLaws()
    {
        const QDir folder(QString(WEIR_SOURCE_DIR) + "/resources/samples");
        const QStringList names = folder.entryList({"*.sql"});
        QVERIFY(!names.isEmpty());
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const std::string text = file.readAll().toStdString();
            QVERIFY2(brokenLaw(text).empty(), report(text).c_str());
        }
    }

    void everyStatementOfTheCasesKeepsTheLaws()
    {
        if (corpus().empty()) {
            QSKIP("../shared/conformance/ksql is missing: its statements are not formatted");
        }
        for (const auto &statement : corpus()) {
            QVERIFY2(brokenLaw(statement.text).empty(), report(statement.text).c_str());
        }
    }

    void commentsAndLineEndsAnywhereKeepTheLaws()
    {
        static const std::vector<std::string> kPieces{" ",
                                                      "\n",
                                                      "\n\n\n",
                                                      "\t",
                                                      " -- c\n",
                                                      "/* d */",
                                                      " /* e\n f */ ",
                                                      "-- g\n-- h\n",
                                                      "\r\n",
                                                      "/* weir:draft A */"};
        std::vector<std::string> texts;
        for (const auto &statement : corpus()) {
            texts.push_back(statement.text);
        }
        if (texts.empty()) {
            texts.push_back("CREATE TABLE t AS SELECT a, COUNT(*) n FROM s JOIN r ON s.a = r.b "
                            "WHERE x = 1 AND y OR CASE WHEN z THEN TRUE END GROUP BY a;");
        }
        std::mt19937 random(12);
        for (int i = 0; i < 3'000; ++i) {
            const std::string &text = texts[random() % texts.size()];
            std::string mixed;
            for (const Token &token : tokenize(text)) {
                mixed += random() % 4 == 0 ? kPieces[random() % kPieces.size()] : "";
                mixed += text.substr(token.begin, token.end - token.begin);
            }
            QVERIFY2(brokenLaw(mixed).empty(), report(mixed).c_str());
        }
    }
};

WEIR_TEST(FormatTest)
#include "FormatTest.moc"
