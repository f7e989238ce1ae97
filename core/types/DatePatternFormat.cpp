#include "core/types/CivilTime.h"
#include "core/types/DateNames.h"
#include "core/types/DatePattern.h"

#include <fmt/format.h>

namespace weir {

namespace {

/// An instant as it is in a zone.
struct Moment {
    Moment(std::int64_t instantMs, const TimeZone &zoneOf)
        : instant(instantMs)
        , zone(zoneOf)
        , offset(zoneOf.offsetAt(instantMs))
        , days(daysFromMs(instantMs + offset))
        , time(msOfDay(instantMs + offset))
        , date(civilFromDays(days))
    {
    }

    std::int64_t instant;
    const TimeZone &zone;
    std::int64_t offset;
    std::int64_t days;
    std::int64_t time;
    CivilDate date;

    std::int64_t hour() const { return time / 3'600'000; }
};

std::string padded(std::int64_t value, int width)
{
    return fmt::format("{:0{}}", value, width);
}

std::string_view nameOf(std::string_view name, int count)
{
    return count >= 5 ? name.substr(0, 1) : count == 4 ? name : name.substr(0, 3);
}

std::string quarterText(int quarter, int count)
{
    static constexpr std::string_view kOrdinals[] = {"1st", "2nd", "3rd", "4th"};
    if (count < 3) {
        return padded(quarter, count);
    }
    return count == 3 ? fmt::format("Q{}", quarter)
                      : fmt::format("{} quarter", kOrdinals[quarter - 1]);
}

/// Writes `+02`, `+0230`, `+02:30`: minutes always, or only where there are some.
std::string offsetText(std::int64_t offset, bool minutesAlways, const char *separator)
{
    const std::int64_t minutes = (offset < 0 ? -offset : offset) / 60'000;
    std::string text = fmt::format("{}{:02}", offset < 0 ? '-' : '+', minutes / 60);
    if (minutesAlways || minutes % 60 != 0) {
        text += fmt::format("{}{:02}", separator, minutes % 60);
    }
    return text;
}

std::string zoneOffsetText(char letter, int count, std::int64_t offset)
{
    if (letter == 'O' || (letter == 'Z' && count == 4)) {
        if (offset == 0) {
            return "GMT";
        }
        const std::string text = offsetText(offset, letter == 'Z' || count == 4, ":");
        const bool bare = letter == 'O' && count == 1 && text[1] == '0';
        return "GMT" + (bare ? text.substr(0, 1) + text.substr(2) : text);
    }
    if (offset == 0 && (letter == 'X' || (letter == 'Z' && count == 5))) {
        return "Z";
    }
    const bool colon = letter == 'Z' ? count == 5 : count == 3 || count == 5;
    return offsetText(offset, letter == 'Z' || count > 1, colon ? ":" : "");
}

std::string dateText(char letter, int count, const Moment &moment)
{
    const CivilDate &date = moment.date;
    switch (letter) {
    case 'G':
        return date.year > 0 ? (count == 4   ? "Anno Domini"
                                : count == 5 ? "A"
                                             : "AD")
                             : (count == 4   ? "Before Christ"
                                : count == 5 ? "B"
                                             : "BC");
    case 'y':
    case 'u':
        return count == 2
                   ? padded(((date.year % 100) + 100) % 100, 2)
                   : padded(letter == 'y' && date.year <= 0 ? 1 - date.year : date.year, count);
    case 'Q':
    case 'q':
        return quarterText((date.month - 1) / 3 + 1, count);
    case 'D':
        return padded(moment.days - daysFromCivil({date.year, 1, 1}) + 1, count);
    case 'd':
        return padded(date.day, count);
    case 'E':
        return std::string(nameOf(kDayNames[((moment.days + 3) % 7 + 7) % 7], count));
    default:
        return count < 3 ? padded(date.month, count)
                         : std::string(nameOf(kMonthNames[date.month - 1], count));
    }
}

std::string partText(char letter, int count, const Moment &moment)
{
    const std::int64_t hour = moment.hour();
    switch (letter) {
    case 'a':
        return hour >= 12 ? "PM" : "AM";
    case 'H':
        return padded(hour, count);
    case 'k':
        return padded((hour + 23) % 24 + 1, count);
    case 'K':
        return padded(hour % 12, count);
    case 'h':
        return padded((hour + 11) % 12 + 1, count);
    case 'm':
        return padded(moment.time / 60'000 % 60, count);
    case 's':
        return padded(moment.time / 1000 % 60, count);
    case 'S':
        return (padded(moment.time % 1000, 3) + "000000")
            .substr(0, static_cast<std::size_t>(count));
    case 'A':
        return padded(moment.time, count);
    case 'n':
        return padded(moment.time % 1000 * 1'000'000, count);
    case 'N':
        return padded(moment.time * 1'000'000, count);
    case 'V':
        return moment.zone.id();
    case 'z':
        return moment.zone.nameAt(moment.instant);
    case 'O':
    case 'X':
    case 'x':
    case 'Z':
        return zoneOffsetText(letter, count, moment.offset);
    default:
        return dateText(letter, count, moment);
    }
}

} // namespace

std::string DatePattern::format(std::int64_t ms, const TimeZone &zone) const
{
    const Moment moment(ms, zone);
    std::string result;
    for (const Part &part : m_parts) {
        if (part.letter == '\0') {
            result += part.text;
        } else if (part.letter != '[' && part.letter != ']') {
            result += partText(part.letter, part.count, moment);
        }
    }
    return result;
}

} // namespace weir
