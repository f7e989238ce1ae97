#pragma once

#include "widgets/canvas/CanvasPicture.h"

#include <QCache>
#include <QPixmap>

class QPainter;

namespace weir::studio {

/// All that decides how a node's body looks; equal looks share a pixmap.
struct NodeLook {
    QString title;
    QString detail;
    OperatorKind op = OperatorKind::Source;
    FlowKind kind = FlowKind::Stream;
    RunState state = RunState::None;
    std::vector<FlowKind> inputs;
    double width = 0;
    double scale = 1;
    qreal pixelRatio = 1;
    int errors = 0;
    bool selected = false;
    bool dimmed = false;
    bool struck = false; ///< a later definition runs instead
    bool hasFigure = false;

    bool operator==(const NodeLook &) const = default;
};
std::size_t qHash(const NodeLook &look, std::size_t seed = 0);

/// Draws node bodies (everything but the live figure) through a cache of pixmaps keyed by their
/// look, so that panning and live updates only copy. Drop everything when the theme changes.
class NodeBodies {
public:
    NodeBodies();

    /// Paints a node's body. `cacheScale` is the scale that pixmaps are made at; another scale of
    /// the camera (while zooming) stretches them.
    void paint(QPainter &painter, const CanvasPicture &picture, int node, double cacheScale);
    /// Paints the live figure of a node, if it has one.
    void paintFigure(QPainter &painter, const CanvasPicture &picture, int node) const;
    void clear() { m_cache.clear(); }

    /// Returns the view rectangle that holds a node's figure.
    static QRectF figureRect(const CanvasPicture &picture, int node);

private:
    QPixmap render(const NodeLook &look) const;

    QCache<NodeLook, QPixmap> m_cache;
};

} // namespace weir::studio
