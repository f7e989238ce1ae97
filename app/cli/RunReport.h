#pragma once

#include "app/cli/Terminal.h"
#include "core/runtime/Snapshot.h"

namespace weir::cli {

/// Tells on stderr how a run goes: a first line, a progress line on a terminal, what goes wrong,
/// counts at the end.
class RunReport {
public:
    explicit RunReport(Terminal &terminal)
        : m_terminal(terminal)
    {
    }

    void started(const runtime::EngineSnapshot &snapshot);
    void progress(const runtime::EngineSnapshot &snapshot);
    void finished(const runtime::EngineSnapshot &figures);

private:
    void sayProblems(const runtime::EngineSnapshot &snapshot);

    Terminal &m_terminal;
    std::uint64_t m_shown = 0;
    std::uint64_t m_said = 0; ///< lines of the engine's log
};

} // namespace weir::cli
