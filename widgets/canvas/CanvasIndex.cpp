#include "widgets/canvas/CanvasIndex.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace weir::studio {

namespace {

constexpr double kPortReach = 8; ///< view pixels
/// Scene pixels: from afar a port must not cover its node and wires.
constexpr double kPortReachOfScene = 12;
constexpr int kCurveSegments = 16;

QPointF pointOnCurve(const std::array<QPointF, 4> &curve, double t)
{
    const double u = 1 - t;
    return u * u * u * curve[0] + 3 * u * u * t * curve[1] + 3 * u * t * t * curve[2] +
           t * t * t * curve[3];
}

double squaredDistance(QPointF a, QPointF b)
{
    const QPointF d = a - b;
    return QPointF::dotProduct(d, d);
}

double squaredDistanceToSegment(QPointF p, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double t =
        length > 0 ? std::clamp(QPointF::dotProduct(p - a, along) / length, 0.0, 1.0) : 0;
    return squaredDistance(p, a + along * t);
}

QRectF around(QPointF point, double reach)
{
    return {point.x() - reach, point.y() - reach, 2 * reach, 2 * reach};
}

std::int64_t cellKey(int column, int row)
{
    return (static_cast<std::int64_t>(column) << 32) ^ static_cast<std::uint32_t>(row);
}

} // namespace

template <typename Visit> void CanvasIndex::visitCells(const QRectF &rect, Visit visit) const
{
    const auto cell = [](double value) { return static_cast<int>(std::floor(value / kCellSize)); };
    for (int row = cell(rect.top()); row <= cell(rect.bottom()); ++row) {
        for (int column = cell(rect.left()); column <= cell(rect.right()); ++column) {
            visit(cellKey(column, row));
        }
    }
}

void CanvasIndex::insert(const QRectF &rect, std::vector<int> Cell::*list, int item)
{
    visitCells(rect, [&](std::int64_t key) {
        std::vector<int> &items = m_cells[key].*list;
        if (items.empty() || items.back() != item) {
            items.push_back(item);
        }
    });
}

void CanvasIndex::rebuild(const CanvasScene &scene)
{
    m_scene = &scene;
    m_cells.clear();
    for (std::size_t i = 0; i < scene.blocks().size(); ++i) {
        insert(scene.blocks()[i].rect, &Cell::blocks, static_cast<int>(i));
    }
    for (std::size_t i = 0; i < scene.nodes().size(); ++i) {
        insert(scene.nodes()[i].rect, &Cell::nodes, static_cast<int>(i));
    }
    for (std::size_t i = 0; i < scene.edges().size(); ++i) {
        const auto curve = scene.curve(static_cast<int>(i));
        for (int step = 0; step < kCurveSegments; ++step) {
            const QPointF a = pointOnCurve(curve, double(step) / kCurveSegments);
            const QPointF b = pointOnCurve(curve, double(step + 1) / kCurveSegments);
            const QRectF box = QRectF(a, b).normalized();
            insert(box, &Cell::edges, static_cast<int>(i));
        }
    }
}

std::vector<int> CanvasIndex::collect(const QRectF &rect, std::vector<int> Cell::*list) const
{
    std::vector<int> found;
    visitCells(rect, [&](std::int64_t key) {
        const auto cell = m_cells.find(key);
        if (cell != m_cells.end()) {
            const std::vector<int> &items = cell->second.*list;
            found.insert(found.end(), items.begin(), items.end());
        }
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<int> CanvasIndex::blocksIn(const QRectF &sceneRect) const
{
    std::vector<int> found = collect(sceneRect, &Cell::blocks);
    std::erase_if(found, [&](int i) { return !m_scene->block(i).rect.intersects(sceneRect); });
    return found;
}

std::vector<int> CanvasIndex::nodesIn(const QRectF &sceneRect) const
{
    std::vector<int> found = collect(sceneRect, &Cell::nodes);
    std::erase_if(found, [&](int i) { return !m_scene->node(i).rect.intersects(sceneRect); });
    return found;
}

std::vector<int> CanvasIndex::edgesIn(const QRectF &sceneRect) const
{
    return collect(sceneRect, &Cell::edges);
}

CanvasHit CanvasIndex::hitPort(QPointF point, double reach) const
{
    for (const int node : nodesIn(around(point, reach))) {
        const auto inputs = static_cast<int>(m_scene->node(node).inputs.size());
        for (int port = 0; port < inputs; ++port) {
            if (squaredDistance(point, m_scene->inputPort(node, port)) <= reach * reach) {
                return {CanvasHit::Kind::InputPort, node, port};
            }
        }
        if (squaredDistance(point, m_scene->outputPort(node)) <= reach * reach) {
            return {CanvasHit::Kind::OutputPort, node, -1};
        }
    }
    return {};
}

CanvasHit CanvasIndex::hitEdge(QPointF point, double reach) const
{
    CanvasHit best;
    double nearest = reach * reach;
    for (const int edge : edgesIn(around(point, reach))) {
        const auto curve = m_scene->curve(edge);
        for (int step = 0; step < kCurveSegments; ++step) {
            const double distance =
                squaredDistanceToSegment(point, pointOnCurve(curve, double(step) / kCurveSegments),
                                         pointOnCurve(curve, double(step + 1) / kCurveSegments));
            if (distance <= nearest) {
                nearest = distance;
                best = {CanvasHit::Kind::Edge, edge, -1};
            }
        }
    }
    return best;
}

CanvasHit CanvasIndex::hit(QPointF scenePoint, double scale) const
{
    if (!m_scene) {
        return {};
    }
    const CanvasHit port = hitPort(scenePoint, std::min(kPortReach / scale, kPortReachOfScene));
    if (port.kind != CanvasHit::Kind::Nothing) {
        return port;
    }
    const QRectF spot = around(scenePoint, 0.01);
    const std::vector<int> nodes = nodesIn(spot);
    if (!nodes.empty()) {
        return {CanvasHit::Kind::Node, nodes.back(), -1};
    }
    const std::vector<int> blocks = blocksIn(spot);
    int frame = -1;
    for (const int block : blocks) {
        const CanvasBlock &each = m_scene->block(block);
        frame = each.framed ? block : frame;
        if (each.framed && scenePoint.y() <= each.rect.top() + kFrameHeader) {
            return {CanvasHit::Kind::FrameHeader, block, -1};
        }
    }
    const CanvasHit edge = hitEdge(scenePoint, kEdgeReach / scale);
    if (edge.kind != CanvasHit::Kind::Nothing) {
        return edge;
    }
    return frame < 0 ? CanvasHit{} : CanvasHit{CanvasHit::Kind::Frame, frame, -1};
}

} // namespace weir::studio
