#include "core/types/ColumnCompare.h"
#include "core/types/Decimal.h"
#include "core/types/NumberText.h"
#include "core/types/ValueBytes.h"
#include "tests/support/SchoolNumbers.h"
#include "tests/support/TestRegistry.h"

#include <QTest>

#include <array>

using namespace weir;
using namespace weir::test;

namespace {

WideInteger wide(const std::string &text)
{
    const WideInteger value = *WideInteger::parseDigits(magnitudeOf(text));
    return text[0] == '-' ? value.negated() : value;
}

std::string text(const WideInteger &value)
{
    return (value.isNegative() ? "-" : "") + value.digits();
}

} // namespace

class WideIntegerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void calculatesAsAtSchool()
    {
        SchoolRandom random;
        for (int i = 0; i < 2000; ++i) {
            const std::string a = random.number(90);
            const std::string b = random.number(i % 2 == 0 ? 90 : 20);
            QCOMPARE(text(wide(a)), a);
            QCOMPARE(text(wide(a) + wide(b)), schoolAdd(a, b));
            QCOMPARE(text(wide(a) * wide(b)), schoolMultiply(a, b));
            QCOMPARE(text((wide(a) - wide(b)) + wide(b)), a);
            QCOMPARE(wide(a) < wide(b), schoolLess(a, b));
            if (b != "0") {
                WideInteger rest;
                const WideInteger quotient = wide(a).dividedBy(wide(b), rest);
                QCOMPARE(schoolAdd(schoolMultiply(text(quotient), b), text(rest)), a);
                QVERIFY(rest.magnitude() < wide(b).magnitude());
                QVERIFY(rest.isZero() || rest.isNegative() == wide(a).isNegative());
            }
        }
    }

    void dividesWhereTheFirstGuessIsWrong()
    {
        // 2^96 - 2^64 by 2^64 - 2^32 + 1 and neighbours: the guessed limb is too large.
        const WideInteger one(Int128{1});
        const WideInteger b = WideInteger((Int128{1} << 64) - (Int128{1} << 32) + 1);
        for (int k = -3; k <= 3; ++k) {
            const WideInteger a = b * WideInteger((Int128{1} << 32) - 1) + WideInteger(Int128{k});
            WideInteger rest;
            const WideInteger quotient = a.dividedBy(b, rest);
            QVERIFY(quotient * b + rest == a && rest < b && !(rest < WideInteger()));
        }
    }

    void bytesGoThereAndBack()
    {
        SchoolRandom random;
        for (int i = 0; i < 500; ++i) {
            const WideInteger value = wide(random.number(70));
            std::array<std::byte, 32> bytes{};
            QVERIFY(value.toBytes(bytes.data(), bytes.size()));
            QVERIFY(WideInteger::fromBytes(bytes.data(), bytes.size()) == value);
        }
        std::byte small[1];
        QVERIFY(WideInteger(Int128{-128}).toBytes(small, 1));
        QVERIFY(!WideInteger(Int128{128}).toBytes(small, 1));
        const Int128 least = Int128{1} << 127;
        QVERIFY(*WideInteger(least).toInt128() == least);
        QVERIFY(!WideInteger(least).negated().toInt128());
    }

    void decimalsHaveNoCap()
    {
        const std::string digits = "-12345678901234567890123456789012345678901234567890.05";
        const Decimal value = *Decimal::parse(digits);
        QVERIFY(value.isWide());
        QCOMPARE(value.toString(), digits);
        QCOMPARE(value.digitCount(), 52);
        QCOMPARE(value.rescaled(1).toString(), digits.substr(0, digits.size() - 2) + "1");
        QCOMPARE(value.rescaled(4).toString(), digits + "00");
        QVERIFY(value.rescaled(60) == value && value.compare(value.negated()) < 0);
        QVERIFY(!value.rescaled(-49).isWide());
        QCOMPARE(Decimal::parse("1E45")->toString(), "1" + std::string(45, '0'));
        QVERIFY(fitAnyDecimal(value, 52, 2) && !fitAnyDecimal(value, 51, 2));
        QVERIFY(fitAnyDecimal(value, 51, 1) && !fitDecimal(value, 38, 2));
        QCOMPARE(decimalToDouble(value), -1.2345678901234568e49);
        QVERIFY(!Decimal::parse(std::string(10'001, '1')));
    }

    void columnsAndStoredValuesHoldThem()
    {
        const DataType type = DataType::decimal(60, 5);
        SchoolRandom random;
        Column column(type);
        Arena arena;
        for (std::uint32_t i = 0; i < 200; ++i) {
            const Value value(Decimal(wide(random.number(60)), 5));
            column.appendNull();
            column.setValue(i, value, arena);
            QVERIFY(column.valueAt(i) == value);
            std::string bytes;
            appendValueBytes(value, bytes);
            std::string_view in = bytes;
            QVERIFY(*readValueBytes(in) == value && in.empty());
        }
        const Column copy = column.gather(Selection::all(200));
        for (std::uint32_t i = 0; i < 200; ++i) {
            QVERIFY(equalRows(column, i, copy, i) && hashRow(column, i) == hashRow(copy, i));
            const auto order = column.decimalAt(i).compare(column.decimalAt(0));
            QCOMPARE(compareRows(column, i, copy, 0) < 0, order < 0);
        }
    }
};

WEIR_TEST(WideIntegerTest)
#include "WideIntegerTest.moc"
