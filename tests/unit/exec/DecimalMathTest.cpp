#include "core/exec/expr/DecimalMath.h"

#include "tests/support/SchoolNumbers.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;
using namespace weir::test;
using exec::calculateDecimal;

namespace {

struct Operand {
    std::string digits; ///< of the unscaled number
    int scale = 0;

    Decimal value() const
    {
        const WideInteger number = *WideInteger::parseDigits(magnitudeOf(digits));
        return Decimal(digits[0] == '-' ? number.negated() : number, scale);
    }
    std::string scaledTo(int wanted) const
    {
        return schoolMultiply(digits,
                              "1" + std::string(static_cast<std::size_t>(wanted - scale), '0'));
    }
};

std::string unscaled(const Decimal &value)
{
    return (value.wide().isNegative() ? "-" : "") + value.wide().digits();
}

std::string minus(const std::string &a, const std::string &b)
{
    return schoolAdd(a, schoolMultiply(b, "-1"));
}

} // namespace

/// Against arithmetic done digit by digit, over operands on both sides of every width.
class DecimalMathTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithSchool()
    {
        SchoolRandom random;
        for (int i = 0; i < 3000; ++i) {
            const std::size_t most = i % 3 == 0 ? 18 : (i % 3 == 1 ? 38 : 60);
            const Operand a{random.number(most), static_cast<int>(random.next() % 12)};
            const Operand b{random.number(most), static_cast<int>(random.next() % 12)};
            const int scale = std::max(a.scale, b.scale);
            const std::string left = a.scaledTo(scale);
            const std::string right = b.scaledTo(scale);
            const DataType sum = DataType::decimal(90, scale);
            QCOMPARE(unscaled(*calculateDecimal('+', a.value(), b.value(), sum)),
                     schoolAdd(left, right));
            QCOMPARE(unscaled(*calculateDecimal('-', a.value(), b.value(), sum)),
                     minus(left, right));
            QCOMPARE(unscaled(*calculateDecimal('*', a.value(), b.value(),
                                                DataType::decimal(130, a.scale + b.scale))),
                     schoolMultiply(a.digits, b.digits));
            if (b.digits != "0") {
                checkQuotient(a, b);
                const std::string rest =
                    unscaled(*calculateDecimal('%', a.value(), b.value(), sum));
                QVERIFY(schoolLess(magnitudeOf(rest), magnitudeOf(right)));
                QVERIFY(rest == "0" || (rest[0] == '-') == (left[0] == '-'));
            }
        }
    }

    /// What fits 128 bits takes another way; nothing of it may show.
    void widthsAgree()
    {
        SchoolRandom random;
        for (int i = 0; i < 2000; ++i) {
            const Operand a{random.number(38), static_cast<int>(random.next() % 30)};
            const Operand b{random.number(38), static_cast<int>(random.next() % 30)};
            for (const char op : {'+', '-', '*', '/', '%'}) {
                if ((op == '/' || op == '%') && b.digits == "0") {
                    continue;
                }
                const auto narrow =
                    calculateDecimal(op, a.value(), b.value(), DataType::decimal(38, 9));
                const auto wide =
                    calculateDecimal(op, a.value(), b.value(), DataType::decimal(200, 9));
                QVERIFY(wide.has_value());
                QCOMPARE(narrow.has_value(), wide->digitCount() <= 38);
                QVERIFY(!narrow || *narrow == *wide);
            }
        }
    }

private:
    /// r is a / b rounded half up: 2 * |a * 10^k - r * b| is at most |b|.
    static void checkQuotient(const Operand &a, const Operand &b)
    {
        const int scale = 20;
        const std::string quotient =
            unscaled(*calculateDecimal('/', a.value(), b.value(), DataType::decimal(200, scale)));
        const std::string numerator = a.scaledTo(a.scale + scale - a.scale + b.scale);
        const std::string error = magnitudeOf(minus(numerator, schoolMultiply(quotient, b.digits)));
        QVERIFY(!schoolLess(magnitudeOf(b.digits), schoolAdd(error, error)));
    }
};

WEIR_TEST(DecimalMathTest)
#include "DecimalMathTest.moc"
