#include "app/cli/Command.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <ctime>
#include <map>

namespace weir::cli {

void ClusterOption::addTo(CLI::App &command)
{
    command
        .add_option("--cluster", address,
                    "local, local:PATH, kafka://host:port[,host:port] or memory: (default: local)")
        ->envname("WEIR_CLUSTER");
}

Result<log::ClusterPtr> ClusterOption::open(const std::string &program) const
{
    return log::openCluster(address, {.program = program});
}

Deadline adminDeadline(const CommandContext &context)
{
    return Deadline::in(std::chrono::seconds(10), context.interrupted);
}

void failCommand(CommandContext &context, const Error &error)
{
    context.terminal.error(error);
    context.exitCode = exitCodeFor(error);
}

void failUnlessInterrupted(CommandContext &context, const Error &error)
{
    const std::string_view code = error.code;
    const bool cancelled = code.substr(code.find('.') + 1) == "cancelled";
    if (!cancelled || !context.interrupted.stop_requested()) {
        failCommand(context, error);
    }
}

Result<std::chrono::milliseconds> parseDuration(const std::string &text)
{
    static const std::map<std::string, std::int64_t> units = {
        {"ms", 1},          {"s", 1000},       {"sec", 1000},      {"second", 1000},
        {"seconds", 1000},  {"m", 60000},      {"min", 60000},     {"minute", 60000},
        {"minutes", 60000}, {"h", 3600000},    {"hour", 3600000},  {"hours", 3600000},
        {"d", 86400000},    {"day", 86400000}, {"days", 86400000}, {"", 1000},
    };
    double number = 0;
    const char *end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    std::string unit(parsed.ptr, end);
    unit.erase(0, unit.find_first_not_of(' ') == std::string::npos ? unit.size()
                                                                   : unit.find_first_not_of(' '));
    unit.erase(unit.find_last_not_of(' ') + 1);
    const auto found = units.find(unit);
    if (parsed.ec != std::errc() || found == units.end() || !(number >= 0) || number > 1e10) {
        return fail(
            userError("cli.bad-duration",
                      fmt::format("'{}' is not a duration; write 250ms, 10s, 5m, 2h or 1d", text)));
    }
    return std::chrono::milliseconds(
        static_cast<std::int64_t>(number * static_cast<double>(found->second)));
}

Result<EpochMs> parseTime(const std::string &text, EpochMs now)
{
    EpochMs epoch = 0;
    const char *end = text.data() + text.size();
    const char *digits = text.data() + (text.rfind('@', 0) == 0 ? 1 : 0);
    if (const auto parsed = std::from_chars(digits, end, epoch);
        parsed.ec == std::errc() && parsed.ptr == end) {
        return epoch;
    }
    std::tm time{};
    const char *rest = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &time);
    if (rest == nullptr) {
        time = {};
        rest = strptime(text.c_str(), "%Y-%m-%dT%H:%M", &time);
    }
    if (rest == nullptr) {
        time = {};
        rest = strptime(text.c_str(), "%Y-%m-%d", &time);
    }
    if (rest != nullptr) {
        double fraction = 0;
        if (*rest == '.') {
            const auto parsed = std::from_chars(rest, end, fraction);
            rest = parsed.ptr;
        }
        if (std::string_view(rest) == "Z" || *rest == '\0') {
            return static_cast<EpochMs>(timegm(&time)) * 1000 +
                   static_cast<EpochMs>(fraction * 1000 + 0.5);
        }
    }
    std::string ago = text;
    if (const auto at = ago.rfind(" ago"); at != std::string::npos && at + 4 == ago.size()) {
        ago.erase(at);
    }
    if (const auto span = parseDuration(ago)) {
        return now - span->count();
    }
    return fail(
        userError("cli.bad-time", fmt::format("'{}' is not a time; write epoch milliseconds, "
                                              "2026-11-23T10:15:00Z or '15 min ago'",
                                              text)));
}

} // namespace weir::cli
