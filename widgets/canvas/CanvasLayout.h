#pragma once

#include "widgets/canvas/CanvasScene.h"

#include <functional>

namespace weir::studio {

/// The faces that widths are measured in.
enum class CanvasFace { Title, Detail, FrameName };
/// Returns the width of a text in scene pixels.
using MeasureText = std::function<double(const QString &, CanvasFace)>;

/// Gives every block and node its size by its content: nodes 160–260 px wide and 46 high, all nodes
/// of a block equally wide, stacked top to bottom below the frame's header.
void sizeBlocks(CanvasScene &scene, const MeasureText &measure);

/// Places the blocks left to right in layers by their wires. The same scene gives the same picture
/// on every machine. Blocks in `placed` stand exactly there and are marked so; others never overlap
/// them. Call sizeBlocks first. Cycles (INSERT INTO) are cut at their last wire in text order.
void layOutBlocks(CanvasScene &scene, const PlacedBlocks &placed);

/// Returns the nearest point of the 20 px grid.
QPoint snapToGrid(QPointF point);

} // namespace weir::studio
