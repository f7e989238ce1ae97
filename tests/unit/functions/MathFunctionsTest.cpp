#include "tests/support/TestRegistry.h"
#include "tests/unit/functions/CallHarness.h"

#include <QTest>

using namespace weir;
using namespace weir::functions;

class MathFunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logarithmsAreToBaseTenUnlessToldOtherwise()
    {
        QCOMPARE(called("LOG", {real(1000)}), std::string("3.0"));
        QCOMPARE(called("LOG", {real(0)}), std::string("-Infinity"));
        QCOMPARE(called("LOG", {real(-1)}), std::string("NaN"));
        QCOMPARE(called("LN", {real(1)}), std::string("0.0"));
        QCOMPARE(called("LOG", {real(2), real(8)}), std::string("3.0"));
        QCOMPARE(called("LOG", {real(0.5), real(0)}), std::string("-Infinity"));
        QCOMPARE(called("LOG", {real(1), real(8)}), std::string("NaN"));
        QCOMPARE(called("LOG", {real(-2), real(0)}), std::string("NaN"));
    }

    void roundedDecimalsFitTheirType()
    {
        const auto rounded = [](int unscaled, int places) {
            return called(
                "ROUND", {{DataType::decimal(3, 2), Value(Decimal(unscaled, 2))}, integer(places)});
        };
        QCOMPARE(rounded(994, 1), std::string("9.90"));
        QCOMPARE(rounded(-995, 1), std::string("-9.90"));
        QCOMPARE(rounded(995, 1), std::string("error"));
        QCOMPARE(rounded(500, -1), std::string("error"));
        QCOMPARE(rounded(499, -1), std::string("0.00"));
    }
};

WEIR_TEST(MathFunctionsTest)
#include "MathFunctionsTest.moc"
