#include "core/log/local/RunLocks.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace weir::log {

namespace {

struct flock writeLockOn(std::int64_t number)
{
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = number;
    lock.l_len = 1;
    return lock;
}

int openLockFile(const std::string &path)
{
    return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

} // namespace

Result<std::optional<RunLock>> RunLock::tryLock(const std::string &path, std::int64_t number)
{
    const int file = openLockFile(path);
    if (file < 0) {
        return fail(externalError("log.storage",
                                  fmt::format("Cannot open '{}': {}", path, std::strerror(errno))));
    }
    RunLock lock(file);
    struct flock wanted = writeLockOn(number);
    if (fcntl(file, F_OFD_SETLK, &wanted) != 0) {
        return std::optional<RunLock>();
    }
    return std::optional<RunLock>(std::move(lock));
}

bool RunLock::isLocked(const std::string &path, std::int64_t number)
{
    const int file = openLockFile(path);
    if (file < 0) {
        return true;
    }
    struct flock wanted = writeLockOn(number);
    const bool asked = fcntl(file, F_OFD_GETLK, &wanted) == 0;
    ::close(file);
    return !asked || wanted.l_type != F_UNLCK;
}

RunLock::RunLock(RunLock &&other) noexcept
    : m_file(std::exchange(other.m_file, -1))
{
}

RunLock &RunLock::operator=(RunLock &&other) noexcept
{
    std::swap(m_file, other.m_file);
    return *this;
}

RunLock::~RunLock()
{
    if (m_file >= 0) {
        ::close(m_file);
    }
}

} // namespace weir::log
