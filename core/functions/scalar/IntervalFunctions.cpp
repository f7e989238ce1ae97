// DATEADD and its kin, and CONVERT_TZ: times moved on.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/types/CivilTime.h"
#include "core/types/TimeZone.h"

#include <optional>
#include <string>

namespace weir::functions {

namespace {

using Text = std::string_view;

/// Returns `ms` and `sign` times `interval` units of `unitMs` more; nothing when 64 bits cannot
/// hold it.
std::optional<std::int64_t> moved(std::int64_t ms, std::int64_t unitMs, std::int32_t interval,
                                  int sign)
{
    std::int64_t distance = 0;
    std::int64_t result = 0;
    if (__builtin_mul_overflow(unitMs, std::int64_t{interval} * sign, &distance) ||
        __builtin_add_overflow(ms, distance, &result)) {
        return std::nullopt;
    }
    return result;
}

template <int Sign>
std::optional<std::int64_t> moveTimestamp(RowContext &context, std::int64_t unitMs,
                                          std::int32_t interval, std::int64_t ms)
{
    const std::optional<std::int64_t> result = moved(ms, unitMs, interval, Sign);
    return result ? result : context.fail();
}

/// What is less than a day is cut off towards 1970-01-01, as Java's TimeUnit does.
template <int Sign>
std::optional<std::int32_t> moveDate(RowContext &context, std::int64_t unitMs,
                                     std::int32_t interval, std::int32_t day)
{
    const std::optional<std::int64_t> ms = moved(day * kDayMs, unitMs, interval, Sign);
    const std::int64_t days = ms.value_or(INT64_MAX) / kDayMs;
    if (days > INT32_MAX || days < INT32_MIN) {
        return context.fail();
    }
    return static_cast<std::int32_t>(days);
}

/// Midnight is passed as on a clock.
template <int Sign>
std::optional<std::int32_t> moveTime(std::int64_t unitMs, std::int32_t interval, std::int32_t time)
{
    const std::int64_t rest = unitMs % kDayMs * (std::int64_t{interval} * Sign % kDayMs) % kDayMs;
    return static_cast<std::int32_t>(msOfDay(time + rest));
}

/// The zone of the row before: nearly always a literal.
class KnownZone {
public:
    const std::optional<TimeZone> &find(Text id)
    {
        if (id != m_id) {
            m_id = std::string(id);
            m_zone = TimeZone::find(id);
        }
        return m_zone;
    }

private:
    std::string m_id;
    std::optional<TimeZone> m_zone;
};

/// Moves a timestamp by what the second zone is ahead of the first at that instant.
void convertZoneKernel(const ScalarCall &call, Column &out)
{
    KnownZone from;
    KnownZone to;
    call.rows.forEach([&](std::uint32_t row) {
        if (!allPresent(call, out, row)) {
            return;
        }
        const std::int64_t ms = call[0].get<std::int64_t>(row);
        const std::optional<TimeZone> &fromZone = from.find(call[1].get<Text>(row));
        const std::optional<TimeZone> &toZone = to.find(call[2].get<Text>(row));
        if (!fromZone || !toZone) {
            out.setError(row);
        } else {
            out.set(row, ms + toZone->offsetAt(ms) - fromZone->offsetAt(ms));
        }
    });
}

template <int Sign>
void addMoves(FunctionRegistry &registry, const std::string &suffix, const std::string &direction)
{
    using Unit = std::int64_t;
    using Count = std::int32_t;
    registry.add("TIMESTAMP" + suffix + "(UNIT, INTEGER, TIMESTAMP) -> TIMESTAMP",
                 mapRows<std::int64_t, Unit, Count, std::int64_t>(&moveTimestamp<Sign>),
                 "Moves a timestamp " + direction + " by a number of time units.");
    registry.add("DATE" + suffix + "(UNIT, INTEGER, DATE) -> DATE",
                 mapRows<std::int32_t, Unit, Count, std::int32_t>(&moveDate<Sign>),
                 "Moves a date " + direction + " by a number of time units.");
    registry.add("TIME" + suffix + "(UNIT, INTEGER, TIME) -> TIME",
                 mapRows<std::int32_t, Unit, Count, std::int32_t>(&moveTime<Sign>),
                 "Moves a time of day " + direction +
                     " by a number of time units, past midnight too.");
}

} // namespace

void addIntervalFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("date");
    addMoves<1>(registry, "ADD", "on");
    addMoves<-1>(registry, "SUB", "back");
    registry.add("CONVERT_TZ(TIMESTAMP, STRING, STRING) -> TIMESTAMP",
                 ScalarFunction{convertZoneKernel},
                 "Turns a timestamp of one time zone into one of another.");
}

} // namespace weir::functions
