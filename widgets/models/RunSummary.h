#pragma once

#include "core/session/EnginePort.h"

#include <QString>

#include <set>
#include <string>

namespace weir::studio {

/// What runs against what is written (UI.md, Run).
struct RunSummary {
    bool running = false; ///< a run exists, paused or not
    int statements = 0;   ///< of the plan that carry a query
    int asWritten = 0;
    int withError = 0;
    int changes = 0;              ///< what Apply would start, replace or stop
    std::set<std::string> edited; ///< statement keys that run in another version than is written
    QString sentence;
    QString runText; ///< of the Run button
};

/// Compares the signatures of the bound text with those that run. `language` may be null.
RunSummary summarise(const session::LanguageResult *language,
                     const runtime::EngineSnapshot &snapshot);

} // namespace weir::studio
