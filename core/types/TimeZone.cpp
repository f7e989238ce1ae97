#include "core/types/TimeZone.h"

#include "core/types/CivilTime.h"
#include "core/types/ZoneNames.h"

#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <cctype>
#include <utility>

namespace weir {

struct TimeZone::Region {
    absl::TimeZone zone;
};

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kMinuteMs = 60'000;

/// The regions that Java takes American and European abbreviations for.
constexpr std::pair<std::string_view, std::string_view> kAbbreviations[] = {
    {"PST", "America/Los_Angeles"}, {"PDT", "America/Los_Angeles"}, {"MST", "America/Denver"},
    {"MDT", "America/Denver"},      {"CST", "America/Chicago"},     {"CDT", "America/Chicago"},
    {"EST", "America/New_York"},    {"EDT", "America/New_York"},    {"AKST", "America/Anchorage"},
    {"AKDT", "America/Anchorage"},  {"HST", "Pacific/Honolulu"},    {"BST", "Europe/London"},
    {"WET", "Europe/Lisbon"},       {"WEST", "Europe/Lisbon"},      {"CET", "Europe/Paris"},
    {"CEST", "Europe/Paris"},       {"EET", "Europe/Bucharest"},    {"EEST", "Europe/Bucharest"},
    {"MSK", "Europe/Moscow"},       {"IST", "Asia/Kolkata"},        {"JST", "Asia/Tokyo"},
    {"KST", "Asia/Seoul"},          {"HKT", "Asia/Hong_Kong"},      {"SGT", "Asia/Singapore"},
    {"AEST", "Australia/Sydney"},   {"AEDT", "Australia/Sydney"},   {"NZST", "Pacific/Auckland"},
    {"NZDT", "Pacific/Auckland"},
};

std::optional<int> takeTwoDigits(std::string_view &text)
{
    int value = 0;
    std::size_t count = 0;
    while (count < 2 && count < text.size() &&
           std::isdigit(static_cast<unsigned char>(text[count])) != 0) {
        value = value * 10 + (text[count++] - '0');
    }
    text.remove_prefix(count);
    return count > 0 ? std::optional(value) : std::nullopt;
}

/// Reads `+2`, `+02`, `+0200`, `+02:00`.
std::optional<std::int64_t> offsetOf(std::string_view text)
{
    if (text.empty() || (text[0] != '+' && text[0] != '-')) {
        return std::nullopt;
    }
    const bool west = text[0] == '-';
    text.remove_prefix(1);
    const std::optional<int> hours = takeTwoDigits(text);
    if (!text.empty() && text[0] == ':') {
        text.remove_prefix(1);
    }
    const int minutes = takeTwoDigits(text).value_or(0);
    if (!hours || *hours > 18 || minutes > 59 || !text.empty()) {
        return std::nullopt;
    }
    const std::int64_t offset = *hours * kHourMs + minutes * kMinuteMs;
    return west ? -offset : offset;
}

} // namespace

TimeZone::TimeZone()
    : m_id("UTC")
{
}

std::optional<TimeZone> TimeZone::find(std::string_view id)
{
    TimeZone result;
    if (id == "UTC" || id == "GMT" || id == "UT" || id == "Z") {
        result.m_id = id;
        return result;
    }
    for (const std::string_view prefix : {"UTC", "GMT", "UT", ""}) {
        const std::optional<std::int64_t> offset = id.substr(0, prefix.size()) == prefix
                                                       ? offsetOf(id.substr(prefix.size()))
                                                       : std::nullopt;
        if (offset) {
            result.m_id = id;
            result.m_offsetMs = *offset;
            return result;
        }
    }
    for (const auto &[abbreviation, region] : kAbbreviations) {
        id = id == abbreviation ? region : id;
    }
    // The loader looks for files and remembers every name, so it is asked for good ones only.
    absl::TimeZone zone;
    if (!isZoneName(id) || !absl::LoadTimeZone(std::string(id), &zone)) {
        return std::nullopt;
    }
    result.m_id = id;
    result.m_region = std::make_shared<const Region>(Region{zone});
    return result;
}

std::int64_t TimeZone::offsetAt(std::int64_t instantMs) const
{
    if (!m_region) {
        return m_offsetMs;
    }
    return m_region->zone.At(absl::FromUnixMillis(instantMs)).offset * std::int64_t{1000};
}

std::int64_t TimeZone::instantOf(std::int64_t localMs) const
{
    if (!m_region) {
        return localMs - m_offsetMs;
    }
    const std::int64_t days = daysFromMs(localMs);
    const std::int64_t rest = msOfDay(localMs);
    const absl::CivilSecond local =
        absl::CivilSecond(absl::CivilDay() + static_cast<absl::civil_diff_t>(days)) +
        static_cast<absl::civil_diff_t>(rest / 1000);
    return absl::ToUnixMillis(m_region->zone.At(local).pre) + rest % 1000;
}

std::string TimeZone::nameAt(std::int64_t instantMs) const
{
    return m_region ? m_region->zone.At(absl::FromUnixMillis(instantMs)).zone_abbr : m_id;
}

} // namespace weir
