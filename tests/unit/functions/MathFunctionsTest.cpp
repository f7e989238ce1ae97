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
};

WEIR_TEST(MathFunctionsTest)
#include "MathFunctionsTest.moc"
