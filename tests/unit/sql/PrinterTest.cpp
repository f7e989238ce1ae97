#include "core/sql/Printer.h"

#include "core/sql/Parser.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;
using namespace weir::sql;

namespace {

std::string formatted(const std::string &text)
{
    return printCanonical(parse(text).tree->root());
}

} // namespace

class PrinterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void putsShortStatementsOnOneLine()
    {
        QCOMPARE(
            formatted(
                "create  stream \"A\" as\nselect * , f( x ,- 1 ) y from b where x<3 and(y!=2)"),
            std::string(
                "CREATE STREAM A AS SELECT *, F(X, -1) Y FROM B WHERE X < 3 AND (Y <> 2);\n"));
        QCOMPARE(
            formatted("create stream s(a array<map<string,int>>,b decimal(3,2) "
                      "key)with(kafka_topic = 't')"),
            std::string("CREATE STREAM S (A ARRAY<MAP<STRING, INT>>, B DECIMAL(3, 2) KEY) WITH "
                        "(KAFKA_TOPIC='t');\n"));
    }

    void breaksLongStatementsAtTheirClauses()
    {
        QCOMPARE(formatted("CREATE TABLE ratings_by_club_status AS SELECT club_status, COUNT(*) AS "
                           "ratings_count FROM "
                           "ratings_with_customer_data WINDOW TUMBLING (SIZE 1 MINUTES) GROUP BY "
                           "club_status;"),
                 std::string("CREATE TABLE RATINGS_BY_CLUB_STATUS AS\n"
                             "  SELECT CLUB_STATUS, COUNT(*) AS RATINGS_COUNT\n"
                             "  FROM RATINGS_WITH_CUSTOMER_DATA\n"
                             "  WINDOW TUMBLING (SIZE 1 MINUTES)\n"
                             "  GROUP BY CLUB_STATUS;\n"));
    }

    void keepsCommentsAndOneBlankLine()
    {
        QCOMPARE(formatted("-- head\n\n\n\ndrop stream a ; -- tail\nselect a, -- first\n  b from c "
                           "/* here */ where d;"),
                 std::string("-- head\n\nDROP STREAM A; -- tail\n"
                             "SELECT A, -- first\nB\nFROM C /* here */\nWHERE D;\n"));
    }

    void keepsQuotesThatMean()
    {
        QCOMPARE(formatted("select `a`, `B`, \"FROM\", `c``d`, 'It''s' from t;"),
                 std::string("SELECT `a`, B, `FROM`, `c``d`, 'It''s' FROM T;\n"));
        QCOMPARE(formatted("print My_Topic;"), std::string("PRINT My_Topic;\n"));
    }

    void leavesBrokenStatementsAlone()
    {
        QCOMPARE(formatted("select  (a from b;\ndrop  stream x;"),
                 std::string("select  (a from b;\nDROP STREAM X;\n"));
    }

    void printsEqualExpressionsEqually()
    {
        const ParsedScript a = parseExpression("a /* x */ +\n1 >= - -b");
        const ParsedScript b = parseExpression("`A` + 1>=- -\"B\"");
        QCOMPARE(printExpression(a.tree->root().firstChild()), std::string("A + 1 >= - -B"));
        QCOMPARE(printExpression(a.tree->root().firstChild()),
                 printExpression(b.tree->root().firstChild()));
    }
};

WEIR_TEST(PrinterTest)
#include "PrinterTest.moc"
