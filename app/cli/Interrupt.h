#pragma once

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

private:
    std::stop_source m_source;
};

} // namespace weir::cli
