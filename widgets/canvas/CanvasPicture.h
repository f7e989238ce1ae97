#pragma once

#include "widgets/canvas/Camera.h"
#include "widgets/canvas/CanvasIndex.h"
#include "widgets/canvas/CanvasIntent.h"
#include "widgets/canvas/CanvasScene.h"
#include "widgets/style/Icon.h"
#include "widgets/style/Theme.h"

#include <set>

namespace weir::studio {

/// Everything that one paint of the canvas looks at; borrowed for its duration.
struct CanvasPicture {
    const CanvasScene &scene;
    const CanvasIndex &index;
    const CanvasFigures &figures;
    const std::set<NodeKey> &selection;
    Camera camera;
    QSize size;
    qreal pixelRatio = 1;
    CanvasHit hover = {};
    QRectF rubberBand = {};
    intent::DropHint drop = {};
    const PlacedBlocks *dragged = nullptr; ///< blocks under the pointer's drag, drawn on top
};

/// What is left out at a scale (R18).
struct LevelOfDetail {
    explicit LevelOfDetail(double scale)
        : figures(scale >= 0.6)
        , text(scale >= 0.35)
        , blocksOnly(scale < 0.15)
    {
    }
    bool figures;
    bool text;
    bool blocksOnly;
};

/// Return the colour and glyph of what flows, and the glyph of an operator.
ColorRole flowColor(FlowKind kind);
Glyph flowGlyph(FlowKind kind);
Glyph operatorGlyph(const CanvasNode &node);

/// Returns the share of full colour that a dimmed block keeps.
inline constexpr double kDimmedOpacity = 0.5;

} // namespace weir::studio
