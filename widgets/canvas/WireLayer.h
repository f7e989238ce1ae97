#pragma once

#include "widgets/canvas/CanvasPicture.h"

#include <QPixmap>

#include <unordered_map>
#include <vector>

class QPainter;

namespace weir::studio {

/// The lowest layer: ground with its dots, frames and wires, in one pixmap 256 px larger than the
/// view on every side. Panning copies it; a pan beyond its edge draws only what was not there.
/// While zooming it is stretched.
class WireLayer {
public:
    /// Paints the layer under `clip`. `sharp`: the camera is at rest, so that wires are
    /// antialiased; otherwise a layer of another scale is stretched as long as it covers the view.
    void paint(QPainter &painter, const CanvasPicture &picture, const QRect &clip, bool sharp);
    /// Forgets the pixmap: structure, places, theme or selection of frames changed.
    void clear() { m_pixmap = {}; }
    /// Takes new rates; returns whether a wire's width changed so much that the layer must be drawn
    /// again. Widths move in steps with hysteresis (R19).
    bool setRates(const CanvasScene &scene, const CanvasFigures &figures);

    /// Paint blocks and wires on any painter in scene coordinates, for blocks that are being
    /// dragged.
    void paintBlock(QPainter &painter, const CanvasPicture &picture, int block) const;
    void paintWire(QPainter &painter, const CanvasPicture &picture, int edge) const;

private:
    void redraw(const CanvasPicture &picture, bool antialiased);
    void scrollTo(const CanvasPicture &picture);
    void drawInto(QPixmap &pixmap, const CanvasPicture &picture, const QRect &area,
                  bool antialiased) const;
    void drawDots(QPainter &painter, const QRectF &scene, double scale) const;
    double wireWidth(int edge) const;

    QPixmap m_pixmap;
    Camera m_camera; ///< that the pixmap was drawn with
    QSize m_viewSize;
    qreal m_pixelRatio = 1;
    bool m_antialiased = false;
    std::vector<int> m_widthSteps;
};

/// Returns where the words of a wire's figure stand, in scene coordinates; empty without words.
QRectF wireLabelRect(const CanvasScene &scene, int edge, const QString &words);

} // namespace weir::studio
