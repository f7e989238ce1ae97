#pragma once

#include "core/session/EnginePort.h"

#include <string>

namespace weir::studio {

class Studio;

/// Empties the demo's own cluster folder in the user's data, and returns its address
/// ("local:PATH"). A folder that another window uses is left alone and used as it is.
std::string emptiedDemoCluster();

/// Opens an untitled copy of the sample pipeline and runs it with its generators.
/// Shows the rows at its filter.
void runDemo(Studio &studio, session::EnginePort &port);

} // namespace weir::studio
