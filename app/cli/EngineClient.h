#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/runtime/Engine.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>

namespace weir::cli {

/// An engine whose commands are waited for: what a program without a screen needs.
class EngineClient {
public:
    explicit EngineClient(runtime::EngineOptions options);

    /// Submits a command and waits for its reply. `runtime.busy`, `cli.cancelled`,
    /// `cli.no-answer`.
    Result<runtime::Answer> call(runtime::Command command, const Deadline &deadline);
    std::shared_ptr<const runtime::EngineSnapshot> snapshot() const { return m_engine->snapshot(); }
    runtime::Engine &engine() { return *m_engine; }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_replied;
    std::map<runtime::RequestId, Result<runtime::Answer>> m_replies;
    std::unique_ptr<runtime::Engine> m_engine;
};

} // namespace weir::cli
