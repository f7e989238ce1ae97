#include "core/bind/Duration.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

namespace weir::bind {

namespace {

/// Sums of a few lengths and a point in time must stay within 64 bits.
constexpr std::int64_t kLongestMs = std::numeric_limits<std::int64_t>::max() / 16;

std::optional<std::int64_t> wholeNumber(const std::string &text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<std::int64_t> readDuration(BindContext &context, const sql::DurationView &view,
                                         LeastDuration least)
{
    const bool reported = view.node().child(sql::SyntaxKind::ErrorTokens) || !view.number();
    if (!view || reported) {
        return std::nullopt; // by the parser
    }
    const std::size_t before = context.diagnostics.size();
    const std::string written = context.textOf(view.number());
    if (context.diagnostics.size() > before) {
        return std::nullopt;
    }
    const auto refuse = [&](std::string message, std::string hint = {}) {
        context.error("bind.bad-duration", view.span(), std::move(message), std::move(hint));
        return std::nullopt;
    };
    const std::optional<std::int64_t> unit = sql::timeUnitMs(view.unit());
    if (!unit) {
        return refuse(fmt::format("A {} is no fixed length of time", view.unit()),
                      "Give the length in DAYS, HOURS, MINUTES, SECONDS or MILLISECONDS");
    }
    const std::optional<std::int64_t> count = wholeNumber(written);
    if (!count || *count < 0 || *count > kLongestMs / *unit) {
        return refuse(fmt::format("{} {} is no length of time", written, view.unit()),
                      "Write a whole number that is neither negative nor out of all measure");
    }
    if (*count == 0 && least == LeastDuration::OneMillisecond) {
        return refuse("This length of time must be longer than nothing");
    }
    return *count * *unit;
}

} // namespace weir::bind
