#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace weir::log {

/// A lock on one number, held until it goes or the process dies; between processes and between
/// holders in one process (open-file-description locks on a byte of a shared file).
class RunLock {
public:
    /// Takes the lock, or returns nothing when somebody has it. `log.storage`.
    static Result<std::optional<RunLock>> tryLock(const std::string &path, std::int64_t number);
    /// Tells whether somebody has the lock, without taking it; true where it cannot be told.
    static bool isLocked(const std::string &path, std::int64_t number);

    RunLock(RunLock &&other) noexcept;
    RunLock &operator=(RunLock &&other) noexcept;
    RunLock(const RunLock &) = delete;
    RunLock &operator=(const RunLock &) = delete;
    ~RunLock();

private:
    explicit RunLock(int file)
        : m_file(file)
    {
    }
    int m_file;
};

} // namespace weir::log
