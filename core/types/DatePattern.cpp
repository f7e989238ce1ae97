#include "core/types/DatePattern.h"

#include "core/types/CivilTime.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace weir {

namespace {

constexpr std::string_view kMonthNames[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
constexpr std::string_view kDayNames[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                          "Friday", "Saturday", "Sunday"};

/// What a text has said so far.
struct ParsedInstant {
    CivilDate date;
    std::int64_t hour = 0;
    std::int64_t minute = 0;
    std::int64_t second = 0;
    std::int64_t ms = 0;
    std::int64_t offsetMs = 0;
    bool twelveHours = false;
    bool afternoon = false;

    std::optional<std::int64_t> instant() const
    {
        std::int64_t hours = hour;
        if (twelveHours) {
            hours = hour % 12 + (afternoon ? 12 : 0);
        }
        if (!isValid(date) || hours > 23 || minute > 59 || second > 59) {
            return std::nullopt;
        }
        return daysFromCivil(date) * kDayMs + ((hours * 60 + minute) * 60 + second) * 1000 + ms -
               offsetMs;
    }
};

std::optional<std::int64_t> takeDigits(std::string_view &text, int least, int most)
{
    std::int64_t value = 0;
    int count = 0;
    while (count < most && !text.empty() &&
           std::isdigit(static_cast<unsigned char>(text.front()))) {
        value = value * 10 + (text.front() - '0');
        text.remove_prefix(1);
        ++count;
    }
    return count >= least ? std::optional(value) : std::nullopt;
}

bool takeWord(std::string_view &text, std::string_view word)
{
    if (text.size() < word.size()) {
        return false;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (std::tolower(static_cast<unsigned char>(text[i])) !=
            std::tolower(static_cast<unsigned char>(word[i]))) {
            return false;
        }
    }
    text.remove_prefix(word.size());
    return true;
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
    if (letter == 'X' && !text.empty() && text.front() == 'Z') {
        text.remove_prefix(1);
        return 0;
    }
    if (text.empty() || (text.front() != '+' && text.front() != '-')) {
        return std::nullopt;
    }
    const bool negative = text.front() == '-';
    text.remove_prefix(1);
    const std::optional<std::int64_t> hours = takeDigits(text, 2, 2);
    if (!text.empty() && text.front() == ':') {
        text.remove_prefix(1);
    }
    const std::int64_t minutes = takeDigits(text, 2, 2).value_or(0);
    if (!hours || *hours > 18 || minutes > 59) {
        return std::nullopt;
    }
    const std::int64_t ms = (*hours * 60 + minutes) * 60'000;
    return negative ? -ms : ms;
}

bool takeYear(std::string_view &text, int count, ParsedInstant &result)
{
    const std::optional<std::int64_t> year =
        count == 2 ? takeDigits(text, 2, 2) : takeDigits(text, count == 1 ? 1 : 4, 9);
    result.date.year = year.value_or(0) + (count == 2 ? 2000 : 0);
    return year.has_value();
}

bool takeMonth(std::string_view &text, int count, ParsedInstant &result)
{
    if (count >= 3) {
        const std::optional<int> name = takeName(text, kMonthNames, count >= 4);
        result.date.month = name.value_or(-1) + 1;
        return name.has_value();
    }
    const std::optional<std::int64_t> month = takeDigits(text, count, 2);
    result.date.month = static_cast<int>(month.value_or(0));
    return month.has_value();
}

bool takeFraction(std::string_view &text, int count, ParsedInstant &result)
{
    const std::optional<std::int64_t> digits = takeDigits(text, count, count);
    if (!digits) {
        return false;
    }
    result.ms = *digits;
    for (int i = count; i < 3; ++i) {
        result.ms *= 10;
    }
    for (int i = count; i > 3; --i) {
        result.ms /= 10;
    }
    return true;
}

bool takeNumber(std::string_view &text, int count, std::int64_t &target)
{
    const std::optional<std::int64_t> value = takeDigits(text, count, 2);
    target = value.value_or(0);
    return value.has_value();
}

bool takePart(std::string_view &text, char letter, int count, ParsedInstant &result)
{
    switch (letter) {
    case 'y':
    case 'u':
        return takeYear(text, count, result);
    case 'M':
        return takeMonth(text, count, result);
    case 'd': {
        std::int64_t day = 0;
        const bool found = takeNumber(text, count, day);
        result.date.day = static_cast<int>(day);
        return found;
    }
    case 'h':
        result.twelveHours = true;
        return takeNumber(text, count, result.hour);
    case 'H':
        return takeNumber(text, count, result.hour);
    case 'm':
        return takeNumber(text, count, result.minute);
    case 's':
        return takeNumber(text, count, result.second);
    case 'S':
        return takeFraction(text, count, result);
    case 'a':
        result.afternoon = takeWord(text, "PM");
        return result.afternoon || takeWord(text, "AM");
    case 'E':
        return takeName(text, kDayNames, count >= 4).has_value();
    default: {
        const std::optional<std::int64_t> offset = takeOffset(text, letter);
        result.offsetMs = offset.value_or(0);
        return offset.has_value();
    }
    }
}

std::string formatPart(char letter, int count, std::int64_t ms)
{
    const CivilDate date = civilFromDays(daysFromMs(ms));
    const std::int64_t time = msOfDay(ms);
    const std::int64_t hour = time / 3'600'000;
    switch (letter) {
    case 'y':
    case 'u':
        return count == 2 ? fmt::format("{:02}", date.year % 100)
                          : fmt::format("{:0{}}", date.year, count);
    case 'M': {
        const std::string_view name = kMonthNames[date.month - 1];
        return count >= 3 ? std::string(count == 3 ? name.substr(0, 3) : name)
                          : fmt::format("{:0{}}", date.month, count);
    }
    case 'd':
        return fmt::format("{:0{}}", date.day, count);
    case 'H':
        return fmt::format("{:0{}}", hour, count);
    case 'h':
        return fmt::format("{:0{}}", (hour + 11) % 12 + 1, count);
    case 'm':
        return fmt::format("{:0{}}", time / 60'000 % 60, count);
    case 's':
        return fmt::format("{:0{}}", time / 1000 % 60, count);
    case 'S':
        return (fmt::format("{:03}", time % 1000) + "000000")
            .substr(0, static_cast<std::size_t>(count));
    case 'a':
        return hour >= 12 ? "PM" : "AM";
    case 'E': {
        const std::int64_t day = ((daysFromMs(ms) + 3) % 7 + 7) % 7;
        const std::string_view name = kDayNames[day];
        return std::string(count >= 4 ? name : name.substr(0, 3));
    }
    case 'X':
        return "Z";
    default:
        return letter == 'x' && count == 1   ? "+00"
               : count == 3 && letter == 'x' ? "+00:00"
                                             : "+0000";
    }
}

} // namespace

Result<DatePattern> DatePattern::make(std::string_view pattern)
{
    DatePattern result;
    const auto bad = [pattern](const char *why) {
        return fail(userError("types.bad-date-pattern",
                              fmt::format("'{}' is not a date pattern: {}", pattern, why)));
    };
    for (std::size_t i = 0; i < pattern.size();) {
        const char c = pattern[i];
        if (c == '\'') {
            const std::size_t end = pattern.find('\'', i + 1);
            if (end == std::string_view::npos) {
                return bad("a quote has no end");
            }
            const std::string_view inner = pattern.substr(i + 1, end - i - 1);
            result.m_parts.push_back({'\0', 0, inner.empty() ? "'" : std::string(inner)});
            i = end + 1;
        } else if (std::isalpha(static_cast<unsigned char>(c))) {
            const std::size_t end = std::min(pattern.find_first_not_of(c, i), pattern.size());
            if (std::string_view("yuMdHhmsSaEXxZ").find(c) == std::string_view::npos ||
                end - i > 9) {
                return bad("a letter is not known");
            }
            result.m_parts.push_back({c, static_cast<int>(end - i)});
            i = end;
        } else {
            result.m_parts.push_back({'\0', 0, std::string(1, c)});
            ++i;
        }
    }
    return result;
}

std::string DatePattern::format(std::int64_t ms) const
{
    std::string result;
    for (const Part &part : m_parts) {
        result += part.letter == '\0' ? part.text : formatPart(part.letter, part.count, ms);
    }
    return result;
}

std::optional<std::int64_t> DatePattern::parse(std::string_view text) const
{
    ParsedInstant result;
    for (const Part &part : m_parts) {
        const bool fits = part.letter == '\0' ? takeWord(text, part.text)
                                              : takePart(text, part.letter, part.count, result);
        if (!fits) {
            return std::nullopt;
        }
    }
    return text.empty() ? result.instant() : std::nullopt;
}

} // namespace weir
