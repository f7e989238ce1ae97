#pragma once

#include "core/base/Clock.h"
#include "core/runtime/Snapshot.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace weir::runtime {

/// Where the engine's threads put their figures and everybody reads them. Any thread.
class SnapshotBoard {
public:
    explicit SnapshotBoard(std::shared_ptr<const Clock> clock);

    std::shared_ptr<const EngineSnapshot> current() const;
    /// Called after each publish, on the publishing thread.
    void onChange(std::function<void()> callback);

    /// Changes the next snapshot without telling anybody yet.
    void change(const std::function<void(EngineSnapshot &)> &edit);
    /// Changes the snapshot and tells.
    void publish(const std::function<void(EngineSnapshot &)> &edit = {});
    /// Adds a line to the engine's log; it shows with the next snapshot.
    void log(LogLevel level, std::string text);

private:
    std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    EngineSnapshot m_next;
    std::uint64_t m_logLines = 0;
    std::shared_ptr<const EngineSnapshot> m_current;
    std::function<void()> m_onChange;
};

} // namespace weir::runtime
