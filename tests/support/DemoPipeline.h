#pragma once

#include "core/session/EnginePort.h"

#include <string>

namespace weir::test {

/// The sample pipeline with one statement more that has an error.
const std::string &demoSql();
/// Figures as an engine would report them that runs this text: all queries but the last, which has
/// an error, and UNHAPPY_PLATINUM_CUSTOMERS in an older version.
runtime::EngineSnapshot demoSnapshot(const session::LanguageResult &language);
/// Fifteen ended minutes and one open one of RATINGS_BY_CLUB_STATUS.
std::vector<runtime::WindowPoint> demoWindows();

} // namespace weir::test
