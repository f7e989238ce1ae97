#include "core/types/DatePattern.h"

#include "tests/support/TestRegistry.h"

#include <QTest>

#include <string>

using namespace weir;

namespace {

constexpr std::int64_t kMay = 1'526'075'913'120; // 2018-05-11T21:58:33.120Z, a Friday

std::string formatted(const char *pattern, const char *zone = "UTC", std::int64_t ms = kMay)
{
    const Result<DatePattern> made = DatePattern::make(pattern);
    return made ? made->format(ms, *TimeZone::find(zone)) : made.error().code;
}

/// Reads a text and prints the instant as ISO, or `none`.
std::string parsed(const char *pattern, const char *text, const char *zone = "UTC")
{
    const Result<DatePattern> made = DatePattern::make(pattern);
    if (!made) {
        return made.error().code;
    }
    const std::optional<std::int64_t> ms = made->parse(text, *TimeZone::find(zone));
    return ms ? DatePattern::make("yyyy-MM-dd'T'HH:mm:ss.SSS")->format(*ms) : "none";
}

} // namespace

class DatePatternTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lettersAreWritten_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::newRow("numbers") << "yy-M-d H:m:s.SS"
                                 << "18-5-11 21:58:33.12";
        QTest::newRow("names") << "EEE EEEE MMM MMMM MMMMM G"
                               << "Fri Friday May May M AD";
        QTest::newRow("clock") << "hh KK kk a"
                               << "09 09 21 PM";
        QTest::newRow("quarter and day") << "Q QQQ QQQQ D DDD"
                                         << "2 Q2 2nd quarter 131 131";
        QTest::newRow("quotes") << "yyyy'T''o''clock'"
                                << "2018T'o'clock";
        QTest::newRow("of the day") << "A n"
                                    << "79113120 120000000";
        QTest::newRow("optional") << "yyyy[-MM]"
                                  << "2018-05";
    }
    void lettersAreWritten()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(formatted(pattern.toUtf8().constData())), text);
    }

    void zonesAreWritten()
    {
        QCOMPARE(formatted("VV z X XX x xxx Z ZZZZ ZZZZZ O"),
                 std::string("UTC UTC Z Z +00 +00:00 +0000 GMT Z GMT"));
        QCOMPARE(formatted("VV z X xxx Z ZZZZ O", "Asia/Kolkata"),
                 std::string("Asia/Kolkata IST +0530 +05:30 +0530 GMT+05:30 GMT+5:30"));
        const std::string colons(3, 'X');
        QCOMPARE(formatted(colons.c_str()), std::string("Z"));
        QCOMPARE(formatted(colons.c_str(), "Asia/Kolkata"), std::string("+05:30"));
        QCOMPARE(formatted("HH X", "America/New_York"), std::string("17 -04"));
    }

    void wrongPatternsAreRefused()
    {
        for (const char *pattern : {"YYYY", "yyyy 'open", "yyyy]", "{yyyy}", "w", "V"}) {
            QCOMPARE(formatted(pattern), std::string("types.bad-date-pattern"));
        }
    }

    void numbersStandSideBySide()
    {
        QCOMPARE(parsed("yyyyMMddHHmmssSSS", "20180511215833120"),
                 std::string("2018-05-11T21:58:33.120"));
        QCOMPARE(parsed("yyMMdd", "180511"), std::string("2018-05-11T00:00:00.000"));
        QCOMPARE(parsed("yyyyMMdd", "2018051"), std::string("none"));
        QCOMPARE(parsed("yyyyDDD", "2020366"), std::string("2020-12-31T00:00:00.000"));
        QCOMPARE(parsed("yyyyDDD", "2021366"), std::string("none"));
    }

    void daysAreClampedToTheirMonthAndWeekdaysChecked()
    {
        QCOMPARE(parsed("yyyy-MM-dd", "2021-06-31"), std::string("2021-06-30T00:00:00.000"));
        QCOMPARE(parsed("yyyy-MM-dd", "2021-06-32"), std::string("none"));
        QCOMPARE(parsed("yyyy-MM-dd", "2021-13-01"), std::string("none"));
        QCOMPARE(parsed("EEE, d MMM yyyy", "fri, 11 MAY 2018"),
                 std::string("2018-05-11T00:00:00.000"));
        QCOMPARE(parsed("EEE, d MMM yyyy", "Thu, 11 May 2018"), std::string("none"));
    }

    void optionalPartsMayBeMissing()
    {
        QCOMPARE(parsed("yyyy-MM-dd[ HH:mm[:ss]]", "2018-05-11"),
                 std::string("2018-05-11T00:00:00.000"));
        QCOMPARE(parsed("yyyy-MM-dd[ HH:mm[:ss]]", "2018-05-11 21:58"),
                 std::string("2018-05-11T21:58:00.000"));
        QCOMPARE(parsed("yyyy-MM-dd[ HH:mm[:ss]]", "2018-05-11 21:58:33"),
                 std::string("2018-05-11T21:58:33.000"));
        QCOMPARE(parsed("yyyy-MM-dd[ HH:mm[:ss]]", "2018-05-11 21"), std::string("none"));
    }

    void clocksHaveTwelveOrTwentyFourHours()
    {
        QCOMPARE(parsed("h:mm a", "12:05 am"), std::string("1970-01-01T00:05:00.000"));
        QCOMPARE(parsed("h:mm a", "9:05 PM"), std::string("1970-01-01T21:05:00.000"));
        QCOMPARE(parsed("kk:mm", "24:05"), std::string("1970-01-01T00:05:00.000"));
        QCOMPARE(parsed("HH:mm", "24:05"), std::string("none"));
    }

    void zonesAreThoseOfTheDatabase()
    {
        QCOMPARE(parsed("HH:mm VV", "10:00 Japan"), std::string("1970-01-01T01:00:00.000"));
        QCOMPARE(parsed("HH:mm VV", "10:00 EST5EDT"), std::string("1970-01-01T15:00:00.000"));
        QCOMPARE(parsed("HH:mm VV", "10:00 Etc/GMT+5"), std::string("1970-01-01T15:00:00.000"));
        QVERIFY(TimeZone::find("GB"));
        for (const std::string &wrong :
             {std::string(), std::string("japan"), std::string("Nowhere/City"),
              std::string("Europe/"), std::string("../zoneinfo/Japan"), std::string("zone.tab"),
              std::string("posix/Japan"), std::string(100'000, 'A')}) {
            QVERIFY2(!TimeZone::find(wrong), wrong.c_str());
        }
        const std::string token(100'000, 'A');
        QCOMPARE(parsed("HH:mm VV", ("10:00 " + token).c_str()), std::string("none"));
    }

    void zonesOfTheTextWin()
    {
        QCOMPARE(parsed("HH:mm X", "10:00 -02", "Asia/Tokyo"),
                 std::string("1970-01-01T12:00:00.000"));
        QCOMPARE(parsed("HH:mm VV", "10:00 Europe/Paris"), std::string("1970-01-01T09:00:00.000"));
        QCOMPARE(parsed("HH:mm O", "10:00 GMT+1"), std::string("1970-01-01T09:00:00.000"));
        QCOMPARE(parsed("HH:mm z", "10:00 XYZ"), std::string("none"));
        QCOMPARE(parsed("yyyy-MM-dd HH:mm", "2021-03-14 02:30", "America/New_York"),
                 std::string("2021-03-14T07:30:00.000")); // skipped: moved on by the gap
        QCOMPARE(parsed("yyyy-MM-dd HH:mm", "2021-11-07 01:30", "America/New_York"),
                 std::string("2021-11-07T05:30:00.000")); // twice: the first
    }
};

WEIR_TEST(DatePatternTest)
#include "DatePatternTest.moc"
