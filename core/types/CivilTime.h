#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weir {

inline constexpr std::int64_t kDayMs = 86'400'000;

/// A day of the proleptic Gregorian calendar.
struct CivilDate {
    std::int64_t year = 1970;
    int month = 1; ///< 1 … 12
    int day = 1;   ///< 1 … 31
};

/// Returns the days since 1970-01-01. (Formula: era of 400 years beginning in March.)
std::int64_t daysFromCivil(const CivilDate &date);
CivilDate civilFromDays(std::int64_t days);
int daysInMonth(std::int64_t year, int month);
bool isValid(const CivilDate &date);
/// Returns the day an instant falls on in UTC, rounding down before 1970.
std::int64_t daysFromMs(std::int64_t ms);
/// Returns the ms since midnight UTC of an instant, 0 … 86 399 999.
std::int64_t msOfDay(std::int64_t ms);

/// Returns `2022-04-28`.
std::string dateToText(std::int64_t days);
/// Returns `09:16`, `09:16:05` or `09:16:05.120` — seconds and ms only where they are not zero.
std::string timeToText(std::int64_t ms);
/// Returns `2022-04-28T21:44:47.943` in UTC, always with ms.
std::string timestampToText(std::int64_t ms);

/// Reads `2022-04-28`.
std::optional<std::int64_t> parseDate(std::string_view text);
/// Reads `09:16`, `09:16:05` or `09:16:05.123`; returns ms of day.
std::optional<std::int64_t> parseTime(std::string_view text);
/// Reads an ISO timestamp, also a partial one (`2022`, `2022-04`, `2022-04-28T21:44`), with or
/// without `Z` or an offset (UTC assumed); `T24` is the end of the day. Returns ms.
std::optional<std::int64_t> parseTimestamp(std::string_view text);

} // namespace weir
