#pragma once

namespace weir::studio {

class Studio;

/// Opens an untitled copy of the sample pipeline and runs it with its generators.
void runDemo(Studio &studio);

} // namespace weir::studio
