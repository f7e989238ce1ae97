#include "tests/support/TestRegistry.h"
#include "tests/unit/functions/CallHarness.h"

#include <QTest>

using namespace weir;
using namespace weir::functions;

class StringFunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
};

WEIR_TEST(StringFunctionsTest)
#include "StringFunctionsTest.moc"
