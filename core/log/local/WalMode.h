#pragma once

#include "core/base/Deadline.h"

#include <sqlite3.h>

namespace weir::log {

/// Puts a database into WAL mode; returns SQLite's code. SQLite does not ask the busy handler here,
/// so that two that make the same file cannot wait for each other: the one that is refused comes
/// again until the deadline.
int enterWalMode(sqlite3 *handle, const Deadline &deadline);

} // namespace weir::log
