#pragma once

#include <string>

namespace weir::studio {

class Studio;

/// Empties the demo's own cluster folder in the user's data, and returns its address
/// ("local:PATH"). A folder that another window uses is left alone and used as it is.
std::string emptiedDemoCluster();

/// Opens an untitled copy of the sample pipeline and runs it with its generators.
void runDemo(Studio &studio);

} // namespace weir::studio
