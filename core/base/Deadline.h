#pragma once

#include <chrono>
#include <stop_token>
#include <utility>

namespace weir {

/// How long a call may take, and who may end it earlier. A call whose deadline passes fails with a
/// retriable error `ROOM.deadline-exceeded`, one that is cancelled with `ROOM.cancelled`, unless
/// its own comment says otherwise.
class Deadline {
public:
    using Clock = std::chrono::steady_clock;

    explicit Deadline(Clock::time_point at, std::stop_token cancel = {})
        : m_at(at)
        , m_cancel(std::move(cancel))
    {
    }

    /// Returns the deadline `span` from now.
    template <class Rep, class Period>
    static Deadline in(std::chrono::duration<Rep, Period> span, std::stop_token cancel = {})
    {
        return Deadline(Clock::now() + span, std::move(cancel));
    }
    /// Returns a deadline that has passed: the call must not wait at all.
    static Deadline now() { return Deadline(Clock::now()); }

    Clock::time_point at() const { return m_at; }
    const std::stop_token &cancel() const { return m_cancel; }
    bool cancelled() const { return m_cancel.stop_requested(); }
    bool passed() const { return Clock::now() >= m_at; }
    /// Returns the time left, zero when the deadline has passed.
    std::chrono::milliseconds left() const
    {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_at - Clock::now());
        return left.count() > 0 ? left : std::chrono::milliseconds(0);
    }

private:
    Clock::time_point m_at;
    std::stop_token m_cancel;
};

} // namespace weir
