#include "tests/support/TestRegistry.h"
#include "tests/unit/functions/CallHarness.h"

#include <QTest>

using namespace weir;
using namespace weir::functions;

class StringFunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsOfARecordCannotExhaustTheMemory()
    {
        QCOMPARE(called("REPEAT", {text("ab"), integer(3)}), std::string("ababab"));
        QCOMPARE(called("REPEAT", {text("ab"), integer(-1)}), std::string());
        QCOMPARE(called("REPEAT", {text(""), integer(INT32_MAX)}), std::string());
        QCOMPARE(called("REPEAT", {text("ab"), integer(INT32_MAX)}), std::string("error"));
        QCOMPARE(called("LPAD", {text("a"), integer(INT32_MAX), text("é")}), std::string("error"));
        QCOMPARE(called("RPAD", {bytes("a"), integer(INT32_MAX), bytes("b")}),
                 std::string("error"));
        const std::string large(5000, 'a');
        QCOMPARE(called("REPLACE", {text(large), text("a"), text(large)}), std::string("error"));
        QCOMPARE(called("REPLACE", {text(large), text(""), text(large)}), std::string("error"));
        QCOMPARE(called("REGEXP_REPLACE", {text(large), text("a"), text(large)}),
                 std::string("error"));
        QCOMPARE(called("ARRAY_JOIN", {list(std::vector<Given>(5000, text("a"))), text(large)}),
                 std::string("error"));
    }

    void textsAreFilledToALength()
    {
        QCOMPARE(called("LPAD", {text("Foo"), integer(7), text("Bar")}), std::string("BarBFoo"));
        QCOMPARE(called("RPAD", {text("Foo"), integer(7), text("é😀")}), std::string("Fooé😀é"));
        QCOMPARE(called("RPAD", {text("Foo"), integer(2), text("Bar")}), std::string("Fo"));
        QCOMPARE(called("LPAD", {text("a"), integer(3), text("")}), std::string("null"));
        QCOMPARE(called("LPAD", {text("a"), integer(3), text("\x80")}), std::string("null"));
        QCOMPARE(called("LPAD", {text("a"), integer(-1), text("b")}), std::string("null"));
        QCOMPARE(called("REPLACE", {text("aba"), text("a"), text("xy")}), std::string("xybxy"));
        QCOMPARE(called("REPLACE", {text("ab"), text(""), text("-")}), std::string("-a-b-"));
    }

    void failedArgumentsFailTheCall()
    {
        const Given bad = failed();
        QCOMPARE(called("CONCAT", {text("a"), bad}), std::string("error"));
        QCOMPARE(called("CONCAT", {text("a"), none()}), std::string("a"));
        QCOMPARE(called("CONCAT_WS", {text("-"), text("a"), bad}), std::string("error"));
        QCOMPARE(called("GREATEST", {text("a"), bad}), std::string("error"));
        QCOMPARE(called("LEAST", {bad, text("a")}), std::string("error"));
        QCOMPARE(called("NULLIF", {text("a"), bad}), std::string("error"));
        QCOMPARE(called("FIELD", {text("a"), text("a"), bad}), std::string("error"));
        QCOMPARE(called("ELT", {integer(1), text("a"), bad}), std::string("error"));
        QCOMPARE(called("IS_JSON_STRING", {bad}), std::string("error"));
        QCOMPARE(called("IS_JSON_STRING", {none()}), std::string("false"));
        QCOMPARE(called("JSON_ARRAY_CONTAINS", {bad, integer(1)}), std::string("error"));
        QCOMPARE(called("MASK", {text("a"), bad, none(), none(), none()}), std::string("error"));
        QCOMPARE(called("ARRAY_JOIN", {list({text("a")}), bad}), std::string("error"));
        QCOMPARE(called("COALESCE", {bad, text("a")}), std::string("a"));
    }

    void splittingByNothingCutsCharactersOrBytes()
    {
        QCOMPARE(called("SPLIT", {text("aé😀"), text("")}), std::string("[a, é, 😀]"));
        QCOMPARE(called("SPLIT", {bytes("\xC3\xA9z"), bytes("")}),
                 std::string("[ww==, qQ==, eg==]"));
        QCOMPARE(called("SPLIT", {text(",a,"), text(",")}), std::string("[, a, ]"));
    }
};

WEIR_TEST(StringFunctionsTest)
#include "StringFunctionsTest.moc"
