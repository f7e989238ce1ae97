#pragma once

#include "tests/unit/runtime/UnsafeCluster.h"

#include <condition_variable>
#include <mutex>

namespace weir::test {

/// Another cluster that answers no question about topics while it is silent: such a call ends with
/// its deadline or by being cancelled.
class SilentCluster final : public UnsafeCluster {
public:
    using UnsafeCluster::UnsafeCluster;

    void setSilent(bool silent)
    {
        const std::lock_guard lock(m_mutex);
        m_silent = silent;
        m_changed.notify_all();
    }
    /// Waits until so many calls have been made in vain.
    void waitForCalls(int calls)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_calls >= calls; });
    }
    /// Waits until so many of them were broken off.
    void waitForCancelled(int calls)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_cancelled >= calls; });
    }

    Result<std::vector<log::TopicInfo>> topics(const Deadline &deadline) override
    {
        WEIR_TRY(answer(deadline));
        return UnsafeCluster::topics(deadline);
    }
    Result<log::TopicInfo> topic(const std::string &name, const Deadline &deadline) override
    {
        WEIR_TRY(answer(deadline));
        return UnsafeCluster::topic(name, deadline);
    }
    Result<std::vector<log::PartitionOffsets>> offsets(const std::string &topic,
                                                       const Deadline &deadline) override
    {
        WEIR_TRY(answer(deadline));
        return UnsafeCluster::offsets(topic, deadline);
    }
    Status createTopic(const log::NewTopic &topic, const Deadline &deadline) override
    {
        WEIR_TRY(answer(deadline));
        return UnsafeCluster::createTopic(topic, deadline);
    }

private:
    Status answer(const Deadline &deadline)
    {
        std::unique_lock lock(m_mutex);
        if (!m_silent) {
            return {};
        }
        ++m_calls;
        m_changed.notify_all();
        m_changed.wait_until(lock, deadline.cancel(), deadline.at(), [&] { return !m_silent; });
        if (deadline.cancelled()) {
            ++m_cancelled;
            m_changed.notify_all();
            return fail(externalError("log.cancelled", "cancelled"));
        }
        return m_silent ? Status(fail(externalError("log.deadline-exceeded", "no answer", true)))
                        : Status();
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_silent = false;
    int m_calls = 0;
    int m_cancelled = 0;
};

} // namespace weir::test
