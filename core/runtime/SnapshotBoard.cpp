#include "core/runtime/SnapshotBoard.h"

#include <utility>

namespace weir::runtime {

namespace {

constexpr std::size_t kMostLogLines = 200;

} // namespace

SnapshotBoard::SnapshotBoard(std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock))
    , m_current(std::make_shared<const EngineSnapshot>())
{
}

std::shared_ptr<const EngineSnapshot> SnapshotBoard::current() const
{
    const std::lock_guard lock(m_mutex);
    return m_current;
}

void SnapshotBoard::onChange(std::function<void()> callback)
{
    const std::lock_guard lock(m_mutex);
    m_onChange = std::move(callback);
}

void SnapshotBoard::change(const std::function<void(EngineSnapshot &)> &edit)
{
    const std::lock_guard lock(m_mutex);
    edit(m_next);
}

void SnapshotBoard::publish(const std::function<void(EngineSnapshot &)> &edit)
{
    std::function<void()> tell;
    {
        const std::lock_guard lock(m_mutex);
        if (edit) {
            edit(m_next);
        }
        ++m_next.sequence;
        m_next.time = m_clock->now();
        m_current = std::make_shared<const EngineSnapshot>(m_next);
        tell = m_onChange;
    }
    if (tell) {
        tell();
    }
}

void SnapshotBoard::log(LogLevel level, std::string text)
{
    const std::lock_guard lock(m_mutex);
    m_next.log.push_back({m_clock->now(), level, std::move(text), ++m_logLines});
    if (m_next.log.size() > kMostLogLines) {
        m_next.log.erase(m_next.log.begin());
    }
}

} // namespace weir::runtime
