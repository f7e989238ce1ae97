#include "tests/support/TestRegistry.h"
#include "tests/unit/functions/CallHarness.h"

#include <QTest>

using namespace weir;
using namespace weir::functions;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

/// A UNIT argument: the binder gives its milliseconds.
Given unit(std::int64_t ms)
{
    return bigint(ms);
}

} // namespace

class DateFunctionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void datesAreMovedByUnits()
    {
        QCOMPARE(called("DATEADD", {unit(kDayMs), integer(-5), date(2)}),
                 std::string("1969-12-29"));
        QCOMPARE(called("DATEADD", {unit(3'600'000), integer(25), date(0)}),
                 std::string("1970-01-02"));
        QCOMPARE(called("DATESUB", {unit(1), integer(1), date(0)}), std::string("1970-01-01"));
        QCOMPARE(called("DATESUB", {unit(kDayMs), integer(INT32_MAX), date(INT32_MIN)}),
                 std::string("error"));
        QCOMPARE(called("DATEADD", {unit(kDayMs), none(DataType::integer()), date(0)}),
                 std::string("null"));
    }

    void timesPassMidnight()
    {
        QCOMPARE(called("TIMEADD", {unit(1), integer(-5), timeOfDay(2)}),
                 std::string("23:59:59.997"));
        QCOMPARE(called("TIMESUB", {unit(1), integer(-5), timeOfDay(86'399'997)}),
                 std::string("00:00:00.002"));
        QCOMPARE(called("TIMEADD", {unit(60'000), integer(INT32_MAX), timeOfDay(0)}),
                 std::string("02:07"));
        QCOMPARE(called("TIMESTAMPADD", {unit(1), integer(-5), timestamp(2)}),
                 std::string("1969-12-31T23:59:59.997"));
        QCOMPARE(called("TIMESTAMPSUB", {unit(kDayMs), integer(1), timestamp(INT64_MIN)}),
                 std::string("error"));
    }

    void zonesAreAppliedAndConverted()
    {
        const Given may = timestamp(1'526'075'913'000); // 2018-05-11T21:58:33Z
        QCOMPARE(called("FORMAT_TIMESTAMP",
                        {may, text("yyyy-MM-dd HH:mm:ss zzz"), text("Europe/London")}),
                 std::string("2018-05-11 22:58:33 BST"));
        QCOMPARE(called("FORMAT_TIMESTAMP", {may, text("HH:mm xxx"), text("+05:30")}),
                 std::string("03:28 +05:30"));
        QCOMPARE(called("FORMAT_TIMESTAMP", {may, text("HH:mm"), text("Nowhere/City")}),
                 std::string("error"));
        QCOMPARE(called("FORMAT_TIMESTAMP", {may, text("HH:mm"), none()}), std::string("null"));
        QCOMPARE(called("PARSE_TIMESTAMP", {text("2018-05-11 14:58"), text("yyyy-MM-dd HH:mm"),
                                            text("America/Los_Angeles")}),
                 std::string("2018-05-11T21:58:00.000"));
        QCOMPARE(called("STRINGTOTIMESTAMP",
                        {text("2018-05-11T21:58:33 PST"), text("yyyy-MM-dd'T'HH:mm:ss zzz")}),
                 std::string("1526101113000"));
        QCOMPARE(called("CONVERT_TZ", {may, text("UTC"), text("America/Los_Angeles")}),
                 std::string("2018-05-11T14:58:33.000"));
        QCOMPARE(called("CONVERT_TZ", {may, text("+02:00"), text("UTC")}),
                 std::string("2018-05-11T19:58:33.000"));
        QCOMPARE(called("CONVERT_TZ", {may, text("UTC"), text("")}), std::string("error"));
    }

    void patternsMustSuitTheType()
    {
        QCOMPARE(called("FORMAT_DATE", {date(0), text("yyyy HH")}), std::string("error"));
        QCOMPARE(called("DATETOSTRING", {integer(0), text("yyyy z")}), std::string("error"));
        QCOMPARE(called("FORMAT_TIME", {timeOfDay(0), text("yyyy HH")}), std::string("error"));
        QCOMPARE(called("FORMAT_TIME", {timeOfDay(61'000), text("'T'HH:mm:ss")}),
                 std::string("T00:01:01"));
        QCOMPARE(called("PARSE_DATE", {text("2018-05"), text("yyyy-MM")}), std::string("error"));
        QCOMPARE(called("PARSE_DATE", {text("2018-05-11 10"), text("yyyy-MM-dd HH")}),
                 std::string("error"));
        QCOMPARE(called("STRINGTODATE", {text("2018-05-11 10"), text("yyyy-MM-dd HH")}),
                 std::string("17662"));
        QCOMPARE(called("PARSE_TIME", {text("30"), text("mm")}), std::string("error"));
        QCOMPARE(called("PARSE_TIME", {text("10 11"), text("HH dd")}), std::string("error"));
        QCOMPARE(called("PARSE_TIME", {text("9 PM"), text("h a")}), std::string("21:00"));
        QCOMPARE(called("PARSE_TIMESTAMP", {text("2018"), text("yyyy")}),
                 std::string("2018-01-01T00:00:00.000"));
    }

    void daysAreNumbersAndDates()
    {
        QCOMPARE(called("UNIX_DATE", {date(18911)}), std::string("18911"));
        QCOMPARE(called("FROM_DAYS", {integer(-1)}), std::string("1969-12-31"));
        QCOMPARE(called("PARSE_DATE", {text("20180511"), text("yyyyMMdd")}),
                 std::string("2018-05-11"));
        QCOMPARE(called("STRINGTODATE", {text("foo"), text("yyyyMMdd")}), std::string("error"));
    }
};

WEIR_TEST(DateFunctionsTest)
#include "DateFunctionsTest.moc"
