#include "app/cli/Interrupt.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <utility>

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

struct Interrupt::Shared {
    std::mutex mutex;
    std::function<void()> handler;
};

Interrupt::Interrupt()
    : m_shared(std::make_shared<Shared>())
{
    // A reader that goes away (`weir print | head`) must show as a failed write, not as a kill.
    std::signal(SIGPIPE, SIG_IGN);
    const sigset_t signals = interruptSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([source = m_source, signals, shared = m_shared]() mutable {
        int signal = 0;
        while (sigwait(&signals, &signal) == 0) {
            if (const std::lock_guard lock(shared->mutex); signal == SIGINT && shared->handler) {
                shared->handler();
                continue;
            }
            if (source.stop_requested()) {
                _exit(128 + signal);
            }
            source.request_stop();
        }
    }).detach();
}

Interrupt::~Interrupt() = default;

void Interrupt::setHandler(std::function<void()> handler)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->handler = std::move(handler);
}

} // namespace weir::cli
