#pragma once

#include "widgets/canvas/CanvasLayout.h"
#include "widgets/canvas/CanvasScene.h"

namespace weir::test {

/// Returns the scene of the demo pipeline as DEMO.md and the design picture have it, sized with 7
/// px a character unless `measure` says otherwise, and laid out.
studio::CanvasScene demoScene(const studio::MeasureText &measure = {});

/// Returns the figures of the design picture for it.
studio::CanvasFigures demoFigures();

/// Returns a layered scene of `nodes` nodes and about `edges` wires, for measuring.
studio::CanvasScene largeScene(int nodes, int edges);

} // namespace weir::test
