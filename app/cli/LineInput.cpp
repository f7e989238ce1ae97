#include "app/cli/LineInput.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace weir::cli {

namespace {

constexpr std::size_t kReadBytes = 64U << 10U;

} // namespace

LineInput::LineInput(int file, std::stop_token stop)
    : m_file(file)
    , m_stop(std::move(stop))
    , m_wakeUp(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

LineInput::~LineInput()
{
    close(m_wakeUp);
}

Result<std::optional<std::string>> LineInput::next()
{
    const std::stop_callback wake(m_stop, [this] { (void)eventfd_write(m_wakeUp, 1); });
    while (!m_stop.stop_requested()) {
        if (hasLine()) {
            std::string line = m_buffer.substr(m_begin, m_scanned - m_begin);
            m_begin = ++m_scanned;
            return std::optional(std::move(line));
        }
        if (m_error != 0) {
            return fail(externalError("cli.cannot-read", std::string("cannot read the input: ") +
                                                             std::strerror(m_error)));
        }
        if (m_ended) {
            const bool rest = m_begin < m_buffer.size();
            std::string line = m_buffer.substr(m_begin);
            m_begin = m_scanned = m_buffer.size();
            return rest ? std::optional(std::move(line)) : std::nullopt;
        }
        if (waitForInput(-1) == Wait::Ready) {
            readSome();
        }
    }
    return std::optional<std::string>();
}

bool LineInput::mustWait()
{
    while (!hasLine() && !m_ended) {
        if (waitForInput(0) != Wait::Ready) {
            return true;
        }
        readSome();
    }
    return false;
}

LineInput::Wait LineInput::waitForInput(int timeoutMs) const
{
    pollfd waits[2] = {{m_file, POLLIN, 0}, {m_wakeUp, POLLIN, 0}};
    if (poll(waits, 2, timeoutMs) <= 0) {
        return Wait::Nothing;
    }
    return waits[1].revents != 0 ? Wait::Stopped : Wait::Ready;
}

void LineInput::readSome()
{
    m_buffer.erase(0, m_begin);
    m_scanned -= m_begin;
    m_begin = 0;
    const std::size_t size = m_buffer.size();
    m_buffer.resize(size + kReadBytes);
    const ssize_t count = read(m_file, m_buffer.data() + size, kReadBytes);
    m_buffer.resize(size + static_cast<std::size_t>(count > 0 ? count : 0));
    const bool again = count < 0 && (errno == EINTR || errno == EAGAIN);
    m_error = count < 0 && !again ? errno : 0;
    m_ended = !again && count <= 0;
}

bool LineInput::hasLine()
{
    const auto found = m_buffer.find('\n', m_scanned);
    m_scanned = found == std::string::npos ? m_buffer.size() : found;
    return found != std::string::npos;
}

} // namespace weir::cli
