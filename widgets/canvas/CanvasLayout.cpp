#include "widgets/canvas/CanvasLayout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace weir::studio {

namespace {

constexpr double kColumnGap = 60;
constexpr double kRowGap = 20;
constexpr int kOrderingSweeps = 6;

struct BlockGraph {
    std::vector<std::vector<int>> before;
    std::vector<std::vector<int>> after;
};

BlockGraph blockGraph(const CanvasScene &scene)
{
    BlockGraph graph;
    graph.before.resize(scene.blocks().size());
    graph.after.resize(scene.blocks().size());
    for (const CanvasEdge &edge : scene.edges()) {
        const int from = scene.node(edge.from).block;
        const int to = scene.node(edge.to).block;
        if (from != to) {
            graph.after[static_cast<std::size_t>(from)].push_back(to);
            graph.before[static_cast<std::size_t>(to)].push_back(from);
        }
    }
    return graph;
}

// Longest path from the sources. A wire back to a block that is being visited is ignored: it closes
// a cycle.
class LayerAssignment {
public:
    explicit LayerAssignment(const BlockGraph &graph)
        : m_graph(graph)
        , m_layer(graph.before.size(), -1)
        , m_open(graph.before.size(), false)
    {
        for (std::size_t block = 0; block < m_layer.size(); ++block) {
            visit(static_cast<int>(block));
        }
    }
    const std::vector<int> &layers() const { return m_layer; }

private:
    int visit(int block)
    {
        const auto index = static_cast<std::size_t>(block);
        if (m_layer[index] >= 0) {
            return m_layer[index];
        }
        if (m_open[index]) {
            return -1;
        }
        m_open[index] = true;
        int layer = 0;
        for (const int earlier : m_graph.before[index]) {
            layer = std::max(layer, visit(earlier) + 1);
        }
        m_open[index] = false;
        return m_layer[index] = layer;
    }

    const BlockGraph &m_graph;
    std::vector<int> m_layer;
    std::vector<bool> m_open;
};

using Layers = std::vector<std::vector<int>>;

Layers inLayers(const std::vector<int> &layerOf)
{
    Layers layers;
    for (std::size_t block = 0; block < layerOf.size(); ++block) {
        const auto layer = static_cast<std::size_t>(layerOf[block]);
        if (layers.size() <= layer) {
            layers.resize(layer + 1);
        }
        layers[layer].push_back(static_cast<int>(block));
    }
    return layers;
}

// One sweep of the barycentre heuristic; a block without neighbours on that side keeps its place.
void orderByNeighbours(Layers &layers, const std::vector<std::vector<int>> &neighbours,
                       bool leftward)
{
    std::vector<double> rank(neighbours.size(), 0);
    const auto renumber = [&rank](const std::vector<int> &layer) {
        for (std::size_t place = 0; place < layer.size(); ++place) {
            rank[static_cast<std::size_t>(layer[place])] = static_cast<double>(place);
        }
    };
    std::for_each(layers.begin(), layers.end(), renumber);
    for (std::size_t step = 0; step < layers.size(); ++step) {
        std::vector<int> &layer = layers[leftward ? layers.size() - 1 - step : step];
        std::vector<std::pair<double, int>> wanted;
        for (const int block : layer) {
            const auto &others = neighbours[static_cast<std::size_t>(block)];
            double sum = 0;
            for (const int other : others) {
                sum += rank[static_cast<std::size_t>(other)];
            }
            const double own = rank[static_cast<std::size_t>(block)];
            wanted.emplace_back(others.empty() ? own : sum / static_cast<double>(others.size()),
                                block);
        }
        std::stable_sort(wanted.begin(), wanted.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        for (std::size_t place = 0; place < layer.size(); ++place) {
            layer[place] = wanted[place].second;
        }
        renumber(layer);
    }
}

double toGrid(double value)
{
    return std::round(value / kGridStep) * kGridStep;
}

double upToGrid(double value)
{
    return std::ceil(value / kGridStep) * kGridStep;
}

double heightWithMark(const CanvasScene &scene, int block)
{
    return scene.block(block).rect.height() + (scene.mark(block).isEmpty() ? 0 : kMarkHeight);
}

double meanCentre(const CanvasScene &scene, const std::vector<int> &others)
{
    double sum = 0;
    for (const int other : others) {
        sum += scene.block(other).rect.center().y();
    }
    return sum / static_cast<double>(others.size());
}

// Moves the blocks of a layer towards the middle of their neighbours, keeping their order and gaps:
// each wants a top; overlapping runs are merged and share the mean of what they want.
void alignLayer(CanvasScene &scene, const std::vector<int> &layer,
                const std::vector<std::vector<int>> &neighbours)
{
    struct Run {
        double wantedSum;
        double count;
        double height;
        std::vector<int> blocks;
        double top() const { return wantedSum / count; }
    };
    std::vector<Run> runs;
    for (const int block : layer) {
        const auto &others = neighbours[static_cast<std::size_t>(block)];
        const QRectF &rect = scene.block(block).rect;
        const double top =
            others.empty() ? rect.top() : meanCentre(scene, others) - rect.height() / 2;
        runs.push_back({top, 1, heightWithMark(scene, block) + kRowGap, {block}});
        while (runs.size() > 1) {
            Run &last = runs.back();
            Run &previous = runs[runs.size() - 2];
            if (previous.top() + previous.height <= last.top()) {
                break;
            }
            previous.wantedSum += last.wantedSum - last.count * previous.height;
            previous.count += last.count;
            previous.height += last.height;
            previous.blocks.insert(previous.blocks.end(), last.blocks.begin(), last.blocks.end());
            runs.pop_back();
        }
    }
    for (const Run &run : runs) {
        double top = run.top();
        for (const int block : run.blocks) {
            scene.moveBlock(block, {scene.block(block).rect.left(), top});
            top += heightWithMark(scene, block) + kRowGap;
        }
    }
}

void placeColumns(CanvasScene &scene, const Layers &layers)
{
    double left = 0;
    for (const auto &layer : layers) {
        double width = 0;
        double top = 0;
        for (const int block : layer) {
            scene.moveBlock(block, {left, top});
            width = std::max(width, scene.block(block).rect.width());
            top += heightWithMark(scene, block) + kRowGap;
        }
        left = upToGrid(left + width + kColumnGap);
    }
}

void snapLayer(CanvasScene &scene, const std::vector<int> &layer)
{
    double free = -1e9;
    for (const int block : layer) {
        const QPointF at = scene.block(block).rect.topLeft();
        double top = toGrid(at.y());
        if (top < free) {
            top = upToGrid(free);
        }
        scene.moveBlock(block, {at.x(), top});
        free = top + heightWithMark(scene, block) + kGridStep / 2;
    }
}

bool overlapsPlaced(const CanvasScene &scene, const QRectF &rect)
{
    return std::any_of(
        scene.blocks().begin(), scene.blocks().end(), [&rect](const CanvasBlock &each) {
            return each.placed && each.rect.adjusted(-10, -10, 10, 10).intersects(rect);
        });
}

void applyPlaced(CanvasScene &scene, const PlacedBlocks &placed)
{
    for (std::size_t index = 0; index < scene.blocks().size(); ++index) {
        const int block = static_cast<int>(index);
        const auto found = placed.find(scene.block(block).key);
        scene.block(block).placed = found != placed.end();
        if (found != placed.end()) {
            scene.moveBlock(block, found->second);
        }
    }
    for (std::size_t index = 0; index < scene.blocks().size(); ++index) {
        CanvasBlock &block = scene.block(static_cast<int>(index));
        while (!block.placed && overlapsPlaced(scene, block.rect)) {
            scene.moveBlock(static_cast<int>(index), block.rect.topLeft() + QPointF(0, kGridStep));
        }
    }
}

} // namespace

QPoint snapToGrid(QPointF point)
{
    return {static_cast<int>(toGrid(point.x())), static_cast<int>(toGrid(point.y()))};
}

void sizeBlocks(CanvasScene &scene, const MeasureText &measure)
{
    // Glyph, margins and the room for a figure on line two; see CanvasPainter for the same places.
    constexpr double kTitleChrome = 36 + 14;
    constexpr double kDetailChrome = 14 + 14;
    constexpr double kFigureRoom = 72;
    for (std::size_t index = 0; index < scene.blocks().size(); ++index) {
        CanvasBlock &block = scene.block(static_cast<int>(index));
        double width = kNodeMinWidth;
        for (const int each : block.nodes) {
            const CanvasNode &node = scene.node(each);
            width =
                std::max({width, measure(node.title, CanvasFace::Title) + kTitleChrome,
                          measure(node.detail, CanvasFace::Detail) + kDetailChrome + kFigureRoom});
        }
        if (block.framed) {
            width = std::max(width, measure(block.name, CanvasFace::FrameName) + 24);
        }
        width = std::min(std::ceil(width / 4) * 4, kNodeMaxWidth);
        const double inset = block.framed ? kFramePadding : 0;
        double top = block.rect.top() + (block.framed ? kFrameHeader : 0);
        for (const int each : block.nodes) {
            scene.node(each).rect = {block.rect.left() + inset, top, width, kNodeHeight};
            top += kNodeHeight + kNodeGap;
        }
        const double bottom = block.nodes.empty() ? top : top - kNodeGap + inset;
        block.rect = {block.rect.left(), block.rect.top(), width + 2 * inset,
                      bottom - block.rect.top()};
    }
}

void layOutBlocks(CanvasScene &scene, const PlacedBlocks &placed)
{
    if (scene.blocks().empty()) {
        return;
    }
    const BlockGraph graph = blockGraph(scene);
    Layers layers = inLayers(LayerAssignment(graph).layers());
    for (int sweep = 0; sweep < kOrderingSweeps; ++sweep) {
        const bool leftward = sweep % 2 == 1;
        orderByNeighbours(layers, leftward ? graph.after : graph.before, leftward);
    }
    placeColumns(scene, layers);
    for (const auto &layer : layers) {
        alignLayer(scene, layer, graph.before);
    }
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        alignLayer(scene, *layer, graph.after);
    }
    const QPointF origin = scene.bounds().topLeft();
    for (std::size_t index = 0; index < scene.blocks().size(); ++index) {
        const int block = static_cast<int>(index);
        scene.moveBlock(block, scene.block(block).rect.topLeft() - origin);
    }
    for (const auto &layer : layers) {
        snapLayer(scene, layer);
    }
    applyPlaced(scene, placed);
}

} // namespace weir::studio
