#pragma once

#include <string>

namespace weir::studio {

class Studio;

/// Empties the demo's own cluster folder in the user's data, and returns its address
/// ("local:PATH"). One demo at a time: a second one takes the folder away from the first.
std::string emptiedDemoCluster();

/// Opens an untitled copy of the sample pipeline and runs it with its generators.
void runDemo(Studio &studio);

} // namespace weir::studio
