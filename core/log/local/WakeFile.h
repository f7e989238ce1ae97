#pragma once

#include "core/base/Result.h"
#include "core/log/AppendSignal.h"

#include <memory>
#include <string>
#include <thread>

namespace weir::log {

/// Wakes readers of all processes when one of them appended: a counter in a shared page that a
/// thread of each process sleeps on (futex), so that waiting costs nothing and waking microseconds.
/// A process that is killed between its commit and the wake-up is covered by a look every quarter
/// of a second.
class WakeFile {
public:
    static Result<std::unique_ptr<WakeFile>> open(const std::string &path,
                                                  std::shared_ptr<AppendSignal> signal);
    WakeFile(const WakeFile &) = delete;
    WakeFile &operator=(const WakeFile &) = delete;
    ~WakeFile();

    /// Wakes the readers of this and all other processes. Any thread.
    void wake();
    /// Starts passing wake-ups of other processes on to the signal. Any thread; once is enough.
    void listen();

private:
    WakeFile(std::uint32_t *counter, std::shared_ptr<AppendSignal> signal);
    void watch(const std::stop_token &stop);

    std::uint32_t *m_counter;
    std::shared_ptr<AppendSignal> m_signal;
    std::mutex m_mutex;
    std::jthread m_thread;
};

} // namespace weir::log
