#pragma once

#include "core/session/EnginePort.h"

#include <string>

namespace weir::test {

/// A short version of the demo's text, its plan and its figures as the engine would report them.
const std::string &demoSql();
session::LanguageResult demoLanguage(std::uint64_t revision = 0);
runtime::EngineSnapshot demoSnapshot();

} // namespace weir::test
