#pragma once

#include "core/base/NodeKey.h"
#include "core/base/SourceSpan.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <array>
#include <map>
#include <unordered_map>
#include <vector>

namespace weir::studio {

/// What flows through an item; gives its colour and glyph (UI.md, Look).
enum class FlowKind { Stream, Table, Topic, Sink };

/// What an operator does; gives its glyph.
enum class OperatorKind {
    Source,
    Filter,
    Columns,
    Join,
    Window,
    Group,
    Having,
    Union,
    Partition,
    Distinct,
    Flatten,
    Limit,
    Sink,
    Note
};

/// How a node runs (R20). `None`: nothing has been started.
enum class RunState { None, Running, Paused, Waiting, Failed, Disabled };

/// One operator or source as the canvas draws it. Lengths are scene pixels (100 % zoom).
struct CanvasNode {
    NodeKey key;
    OperatorKind op = OperatorKind::Source;
    FlowKind kind = FlowKind::Stream;
    QString title;  ///< what it is: "Left join"
    QString detail; ///< how: "USER_ID = ID", in the monospaced face
    std::vector<FlowKind> inputs = {FlowKind::Stream}; ///< one port a side for each input, top down
    RunState state = RunState::None;
    int errors = 0;         ///< records with errors at this node: the badge
    SourceSpan span = {};   ///< the clause in the project's text
    std::string topic = {}; ///< of a source
    int block = -1;         ///< index into CanvasScene::blocks, set by the scene
    QRectF rect = {};       ///< set by CanvasLayout
};

/// The unit of layout (STUDIO.md 3): a statement's frame with its operators stacked in evaluation
/// order, or a source, which is one node without a frame.
struct CanvasBlock {
    NodeKey key; ///< the statement's key
    QString name;
    FlowKind kind = FlowKind::Stream;
    bool framed = true;
    bool dimmed = false;         ///< has an error: the last good picture, faded
    bool editedSinceRun = false; ///< figures are those "of the running version"
    bool replaced = false;       ///< a later definition of the name runs: struck through
    int errors = 0;              ///< diagnostics in the statement
    QString note;                ///< further words for the mark below ("replaced by line 12")
    SourceSpan span = {};        ///< the statement in the project's text
    bool placed = false;         ///< a person chose the position
    std::vector<int> nodes = {};
    QRectF rect = {}; ///< set by CanvasLayout
};

/// A wire from a node's output to an input port of another. `inner` wires join two operators that
/// are stacked in one block. `port` -1: the wire ends at the header of the target's frame (INSERT
/// INTO).
struct CanvasEdge {
    int from = -1;
    int to = -1;
    int port = 0;
    FlowKind kind = FlowKind::Stream;
    bool inner = false;
};

/// Where a person put blocks: statement key -> top left corner in scene pixels, on the 20 px grid.
using PlacedBlocks = std::map<NodeKey, QPoint>;

/// The live words and rates at a node. They change up to 4 times a second without a new scene.
struct CanvasFigure {
    QString text;                ///< right of line two: "482/s", "9 % null", "2 open"
    double recordsPerSecond = 0; ///< of the node's output; the width of its wires
    QString edgeLabel;           ///< on its first outgoing wire; empty = none
    bool backPressure = false;
    bool operator==(const CanvasFigure &) const = default;
};
using CanvasFigures = std::unordered_map<NodeKey, CanvasFigure>;

/// How a node runs, apart from its figures.
struct NodeCondition {
    RunState state = RunState::None;
    int errors = 0; ///< records with errors
    bool operator==(const NodeCondition &) const = default;
};

inline constexpr double kGridStep = 20;
inline constexpr double kNodeHeight = 46;
inline constexpr double kNodeMinWidth = 160;
inline constexpr double kNodeMaxWidth = 260;
inline constexpr double kFrameHeader = 30;
inline constexpr double kFramePadding = 12;
inline constexpr double kNodeGap = 10;
inline constexpr double kPortRadius = 4;
inline constexpr double kMarkHeight = 30; ///< room for the mark below a block

/// The picture of a bound plan as plain values: no widget, no colour, no engine. Build it by
/// addBlock / addNode / connect, then let CanvasLayout give the rectangles. Single-threaded.
class CanvasScene {
public:
    /// Adds a block and returns its index. The key must be new to the scene.
    int addBlock(CanvasBlock block);
    /// Adds a node at the bottom of a block and returns its index; wires it to the node above when
    /// the block has one and `chained` is set.
    int addNode(int block, CanvasNode node, bool chained = true);
    /// Adds a wire. Between a node and the one stacked right below it, it is an inner one. `port`
    /// counts the target's inputs; -1 is the frame's header.
    void connect(int from, int to, int port = 0);

    const std::vector<CanvasBlock> &blocks() const { return m_blocks; }
    const std::vector<CanvasNode> &nodes() const { return m_nodes; }
    const std::vector<CanvasEdge> &edges() const { return m_edges; }
    CanvasBlock &block(int index) { return m_blocks[static_cast<std::size_t>(index)]; }
    CanvasNode &node(int index) { return m_nodes[static_cast<std::size_t>(index)]; }
    const CanvasBlock &block(int index) const { return m_blocks[static_cast<std::size_t>(index)]; }
    const CanvasNode &node(int index) const { return m_nodes[static_cast<std::size_t>(index)]; }
    const CanvasEdge &edge(int index) const { return m_edges[static_cast<std::size_t>(index)]; }

    /// Return the index of a key, or -1.
    int findNode(const NodeKey &key) const;
    int findBlock(const NodeKey &key) const;
    /// Returns the first node that writes a block's result (its last operator), or -1.
    int lastNode(int block) const;

    /// Moves a block with its nodes so that its top left corner is `origin`.
    void moveBlock(int block, QPointF origin);

    /// Return the centre of a port ring. Input -1 is the left end of the frame's header.
    QPointF inputPort(int node, int port) const;
    QPointF outputPort(int node) const;
    /// Returns the four points of the Bézier curve of a wire; inner wires are straight.
    std::array<QPointF, 4> curve(int edge) const;
    /// Returns the rectangle around all blocks and their marks; empty when there are none.
    QRectF bounds() const;
    /// Returns the words of the mark under a block ("edited since run, 1 error"), or nothing.
    QString mark(int block) const;

private:
    std::vector<CanvasBlock> m_blocks;
    std::vector<CanvasNode> m_nodes;
    std::vector<CanvasEdge> m_edges;
    std::unordered_map<NodeKey, int> m_blockByKey;
    std::unordered_map<NodeKey, int> m_nodeByKey;
};

} // namespace weir::studio
