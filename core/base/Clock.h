#pragma once

#include <cstdint>

namespace weir {

/// Milliseconds since 1970-01-01T00:00Z.
using EpochMs = std::int64_t;

/// The wall clock as a value that is passed in: no operator asks the system for the time.
class Clock {
public:
    virtual ~Clock() = default;
    /// Returns the present time. Any thread.
    virtual EpochMs now() const = 0;
};

/// The system's clock.
class SystemClock final : public Clock {
public:
    EpochMs now() const override;
};

/// A clock that stands still at the time it was given.
class FixedClock final : public Clock {
public:
    explicit FixedClock(EpochMs time = 0)
        : m_time(time)
    {
    }
    EpochMs now() const override { return m_time; }
    /// Sets the time; not while another thread reads it.
    void set(EpochMs time) { m_time = time; }

private:
    EpochMs m_time;
};

} // namespace weir
