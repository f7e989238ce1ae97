#include "core/log/local/WalMode.h"

#include <chrono>
#include <thread>

namespace weir::log {

int enterWalMode(sqlite3 *handle, const Deadline &deadline)
{
    while (true) {
        const int code = sqlite3_exec(handle, "PRAGMA journal_mode=WAL", nullptr, nullptr, nullptr);
        const bool busy = (code & 0xFF) == SQLITE_BUSY;
        if (!busy || deadline.passed() || deadline.cancelled()) {
            return code;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

} // namespace weir::log
