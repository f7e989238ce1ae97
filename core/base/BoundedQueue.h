#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace weir {

/// A queue of at most `capacity` values between threads; a full queue refuses at once. Any thread.
template <class T> class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(capacity)
    {
    }

    /// Adds a value, or returns false when the queue is full or closed.
    bool tryPush(T value)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed || m_values.size() >= m_capacity) {
                return false;
            }
            m_values.push_back(std::move(value));
        }
        m_notEmpty.notify_one();
        return true;
    }

    /// Takes the oldest value; waits until `deadline` for one. Nothing on timeout or when closed
    /// and empty.
    template <class Duration>
    std::optional<T> pop(std::chrono::time_point<std::chrono::steady_clock, Duration> deadline)
    {
        std::unique_lock lock(m_mutex);
        m_notEmpty.wait_until(lock, deadline, [this] { return m_closed || !m_values.empty(); });
        return take();
    }

    /// Takes the oldest value if there is one.
    std::optional<T> tryPop()
    {
        const std::lock_guard lock(m_mutex);
        return take();
    }

    /// Refuses further values and wakes all waiters.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_notEmpty.notify_all();
    }

private:
    std::optional<T> take()
    {
        if (m_values.empty()) {
            return std::nullopt;
        }
        std::optional<T> value(std::move(m_values.front()));
        m_values.pop_front();
        return value;
    }

    const std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_notEmpty;
    std::deque<T> m_values;
    bool m_closed = false;
};

} // namespace weir
