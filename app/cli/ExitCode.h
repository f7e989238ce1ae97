#pragma once

#include "core/base/Error.h"

namespace weir::cli {

/// What `weir` returns to the shell. Part of the interface: scripts depend on it.
enum ExitCode : int {
    kSuccess = 0,        ///< done; also when Ctrl+C or SIGTERM ended it cleanly
    kStatementError = 1, ///< the SQL or a record given was refused
    kUsageError = 2,     ///< unknown option, missing argument, unreadable file
    kClusterError = 3,   ///< the cluster, the disk or the network failed
    kRunOwned = 4,       ///< another process has this run
    kStateChanged = 5,   ///< a statement's state does not fit any more; see --on-change
    kQueryFailed = 6,    ///< a query stopped by itself; the others went on
    kInternalError = 70, ///< a bug of ours
    kInterrupted = 130,  ///< Ctrl+C came before the report of `weir test` was whole
};

/// Returns the exit code for an error.
int exitCodeFor(const Error &error);

} // namespace weir::cli
