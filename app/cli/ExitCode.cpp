#include "app/cli/ExitCode.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace weir::cli {

namespace {

/// What is wrong with the command line itself.
constexpr std::array<std::string_view, 7> kUsageCodes = {
    "cli.bad-config", "cli.bad-duration",    "cli.bad-rate",        "cli.bad-size",
    "cli.bad-time",   "cli.unreadable-file", "log.invalid-address",
};

} // namespace

int exitCodeFor(const Error &error)
{
    if (error.code == "log.run-owned") {
        return kRunOwned;
    }
    if (error.code == "runtime.state-changed") {
        return kStateChanged;
    }
    if (std::find(kUsageCodes.begin(), kUsageCodes.end(), error.code) != kUsageCodes.end()) {
        return kUsageError;
    }
    switch (error.kind) {
    case ErrorKind::User:
        return kStatementError;
    case ErrorKind::External:
        return kClusterError;
    case ErrorKind::Internal:
        break;
    }
    return kInternalError;
}

} // namespace weir::cli
