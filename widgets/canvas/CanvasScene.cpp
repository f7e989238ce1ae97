#include "widgets/canvas/CanvasScene.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace weir::studio {

int CanvasScene::addBlock(CanvasBlock block)
{
    const int index = static_cast<int>(m_blocks.size());
    m_blockByKey.emplace(block.key, index);
    m_blocks.push_back(std::move(block));
    return index;
}

int CanvasScene::addNode(int block, CanvasNode node, bool chained)
{
    const int index = static_cast<int>(m_nodes.size());
    CanvasBlock &owner = this->block(block);
    node.block = block;
    if (chained && !owner.nodes.empty()) {
        const int above = owner.nodes.back();
        m_edges.push_back(
            {.from = above, .to = index, .port = 0, .kind = this->node(above).kind, .inner = true});
    }
    owner.nodes.push_back(index);
    m_nodeByKey.emplace(node.key, index);
    m_nodes.push_back(std::move(node));
    return index;
}

void CanvasScene::connect(int from, int to, int port)
{
    const bool inner = node(from).block == node(to).block && to == from + 1 && port == 0;
    m_edges.push_back(
        {.from = from, .to = to, .port = port, .kind = node(from).kind, .inner = inner});
}

int CanvasScene::findNode(const NodeKey &key) const
{
    const auto found = m_nodeByKey.find(key);
    return found == m_nodeByKey.end() ? -1 : found->second;
}

int CanvasScene::findBlock(const NodeKey &key) const
{
    const auto found = m_blockByKey.find(key);
    return found == m_blockByKey.end() ? -1 : found->second;
}

int CanvasScene::lastNode(int blockIndex) const
{
    const auto &nodes = block(blockIndex).nodes;
    return nodes.empty() ? -1 : nodes.back();
}

void CanvasScene::moveBlock(int blockIndex, QPointF origin)
{
    CanvasBlock &moved = block(blockIndex);
    const QPointF by = origin - moved.rect.topLeft();
    moved.rect.translate(by);
    for (const int index : moved.nodes) {
        node(index).rect.translate(by);
    }
}

QPointF CanvasScene::inputPort(int nodeIndex, int port) const
{
    const CanvasNode &target = node(nodeIndex);
    if (port < 0) {
        const QRectF &frame = block(target.block).rect;
        return {frame.left(), frame.top() + kFrameHeader / 2};
    }
    const auto count = static_cast<double>(std::max<std::size_t>(1, target.inputs.size()));
    // Two inputs sit at 0.28 and 0.72 of the height, further ones spread evenly between.
    const double share = count < 2 ? 0.5 : 0.28 + 0.44 * port / (count - 1);
    return {target.rect.left(), target.rect.top() + target.rect.height() * share};
}

QPointF CanvasScene::outputPort(int nodeIndex) const
{
    const QRectF &rect = node(nodeIndex).rect;
    return {rect.right(), rect.center().y()};
}

std::array<QPointF, 4> CanvasScene::curve(int edgeIndex) const
{
    const CanvasEdge &wire = edge(edgeIndex);
    if (wire.inner) {
        const QPointF top(node(wire.from).rect.center().x(), node(wire.from).rect.bottom());
        const QPointF bottom(node(wire.to).rect.center().x(), node(wire.to).rect.top());
        return {top, top, bottom, bottom};
    }
    const QPointF start = outputPort(wire.from);
    const QPointF end = inputPort(wire.to, wire.port);
    const double reach = std::max(36.0, std::abs(end.x() - start.x()) / 2);
    return {start, start + QPointF(reach, 0), end - QPointF(reach, 0), end};
}

QRectF CanvasScene::bounds() const
{
    QRectF all;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        const double below = mark(static_cast<int>(i)).isEmpty() ? 0 : kMarkHeight;
        all = all.united(m_blocks[i].rect.adjusted(0, 0, 0, below));
    }
    return all;
}

QString CanvasScene::mark(int blockIndex) const
{
    const CanvasBlock &marked = block(blockIndex);
    QStringList words;
    if (marked.editedSinceRun) {
        words << QCoreApplication::translate("CanvasScene", "edited since run");
    }
    if (marked.errors > 0) {
        words << (marked.errors == 1
                      ? QCoreApplication::translate("CanvasScene", "1 error")
                      : QCoreApplication::translate("CanvasScene", "%1 errors").arg(marked.errors));
    }
    if (!marked.note.isEmpty()) {
        words << marked.note;
    }
    return words.join(QLatin1String(", "));
}

} // namespace weir::studio
