// Dates and times from and to text and numbers, in UTC unless a zone is given.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/types/CivilTime.h"
#include "core/types/DatePattern.h"

#include <memory>
#include <optional>
#include <string>

namespace weir::functions {

namespace {

using Text = std::string_view;

/// The pattern of the row before: nearly always a literal, so it is read once a batch.
class PatternCache {
public:
    /// Returns null for a pattern that cannot be read.
    const DatePattern *find(Text pattern)
    {
        if (!m_known || pattern != m_text) {
            m_text = std::string(pattern);
            m_known = true;
            Result<DatePattern> made = DatePattern::make(pattern);
            m_pattern = made ? std::optional(std::move(*made)) : std::nullopt;
        }
        return m_pattern ? &*m_pattern : nullptr;
    }

private:
    bool m_known = false;
    std::string m_text;
    std::optional<DatePattern> m_pattern;
};

/// The zone of the row before; UTC for a call without that argument.
class ZoneCache {
public:
    /// Returns null for a zone that is not known. Argument 2 is not null.
    const TimeZone *find(const ScalarCall &call, std::size_t row)
    {
        if (call.arguments.size() > 2 && call[2].get<Text>(row) != m_text) {
            m_text = std::string(call[2].get<Text>(row));
            m_zone = TimeZone::find(m_text);
        }
        return m_zone ? &*m_zone : nullptr;
    }

private:
    std::string m_text = "UTC";
    std::optional<TimeZone> m_zone = TimeZone();
};

constexpr Text kDateLetters = "GyuQqMLDdE";
constexpr Text kTimeLetters = "aHhKkmsSAnN";
constexpr Text kZoneLetters = "VzOXxZ";

// What a pattern must say, and must not, to make sense for a type; another is an error.

bool isOfInstant(const DatePattern &)
{
    return true;
}
bool writesDay(const DatePattern &pattern)
{
    return !pattern.hasAny(kTimeLetters) && !pattern.hasAny(kZoneLetters);
}
bool writesTime(const DatePattern &pattern)
{
    return !pattern.hasAny(kDateLetters) && !pattern.hasAny(kZoneLetters);
}
bool readsDay(const DatePattern &pattern)
{
    return pattern.hasAny("yu") &&
           (pattern.hasAny("D") || (pattern.hasAny("ML") && pattern.hasAny("d")));
}
bool readsDayOnly(const DatePattern &pattern)
{
    return readsDay(pattern) && !pattern.hasAny(kTimeLetters);
}
bool readsTime(const DatePattern &pattern)
{
    return pattern.hasAny("HkhKAN") && !pattern.hasAny(kDateLetters);
}

/// Reads text by a pattern; Slot is what the result column holds, `Unit` the ms of one of it (0:
/// ms of day).
template <class Slot, std::int64_t Unit, bool (*Fits)(const DatePattern &)>
void parseKernel(const ScalarCall &call, Column &out)
{
    PatternCache patterns;
    ZoneCache zones;
    call.rows.forEach([&](std::uint32_t row) {
        if (!allPresent(call, out, row)) {
            return;
        }
        const DatePattern *pattern = patterns.find(call[1].get<Text>(row));
        const TimeZone *zone = zones.find(call, row);
        const std::optional<std::int64_t> ms = pattern && zone && Fits(*pattern)
                                                   ? pattern->parse(call[0].get<Text>(row), *zone)
                                                   : std::nullopt;
        if (!ms) {
            out.setError(row);
        } else if constexpr (Unit == 0) {
            out.set(row, static_cast<Slot>(msOfDay(*ms)));
        } else {
            out.set(row, static_cast<Slot>(Unit == kDayMs ? daysFromMs(*ms) : *ms));
        }
    });
}

template <class Slot, std::int64_t Unit, bool (*Fits)(const DatePattern &)>
void formatKernel(const ScalarCall &call, Column &out)
{
    PatternCache patterns;
    ZoneCache zones;
    call.rows.forEach([&](std::uint32_t row) {
        if (!allPresent(call, out, row)) {
            return;
        }
        const DatePattern *pattern = patterns.find(call[1].get<Text>(row));
        const TimeZone *zone = zones.find(call, row);
        if (pattern == nullptr || zone == nullptr || !Fits(*pattern)) {
            out.setError(row);
            return;
        }
        const std::int64_t ms = std::int64_t{call[0].get<Slot>(row)} * Unit;
        out.set(row, call.arena.copy(pattern->format(ms, *zone)));
    });
}

void nowKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) { out.set(row, std::int64_t{call.site.now}); });
}

} // namespace

void addDateFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("date");
    const ScalarFunction parseMs{parseKernel<std::int64_t, 1, isOfInstant>};
    const ScalarFunction formatMs{formatKernel<std::int64_t, 1, isOfInstant>};
    const char *const parseText =
        "Reads a text by a pattern of Java's DateTimeFormatter, in a zone.";
    const char *const formatText =
        "Writes a value by a pattern of Java's DateTimeFormatter, in a zone.";
    for (const char *zone : {"", ", STRING"}) {
        const std::string rest(zone);
        registry.add("STRINGTOTIMESTAMP(STRING, STRING" + rest + ") -> BIGINT", parseMs, parseText);
        registry.add("PARSE_TIMESTAMP(STRING, STRING" + rest + ") -> TIMESTAMP", parseMs,
                     parseText);
        registry.add("TIMESTAMPTOSTRING(BIGINT, STRING" + rest + ") -> STRING", formatMs,
                     formatText);
        registry.add("FORMAT_TIMESTAMP(TIMESTAMP, STRING" + rest + ") -> STRING", formatMs,
                     formatText);
    }
    registry.add("STRINGTODATE(STRING, STRING) -> INTEGER",
                 ScalarFunction{parseKernel<std::int32_t, kDayMs, readsDay>}, parseText);
    registry.add("PARSE_DATE(STRING, STRING) -> DATE",
                 ScalarFunction{parseKernel<std::int32_t, kDayMs, readsDayOnly>}, parseText);
    registry.add("PARSE_TIME(STRING, STRING) -> TIME",
                 ScalarFunction{parseKernel<std::int32_t, 0, readsTime>}, parseText);
    const ScalarFunction formatDay{formatKernel<std::int32_t, kDayMs, writesDay>};
    registry.add("DATETOSTRING(INTEGER, STRING) -> STRING", formatDay, formatText);
    registry.add("FORMAT_DATE(DATE, STRING) -> STRING", formatDay, formatText);
    registry.add("FORMAT_TIME(TIME, STRING) -> STRING",
                 ScalarFunction{formatKernel<std::int32_t, 1, writesTime>}, formatText);
    registry.add("UNIX_TIMESTAMP() -> BIGINT", changing(nowKernel),
                 "Returns the present time in ms.");
    registry.add("UNIX_TIMESTAMP(TIMESTAMP) -> BIGINT",
                 mapRows<std::int64_t, std::int64_t>([](std::int64_t ms) { return ms; }),
                 "Returns a timestamp in ms.");
    registry.add("FROM_UNIXTIME(BIGINT) -> TIMESTAMP",
                 mapRows<std::int64_t, std::int64_t>([](std::int64_t ms) { return ms; }),
                 "Returns the timestamp of a time in ms.");
    registry.add("UNIX_DATE(DATE) -> INTEGER",
                 mapRows<std::int32_t, std::int32_t>([](std::int32_t day) { return day; }),
                 "Returns the days of a date since 1970-01-01.");
    registry.add("FROM_DAYS(INTEGER) -> DATE",
                 mapRows<std::int32_t, std::int32_t>([](std::int32_t day) { return day; }),
                 "Returns the date of a number of days since 1970-01-01.");
    registry.add("UNIX_DATE() -> INTEGER", changing([](const ScalarCall &call, Column &out) {
                     const auto day = static_cast<std::int32_t>(daysFromMs(call.site.now));
                     call.rows.forEach([&](std::uint32_t row) { out.set(row, day); });
                 }),
                 "Returns the present day, counted from 1970-01-01.");
}

} // namespace weir::functions
