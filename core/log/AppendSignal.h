#pragma once

#include "core/base/Deadline.h"

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace weir::log {

/// Wakes waiting readers when something was appended. Any thread. A reader takes mark(), looks for
/// records, and if there are none waits for the mark to change: nothing in between is lost.
class AppendSignal {
public:
    std::uint64_t mark() const
    {
        const std::lock_guard lock(m_mutex);
        return m_mark;
    }
    void notify()
    {
        {
            const std::lock_guard lock(m_mutex);
            ++m_mark;
        }
        m_changed.notify_all();
    }
    /// Waits until the mark is not `mark` any more, the deadline, or its cancellation.
    void wait(std::uint64_t mark, const Deadline &deadline)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_until(lock, deadline.cancel(), deadline.at(),
                             [&] { return m_mark != mark; });
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::uint64_t m_mark = 0;
};

} // namespace weir::log
