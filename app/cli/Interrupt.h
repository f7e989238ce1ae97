#pragma once

#include <functional>
#include <memory>
#include <stop_token>

namespace weir::cli {

/// Turns Ctrl+C and SIGTERM into a stop token: signals are blocked in all threads and taken by one
/// thread of its own, so no code runs in a signal handler. Make one, first thing in main().
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    std::stop_token token() const { return m_source.get_token(); }
    /// Gives Ctrl+C to `handler` instead, on the signals' thread: a prompt ends a statement, not
    /// the program. Nothing: as before. The old handler is not running any more on return.
    void setHandler(std::function<void()> handler);

private:
    struct Shared;

    std::stop_source m_source;
    std::shared_ptr<Shared> m_shared;
};

} // namespace weir::cli
