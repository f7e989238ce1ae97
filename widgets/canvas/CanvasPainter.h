#pragma once

#include "widgets/canvas/CanvasPicture.h"
#include "widgets/canvas/NodeBodies.h"
#include "widgets/canvas/WireLayer.h"

class QPainter;
class QRegion;

namespace weir::studio {

/// Paints the canvas in layers (STUDIO.md 3): ground, frames and wires from one pixmap; node bodies
/// from a cache; live figures, dragged blocks, hints and the rubber band on top. GUI thread.
class CanvasPainter {
public:
    /// Paints what lies under `region`.
    void paint(QPainter &painter, const CanvasPicture &picture, const QRegion &region);

    /// Tells that structure, places, selection of frames or hover of wires changed.
    void structureChanged() { m_wires.clear(); }
    /// Tells that colours or fonts changed.
    void themeChanged();
    /// Tells that the scale is changing (stretch what is cached) or has come to rest (draw it
    /// anew).
    void setZooming(bool zooming) { m_zooming = zooming; }
    bool isZooming() const { return m_zooming; }
    /// Returns the view region to repaint when figures change from `before` to those of `picture`.
    QRegion changedRegion(const CanvasPicture &picture, const CanvasFigures &before);

private:
    void paintNodes(QPainter &painter, const CanvasPicture &picture, const QRectF &scene);
    void paintDragged(QPainter &painter, const CanvasPicture &picture);
    void paintFigures(QPainter &painter, const CanvasPicture &picture, const QRectF &scene);
    void paintFarNames(QPainter &painter, const CanvasPicture &picture, const QRectF &scene);
    void paintDropHint(QPainter &painter, const CanvasPicture &picture);
    void paintMiniMap(QPainter &painter, const CanvasPicture &picture);

    WireLayer m_wires;
    NodeBodies m_bodies;
    double m_bodyScale = 1; ///< scale of the cached bodies while zooming
    bool m_zooming = false;
};

} // namespace weir::studio
