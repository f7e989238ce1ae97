#include "core/base/AsciiCase.h"
#include "core/types/CivilTime.h"
#include "core/types/DateNames.h"
#include "core/types/DatePattern.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace weir {

namespace {

using Part = DatePattern::Part;

/// What a text has said so far.
struct ParsedInstant {
    CivilDate date;
    std::optional<std::int64_t> dayOfYear = std::nullopt;
    std::optional<int> weekday = std::nullopt; ///< 0 is Monday
    std::int64_t hour = 0;
    std::int64_t minute = 0;
    std::int64_t second = 0;
    std::int64_t ms = 0;
    std::optional<std::int64_t> msOfDay = std::nullopt;
    std::optional<std::int64_t> offsetMs = std::nullopt;
    std::optional<TimeZone> zone = std::nullopt;
    bool twelveHours = false;
    bool afternoon = false;

    std::optional<std::int64_t> days() const
    {
        if (dayOfYear) {
            const bool leap = daysInMonth(date.year, 2) == 29;
            return *dayOfYear >= 1 && *dayOfYear <= (leap ? 366 : 365)
                       ? std::optional(daysFromCivil({date.year, 1, 1}) + *dayOfYear - 1)
                       : std::nullopt;
        }
        CivilDate day = date;
        if (day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31) {
            return std::nullopt;
        }
        day.day = std::min(day.day, daysInMonth(day.year, day.month));
        return daysFromCivil(day);
    }

    std::optional<std::int64_t> time() const
    {
        if (msOfDay) {
            return *msOfDay < kDayMs ? msOfDay : std::nullopt;
        }
        const std::int64_t hours = twelveHours ? hour % 12 + (afternoon ? 12 : 0) : hour;
        if (hours > 23 || minute > 59 || second > 59 || (twelveHours && hour > 12)) {
            return std::nullopt;
        }
        return ((hours * 60 + minute) * 60 + second) * 1000 + ms;
    }

    std::optional<std::int64_t> instant(const TimeZone &fallback) const
    {
        const std::optional<std::int64_t> day = days();
        const std::optional<std::int64_t> clock = time();
        if (!day || !clock || (weekday && *weekday != ((*day + 3) % 7 + 7) % 7)) {
            return std::nullopt;
        }
        const std::int64_t local = *day * kDayMs + *clock;
        return offsetMs ? local - *offsetMs : zone.value_or(fallback).instantOf(local);
    }
};

std::size_t digitCount(std::string_view text)
{
    const auto end = std::find_if(text.begin(), text.end(),
                                  [](unsigned char c) { return std::isdigit(c) == 0; });
    return static_cast<std::size_t>(end - text.begin());
}

std::optional<std::int64_t> takeDigits(std::string_view &text, std::size_t least, std::size_t most)
{
    const std::size_t count = std::min(digitCount(text), std::min<std::size_t>(most, 18));
    if (count < least || count == 0) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (const char c : text.substr(0, count)) {
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool takeWord(std::string_view &text, std::string_view word)
{
    const bool found = text.size() >= word.size() &&
                       std::equal(word.begin(), word.end(), text.begin(),
                                  [](char a, char b) { return lowerCase(a) == lowerCase(b); });
    text.remove_prefix(found ? word.size() : 0);
    return found;
}

template <std::size_t N>
std::optional<int> takeName(std::string_view &text, const std::string_view (&names)[N], bool full)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (takeWord(text, full ? names[i] : names[i].substr(0, 3))) {
            return static_cast<int>(i);
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> takeOffset(std::string_view &text, char letter)
{
    if (letter == 'O' && !takeWord(text, "GMT")) {
        return std::nullopt;
    }
    if (letter == 'O' && (text.empty() || (text[0] != '+' && text[0] != '-'))) {
        return 0;
    }
    if ((letter == 'X' || letter == 'Z') && takeWord(text, "Z")) {
        return 0;
    }
    if (text.empty() || (text.front() != '+' && text.front() != '-')) {
        return std::nullopt;
    }
    const bool negative = text.front() == '-';
    text.remove_prefix(1);
    const std::optional<std::int64_t> hours = takeDigits(text, letter == 'O' ? 1 : 2, 2);
    if (text.size() > 1 && text.front() == ':') {
        text.remove_prefix(1);
    }
    const std::int64_t minutes = takeDigits(text, 2, 2).value_or(0);
    if (!hours || *hours > 18 || minutes > 59) {
        return std::nullopt;
    }
    const std::int64_t ms = (*hours * 60 + minutes) * 60'000;
    return negative ? -ms : ms;
}

/// Takes the longest front that is a zone.
std::optional<TimeZone> takeZone(std::string_view &text)
{
    std::size_t size = 0;
    while (size < std::min(text.size(), TimeZone::kLongestId) &&
           (std::isalnum(static_cast<unsigned char>(text[size])) != 0 ||
            std::string_view("/_+-:").find(text[size]) != std::string_view::npos)) {
        ++size;
    }
    for (; size > 0; --size) {
        if (std::optional<TimeZone> zone = TimeZone::find(text.substr(0, size))) {
            text.remove_prefix(size);
            return zone;
        }
    }
    return std::nullopt;
}

/// `reserved`: digits that the numbers right behind this one need for themselves.
bool takeYear(std::string_view &text, int count, std::size_t reserved, ParsedInstant &result)
{
    const std::size_t digits = digitCount(text);
    const std::size_t most = digits > reserved ? digits - reserved : 0;
    const auto least = static_cast<std::size_t>(count);
    const std::optional<std::int64_t> year =
        count == 2 ? takeDigits(text, 2, 2)
                   : takeDigits(text, least, std::min<std::size_t>(most, 9));
    result.date.year = year.value_or(0) + (count == 2 ? 2000 : 0);
    return year.has_value();
}

bool takeMonth(std::string_view &text, int count, ParsedInstant &result)
{
    const std::optional<int> name =
        count >= 3 ? takeName(text, kMonthNames, count == 4) : std::nullopt;
    const std::optional<std::int64_t> number =
        count < 3 ? takeDigits(text, static_cast<std::size_t>(count), 2) : std::nullopt;
    result.date.month = name ? *name + 1 : static_cast<int>(number.value_or(0));
    return name || number;
}

bool takeFraction(std::string_view &text, int count, ParsedInstant &result)
{
    const auto digits = static_cast<std::size_t>(count);
    const std::optional<std::int64_t> taken = takeDigits(text, digits, digits);
    result.ms = taken.value_or(0);
    for (int i = count; i < 3; ++i) {
        result.ms *= 10;
    }
    for (int i = count; i > 3; --i) {
        result.ms /= 10;
    }
    return taken.has_value();
}

template <class T>
bool takeNumber(std::string_view &text, int count, T &target, std::size_t most = 2)
{
    const auto least = static_cast<std::size_t>(count);
    const std::optional<std::int64_t> value = takeDigits(text, least, std::max(least, most));
    target = static_cast<T>(value.value_or(0));
    return value.has_value();
}

bool takeQuarter(std::string_view &text, int count)
{
    std::int64_t quarter = 0;
    return (count < 3 || takeWord(text, "Q")) && takeNumber(text, 1, quarter, 1) && quarter >= 1 &&
           quarter <= 4;
}

bool takeHour(std::string_view &text, const Part &part, ParsedInstant &result)
{
    result.twelveHours = part.letter == 'h' || part.letter == 'K';
    const bool taken = takeNumber(text, part.count, result.hour);
    if (part.letter == 'k' && result.hour == 24) {
        result.hour = 0;
    }
    return taken;
}

bool takeOfDay(std::string_view &text, const Part &part, ParsedInstant &result)
{
    std::int64_t value = 0;
    const bool taken = takeNumber(text, part.count, value, 18);
    if (part.letter == 'n') {
        result.ms = value / 1'000'000;
    } else {
        result.msOfDay = part.letter == 'N' ? value / 1'000'000 : value;
    }
    return taken;
}

bool takeZonePart(std::string_view &text, char letter, ParsedInstant &result)
{
    if (letter == 'z' || letter == 'V') {
        result.zone = takeZone(text);
        return result.zone.has_value();
    }
    result.offsetMs = takeOffset(text, letter);
    return result.offsetMs.has_value();
}

bool takePart(std::string_view &text, const Part &part, std::size_t reserved, ParsedInstant &result)
{
    switch (part.letter) {
    case '\0':
        return takeWord(text, part.text);
    case 'y':
    case 'u':
        return takeYear(text, part.count, reserved, result);
    case 'M':
    case 'L':
        return takeMonth(text, part.count, result);
    case 'd':
        return takeNumber(text, part.count, result.date.day);
    case 'D':
        return takeNumber(text, part.count, result.dayOfYear.emplace(), 3);
    case 'Q':
    case 'q':
        return takeQuarter(text, part.count);
    case 'G':
        return takeWord(text, part.count == 4 ? "Anno Domini" : "AD");
    case 'h':
    case 'K':
    case 'H':
    case 'k':
        return takeHour(text, part, result);
    case 'm':
        return takeNumber(text, part.count, result.minute);
    case 's':
        return takeNumber(text, part.count, result.second);
    case 'S':
        return takeFraction(text, part.count, result);
    case 'A':
    case 'n':
    case 'N':
        return takeOfDay(text, part, result);
    case 'a':
        result.afternoon = takeWord(text, "PM");
        return result.afternoon || takeWord(text, "AM");
    case 'E':
        result.weekday = takeName(text, kDayNames, part.count == 4);
        return result.weekday.has_value();
    default:
        return takeZonePart(text, part.letter, result);
    }
}

/// Whether a part is a number of as many digits as its letter stands there.
bool isFixedNumber(const Part &part)
{
    const bool numeric =
        std::string_view("dDhHkKmsS").find(part.letter) != std::string_view::npos ||
        ((part.letter == 'M' || part.letter == 'L') && part.count < 3);
    return part.letter != '\0' && numeric && (part.count > 1 || part.letter == 'S');
}

std::size_t reservedBehind(const std::vector<Part> &parts, std::size_t at)
{
    std::size_t digits = 0;
    for (std::size_t i = at + 1; i < parts.size() && isFixedNumber(parts[i]); ++i) {
        digits += static_cast<std::size_t>(parts[i].count);
    }
    return digits;
}

std::size_t closingBracket(const std::vector<Part> &parts, std::size_t at)
{
    int open = 0;
    for (;; ++at) {
        open += parts[at].letter == '[' ? 1 : parts[at].letter == ']' ? -1 : 0;
        if (open == 0) {
            return at;
        }
    }
}

/// Reads the parts from `at` to before `end`. An optional part that does not fit is left out.
bool takeParts(std::string_view &text, const std::vector<Part> &parts, std::size_t at,
               std::size_t end, ParsedInstant &result)
{
    while (at < end) {
        if (parts[at].letter == '[') {
            const std::size_t close = closingBracket(parts, at);
            std::string_view rest = text;
            ParsedInstant tried = result;
            if (takeParts(rest, parts, at + 1, close, tried)) {
                text = rest;
                result = tried;
            }
            at = close + 1;
            continue;
        }
        if (!takePart(text, parts[at], reservedBehind(parts, at), result)) {
            return false;
        }
        ++at;
    }
    return true;
}

} // namespace

std::optional<std::int64_t> DatePattern::parse(std::string_view text, const TimeZone &zone) const
{
    ParsedInstant result;
    return takeParts(text, m_parts, 0, m_parts.size(), result) && text.empty()
               ? result.instant(zone)
               : std::nullopt;
}

} // namespace weir
