#pragma once

#include "widgets/canvas/CanvasScene.h"

#include <QString>
#include <QStringList>

namespace weir::studio {

/// Returns what a screen reader says for a node: "filter POOR_RATINGS, STARS < 3, running, 482/s,
/// 1 input" (R35). The outline tree shows the same words.
QString spokenName(const CanvasScene &scene, const CanvasFigures &figures, int node);

/// Makes screen readers see every CanvasView as a list of its nodes, in the order of the text.
/// Called by the view; further calls do nothing.
void installCanvasAccessibility();

} // namespace weir::studio
