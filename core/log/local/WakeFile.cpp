#include "core/log/local/WakeFile.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstring>
#include <ctime>

namespace weir::log {

namespace {

constexpr long kLookEveryNs = 250'000'000;

} // namespace

Result<std::unique_ptr<WakeFile>> WakeFile::open(const std::string &path,
                                                 std::shared_ptr<AppendSignal> signal)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    void *page = MAP_FAILED;
    if (file >= 0 && ftruncate(file, sizeof(std::uint32_t)) == 0) {
        page = mmap(nullptr, sizeof(std::uint32_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    }
    const int code = errno;
    if (file >= 0) {
        ::close(file);
    }
    if (page == MAP_FAILED) {
        return fail(externalError("log.storage",
                                  fmt::format("Cannot open '{}': {}", path, std::strerror(code))));
    }
    return std::unique_ptr<WakeFile>(
        new WakeFile(static_cast<std::uint32_t *>(page), std::move(signal)));
}

WakeFile::WakeFile(std::uint32_t *counter, std::shared_ptr<AppendSignal> signal)
    : m_counter(counter)
    , m_signal(std::move(signal))
{
}

WakeFile::~WakeFile()
{
    if (m_thread.joinable()) {
        m_thread.request_stop();
        wake();
        m_thread.join();
    }
    munmap(m_counter, sizeof(std::uint32_t));
}

void WakeFile::wake()
{
    std::atomic_ref<std::uint32_t>(*m_counter).fetch_add(1);
    syscall(SYS_futex, m_counter, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
    m_signal->notify();
}

void WakeFile::listen()
{
    const std::lock_guard lock(m_mutex);
    if (!m_thread.joinable()) {
        m_thread = std::jthread([this](const std::stop_token &stop) { watch(stop); });
    }
}

void WakeFile::watch(const std::stop_token &stop)
{
    const std::atomic_ref<std::uint32_t> counter(*m_counter);
    std::uint32_t seen = counter.load();
    while (!stop.stop_requested()) {
        const timespec patience{0, kLookEveryNs};
        syscall(SYS_futex, m_counter, FUTEX_WAIT, seen, &patience, nullptr, 0);
        seen = counter.load();
        m_signal->notify();
    }
}

} // namespace weir::log
