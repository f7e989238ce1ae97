#pragma once

#include "core/catalog/Environment.h"
#include "core/session/EnginePort.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace weir::session {

/// One text to be understood, with the facts it is bound against.
struct LanguageRequest {
    std::string text;
    std::uint64_t revision = 0;
    catalog::Environment environment;
};

/// Parses and binds texts on a thread of its own; only the latest request counts.
class LanguageWorker {
public:
    using Done = std::function<void(std::shared_ptr<const LanguageResult>)>;

    /// `done` is called on the worker for each finished text; it must only post a message.
    explicit LanguageWorker(Done done);
    ~LanguageWorker();
    LanguageWorker(const LanguageWorker &) = delete;
    LanguageWorker &operator=(const LanguageWorker &) = delete;

    /// Replaces what is waiting. Any thread.
    void post(LanguageRequest request);

private:
    void run(const std::stop_token &stop);

    Done m_done;
    std::mutex m_mutex;
    std::condition_variable_any m_arrived;
    std::optional<LanguageRequest> m_waiting;
    std::jthread m_thread;
};

/// Parses and binds one text: what the worker does, without a thread.
LanguageResult understand(const LanguageRequest &request);

} // namespace weir::session
