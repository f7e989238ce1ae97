#include "core/types/CivilTime.h"

#include <fmt/format.h>

namespace weir {

namespace {

/// Reads digits off the front of a text.
class CivilScanner {
public:
    explicit CivilScanner(std::string_view text)
        : m_text(text)
    {
    }
    bool atEnd() const { return m_text.empty(); }
    bool accept(char c)
    {
        if (m_text.empty() || m_text.front() != c) {
            return false;
        }
        m_text.remove_prefix(1);
        return true;
    }
    std::optional<int> digits(int least, int most)
    {
        int value = 0;
        int count = 0;
        while (count < most && !m_text.empty() && m_text.front() >= '0' && m_text.front() <= '9') {
            value = value * 10 + (m_text.front() - '0');
            m_text.remove_prefix(1);
            ++count;
        }
        return count >= least ? std::optional<int>(value) : std::nullopt;
    }
    /// Reads digits after a point as ms; more than three are cut.
    std::optional<int> fraction()
    {
        int value = 0;
        int count = 0;
        while (!m_text.empty() && m_text.front() >= '0' && m_text.front() <= '9') {
            if (count < 3) {
                value = value * 10 + (m_text.front() - '0');
            }
            m_text.remove_prefix(1);
            ++count;
        }
        for (int i = count; i < 3; ++i) {
            value *= 10;
        }
        return count > 0 && count <= 9 ? std::optional<int>(value) : std::nullopt;
    }

private:
    std::string_view m_text;
};

/// Midnight at the end of a day, 24:00, is a time only behind a date.
enum class EndOfDay { Refused, Allowed };

std::optional<std::int64_t> scanTime(CivilScanner &scan, EndOfDay endOfDay)
{
    const std::optional<int> hour = scan.digits(2, 2);
    if (!hour || *hour > (endOfDay == EndOfDay::Allowed ? 24 : 23)) {
        return std::nullopt;
    }
    int minute = 0;
    int second = 0;
    int ms = 0;
    if (scan.accept(':')) {
        minute = scan.digits(2, 2).value_or(99);
        if (scan.accept(':')) {
            second = scan.digits(2, 2).value_or(99);
            if (scan.accept('.')) {
                const std::optional<int> fraction = scan.fraction();
                if (!fraction) {
                    return std::nullopt;
                }
                ms = *fraction;
            }
        }
    }
    if (minute > 59 || second > 59 || (*hour == 24 && minute + second + ms > 0)) {
        return std::nullopt;
    }
    return ((*hour * 60LL + minute) * 60 + second) * 1000 + ms;
}

std::optional<std::int64_t> scanOffset(CivilScanner &scan)
{
    if (scan.atEnd() || scan.accept('Z')) {
        return 0;
    }
    const bool negative = scan.accept('-');
    if (!negative && !scan.accept('+')) {
        return std::nullopt;
    }
    const std::optional<int> hours = scan.digits(2, 2);
    scan.accept(':');
    const int minutes = scan.atEnd() ? 0 : scan.digits(2, 2).value_or(99);
    if (!hours || *hours > 18 || minutes > 59) {
        return std::nullopt;
    }
    const std::int64_t offset = (*hours * 60LL + minutes) * 60'000;
    return negative ? -offset : offset;
}

} // namespace

std::int64_t daysFromCivil(const CivilDate &date)
{
    const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t yearOfEra = year - era * 400;
    const std::int64_t month = date.month > 2 ? date.month - 3 : date.month + 9;
    const std::int64_t dayOfYear = (153 * month + 2) / 5 + date.day - 1;
    const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146'097 + dayOfEra - 719'468;
}

CivilDate civilFromDays(std::int64_t days)
{
    days += 719'468;
    const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
    const std::int64_t dayOfEra = days - era * 146'097;
    const std::int64_t yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shifted = (5 * dayOfYear + 2) / 153;
    CivilDate date;
    date.day = static_cast<int>(dayOfYear - (153 * shifted + 2) / 5 + 1);
    date.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
    date.year = yearOfEra + era * 400 + (date.month <= 2 ? 1 : 0);
    return date;
}

int daysInMonth(std::int64_t year, int month)
{
    if (month == 2) {
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool isValid(const CivilDate &date)
{
    return date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= daysInMonth(date.year, date.month);
}

std::int64_t daysFromMs(std::int64_t ms)
{
    return ms / kDayMs - (ms % kDayMs < 0 ? 1 : 0);
}

std::int64_t msOfDay(std::int64_t ms)
{
    return ms - daysFromMs(ms) * kDayMs;
}

std::string dateToText(std::int64_t days)
{
    const CivilDate date = civilFromDays(days);
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string timeToText(std::int64_t ms)
{
    std::string text = fmt::format("{:02}:{:02}", ms / 3'600'000, ms / 60'000 % 60);
    if (ms % 60'000 != 0) {
        text += fmt::format(":{:02}", ms / 1000 % 60);
    }
    if (ms % 1000 != 0) {
        text += fmt::format(".{:03}", ms % 1000);
    }
    return text;
}

std::string timestampToText(std::int64_t ms)
{
    const std::int64_t time = msOfDay(ms);
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}", dateToText(daysFromMs(ms)), time / 3'600'000,
                       time / 60'000 % 60, time / 1000 % 60, time % 1000);
}

std::optional<std::int64_t> parseDate(std::string_view text)
{
    CivilScanner scan(text);
    const std::optional<int> year = scan.digits(4, 4);
    if (!year || !scan.accept('-')) {
        return std::nullopt;
    }
    CivilDate date{*year, scan.digits(1, 2).value_or(0), 0};
    if (!scan.accept('-')) {
        return std::nullopt;
    }
    date.day = scan.digits(1, 2).value_or(0);
    return scan.atEnd() && isValid(date) ? std::optional(daysFromCivil(date)) : std::nullopt;
}

std::optional<std::int64_t> parseTime(std::string_view text)
{
    CivilScanner scan(text);
    const std::optional<std::int64_t> time = scanTime(scan, EndOfDay::Refused);
    return time && scan.atEnd() ? time : std::nullopt;
}

std::optional<std::int64_t> parseTimestamp(std::string_view text)
{
    CivilScanner scan(text);
    const std::optional<int> year = scan.digits(4, 4);
    if (!year) {
        return std::nullopt;
    }
    CivilDate date{*year, 1, 1};
    if (scan.accept('-')) {
        date.month = scan.digits(1, 2).value_or(0);
        if (scan.accept('-')) {
            date.day = scan.digits(1, 2).value_or(0);
        }
    }
    std::int64_t time = 0;
    if (scan.accept('T') && !scan.atEnd()) {
        const std::optional<std::int64_t> parsed = scanTime(scan, EndOfDay::Allowed);
        if (!parsed) {
            return std::nullopt;
        }
        time = *parsed;
    }
    const std::optional<std::int64_t> offset = scanOffset(scan);
    if (!offset || !scan.atEnd() || !isValid(date)) {
        return std::nullopt;
    }
    return daysFromCivil(date) * kDayMs + time - *offset;
}

} // namespace weir
