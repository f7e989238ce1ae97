#ifndef Q_MOC_RUN // moc does not read <concepts>
#include "core/types/NumberText.h"

#include "core/types/CivilTime.h"
#endif
#include "tests/support/TestRegistry.h"

#include <QTest>

using namespace weir;

class NumberTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doublesAreWrittenAsJavaDoes()
    {
        const std::pair<double, const char *> cases[] = {
            {0.0, "0.0"},
            {-0.0, "-0.0"},
            {1.0, "1.0"},
            {0.1, "0.1"},
            {123.456, "123.456"},
            {1e7, "1.0E7"},
            {9999999.0, "9999999.0"},
            {1e-3, "0.001"},
            {1e-5, "1.0E-5"},
            {9.999e-4, "9.999E-4"},
            {-12345678.9, "-1.23456789E7"},
            {std::numeric_limits<double>::denorm_min(), "4.9E-324"},
            {std::numeric_limits<double>::max(), "1.7976931348623157E308"},
            {2e23, "2.0E23"},
            {std::nan(""), "NaN"},
            {HUGE_VAL, "Infinity"},
            {-HUGE_VAL, "-Infinity"},
        };
        for (const auto &[value, text] : cases) {
            QCOMPARE(doubleToText(value), std::string(text));
            QVERIFY(std::isnan(value) || parseDouble(text) == value);
        }
    }

    void whatNoDoubleIsNearIsInfiniteOrNothing()
    {
        const std::string zeros(400, '0');
        for (const std::string &large : std::vector<std::string>{
                 "1e400", "1" + zeros, "1" + zeros + "e-20", "0.01e+999999999999"}) {
            QCOMPARE(parseDouble(large).value_or(0), HUGE_VAL);
            QCOMPARE(parseDouble("-" + large).value_or(0), -HUGE_VAL);
        }
        for (const std::string &small :
             std::vector<std::string>{"1e-400", "0." + zeros + "1", "0." + zeros + "1e50",
                                      "." + zeros + "5", "100e-999999999999"}) {
            QCOMPARE(parseDouble(small).value_or(1), 0.0);
        }
        QCOMPARE(parseDouble("0." + zeros + "15e401").value_or(0), 1.5);
    }

    void decimalsKeepTheirScale()
    {
        QCOMPARE(Decimal::parse("-12.50")->toString(), std::string("-12.50"));
        QCOMPARE(Decimal::parse("1E3")->toString(), std::string("1000"));
        QCOMPARE(Decimal::parse(".12")->toString(), std::string("0.12"));
        QVERIFY(!Decimal::parse("1.2.3") && !Decimal::parse("") && !Decimal::parse("-"));
        QCOMPARE(Decimal(125, 2).rescaled(1).toString(), std::string("1.3"));
        QCOMPARE(Decimal(-125, 2).rescaled(1).toString(), std::string("-1.3"));
        QVERIFY(Decimal(10, 1) == Decimal(100, 2));
        QVERIFY(Decimal(-11, 1).compare(Decimal(-1, 0)) < 0);
        QVERIFY(!fitDecimal(Decimal(1000, 0), 3, 0) && !fitDecimal(Decimal(100, 0), 3, 1));
        QVERIFY(*doubleToDecimal(0.99) == Decimal(99, 2) && !doubleToDecimal(HUGE_VAL));
    }

    void datesGoThereAndBack()
    {
        for (std::int64_t day = -800'000; day < 800'000; day += 997) {
            QCOMPARE(daysFromCivil(civilFromDays(day)), day);
        }
        QCOMPARE(timestampToText(1651182287943), std::string("2022-04-28T21:44:47.943"));
        QCOMPARE(*parseTimestamp("2022-04-28T21:44:47.943Z"), std::int64_t{1651182287943});
        QCOMPARE(*parseTimestamp("2022-04-28T23:44:47.943+02:00"), std::int64_t{1651182287943});
        QCOMPARE(*parseTimestamp("1970-01-02"), kDayMs);
        QCOMPARE(*parseTimestamp("1970-01-01T24"), kDayMs);
        QVERIFY(!parseTimestamp("1970-01-01T24:01") && !parseTimestamp("1970-01-01T25"));
        QCOMPARE(msOfDay(-2000), std::int64_t{86398000});
        QCOMPARE(timeToText(5000), std::string("00:00:05"));
        QVERIFY(!parseDate("2023-02-29") && parseDate("2024-02-29") && !parseTime("24:00"));
    }
};

WEIR_TEST(NumberTextTest)
#include "NumberTextTest.moc"
