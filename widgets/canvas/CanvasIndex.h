#pragma once

#include "widgets/canvas/CanvasScene.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace weir::studio {

/// What lies under a point, and which.
struct CanvasHit {
    enum class Kind { Nothing, InputPort, OutputPort, Node, FrameHeader, Edge, Frame };
    Kind kind = Kind::Nothing;
    int item = -1; ///< index of the node, edge or block
    int port = -1; ///< of an input port

    bool operator==(const CanvasHit &) const = default;
    bool onNode() const
    {
        return kind == Kind::Node || kind == Kind::InputPort || kind == Kind::OutputPort;
    }
};

/// Finds items by position through a uniform grid. Holds indexes only: rebuild it after the scene's
/// structure or a rectangle changed. The scene must outlive the index.
class CanvasIndex {
public:
    static constexpr double kEdgeReach = 6; ///< view pixels

    void rebuild(const CanvasScene &scene);

    /// Returns the topmost hit in the order port > node > frame header > edge within 6 px > frame.
    /// `scale` is the camera's; distances to ports and edges are view pixels.
    CanvasHit hit(QPointF scenePoint, double scale) const;
    /// Return the blocks, nodes or edges that touch a rectangle, each once, ascending.
    std::vector<int> blocksIn(const QRectF &sceneRect) const;
    std::vector<int> nodesIn(const QRectF &sceneRect) const;
    std::vector<int> edgesIn(const QRectF &sceneRect) const;

private:
    struct Cell {
        std::vector<int> blocks;
        std::vector<int> nodes;
        std::vector<int> edges;
    };
    static constexpr double kCellSize = 256;

    template <typename Visit> void visitCells(const QRectF &rect, Visit visit) const;
    void insert(const QRectF &rect, std::vector<int> Cell::*list, int item);
    std::vector<int> collect(const QRectF &rect, std::vector<int> Cell::*list) const;
    CanvasHit hitPort(QPointF point, double reach) const;
    CanvasHit hitEdge(QPointF point, double reach) const;

    const CanvasScene *m_scene = nullptr;
    std::unordered_map<std::int64_t, Cell> m_cells;
};

} // namespace weir::studio
