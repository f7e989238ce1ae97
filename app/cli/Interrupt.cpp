#include "app/cli/Interrupt.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <thread>

namespace weir::cli {

namespace {

sigset_t interruptSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

} // namespace

Interrupt::Interrupt()
{
    // A reader that goes away (`weir print | head`) must show as a failed write, not as a kill.
    std::signal(SIGPIPE, SIG_IGN);
    const sigset_t signals = interruptSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([source = m_source, signals]() mutable {
        int signal = 0;
        while (sigwait(&signals, &signal) == 0) {
            if (source.stop_requested()) {
                _exit(128 + signal);
            }
            source.request_stop();
        }
    }).detach();
}

Interrupt::~Interrupt() = default;

} // namespace weir::cli
