#include "app/cli/ExitCode.h"

namespace weir::cli {

int exitCodeFor(const Error &error)
{
    if (error.code == "log.run-owned") {
        return kRunOwned;
    }
    if (error.code == "runtime.state-changed") {
        return kStateChanged;
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
