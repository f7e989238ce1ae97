#include "widgets/canvas/CanvasPainter.h"

#include "widgets/style/Appearance.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QRegion>

#include <algorithm>

namespace weir::studio {

namespace {

constexpr std::size_t kMiniMapFrom = 30; ///< nodes
const QSizeF kMiniMapSize(168, 112);
constexpr double kMiniMapMargin = 12;

// The first wire that leaves a node carries its label.
int labelledWire(const CanvasScene &scene, int node)
{
    for (std::size_t i = 0; i < scene.edges().size(); ++i) {
        if (scene.edges()[i].from == node && !scene.edges()[i].inner) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

void enterScene(QPainter &painter, const Camera &camera)
{
    painter.save();
    painter.translate(camera.offset());
    painter.scale(camera.scale(), camera.scale());
}

} // namespace

void CanvasPainter::themeChanged()
{
    m_wires.clear();
    m_bodies.clear();
}

void CanvasPainter::paint(QPainter &painter, const CanvasPicture &picture, const QRegion &region)
{
    if (m_wires.setRates(picture.scene, picture.figures)) {
        m_wires.clear();
    }
    if (!m_zooming) {
        m_bodyScale = picture.camera.scale();
    }
    const QRect clip = region.boundingRect();
    m_wires.paint(painter, picture, clip, !m_zooming);
    painter.setClipRegion(region);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF scene = picture.camera.toScene(QRectF(clip)).adjusted(-10, -10, 10, 10);
    paintNodes(painter, picture, scene);
    paintFigures(painter, picture, scene);
    paintFarNames(painter, picture, scene);
    if (picture.dragged) {
        paintDragged(painter, picture);
    }
    paintDropHint(painter, picture);
    if (!picture.rubberBand.isEmpty()) {
        QColor fill = theme().color(ColorRole::Selection);
        painter.setPen(QPen(fill, 1));
        fill.setAlphaF(0.12F);
        painter.setBrush(fill);
        painter.drawRect(picture.rubberBand.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (picture.scene.nodes().size() >= kMiniMapFrom) {
        paintMiniMap(painter, picture);
    }
}

void CanvasPainter::paintNodes(QPainter &painter, const CanvasPicture &picture, const QRectF &scene)
{
    if (LevelOfDetail(picture.camera.scale()).blocksOnly) {
        return;
    }
    for (const int node : picture.index.nodesIn(scene)) {
        const CanvasBlock &block = picture.scene.block(picture.scene.node(node).block);
        if (!picture.dragged || !picture.dragged->contains(block.key)) {
            m_bodies.paint(painter, picture, node, m_bodyScale);
        }
    }
}

void CanvasPainter::paintFigures(QPainter &painter, const CanvasPicture &picture,
                                 const QRectF &scene)
{
    if (!LevelOfDetail(picture.camera.scale()).figures) {
        return;
    }
    for (const int node : picture.index.nodesIn(scene)) {
        const CanvasBlock &block = picture.scene.block(picture.scene.node(node).block);
        if (!picture.dragged || !picture.dragged->contains(block.key)) {
            m_bodies.paintFigure(painter, picture, node);
        }
    }
    enterScene(painter, picture.camera);
    painter.setFont(theme().smallFont());
    for (const auto &[key, figure] : picture.figures) {
        const int node = figure.edgeLabel.isEmpty() ? -1 : picture.scene.findNode(key);
        const int wire = node < 0 ? -1 : labelledWire(picture.scene, node);
        if (wire < 0) {
            continue;
        }
        const QRectF rect = wireLabelRect(picture.scene, wire, figure.edgeLabel);
        painter.fillRect(rect, theme().color(ColorRole::Window));
        painter.setPen(theme().color(figure.backPressure ? ColorRole::Sink : ColorRole::Dim));
        painter.drawText(rect, Qt::AlignCenter, figure.edgeLabel);
    }
    painter.restore();
}

// From afar the words inside blocks cannot be read: each block says its name in full size instead.
void CanvasPainter::paintFarNames(QPainter &painter, const CanvasPicture &picture,
                                  const QRectF &scene)
{
    const LevelOfDetail detail(picture.camera.scale());
    if (detail.text || detail.blocksOnly) {
        return;
    }
    const QFont font = theme().smallFont();
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    for (const int index : picture.index.blocksIn(scene)) {
        const CanvasBlock &block = picture.scene.block(index);
        const QRectF rect = picture.camera.toView(block.rect);
        painter.setOpacity(block.dimmed ? kDimmedOpacity : 1);
        painter.setPen(theme().color(ColorRole::Text));
        painter.drawText(rect, Qt::AlignCenter,
                         metrics.elidedText(block.name, Qt::ElideMiddle, rect.width() - 6));
    }
    painter.setOpacity(1);
}

void CanvasPainter::paintDragged(QPainter &painter, const CanvasPicture &picture)
{
    enterScene(painter, picture.camera);
    for (std::size_t i = 0; i < picture.scene.blocks().size(); ++i) {
        if (picture.dragged->contains(picture.scene.blocks()[i].key)) {
            m_wires.paintBlock(painter, picture, static_cast<int>(i));
        }
    }
    for (std::size_t i = 0; i < picture.scene.edges().size(); ++i) {
        const CanvasEdge &edge = picture.scene.edges()[i];
        const CanvasBlock &from = picture.scene.block(picture.scene.node(edge.from).block);
        const CanvasBlock &to = picture.scene.block(picture.scene.node(edge.to).block);
        if (picture.dragged->contains(from.key) || picture.dragged->contains(to.key)) {
            m_wires.paintWire(painter, picture, static_cast<int>(i));
        }
    }
    painter.restore();
    for (std::size_t i = 0; i < picture.scene.nodes().size(); ++i) {
        const CanvasBlock &block = picture.scene.block(picture.scene.nodes()[i].block);
        if (picture.dragged->contains(block.key)) {
            m_bodies.paint(painter, picture, static_cast<int>(i), m_bodyScale);
            m_bodies.paintFigure(painter, picture, static_cast<int>(i));
        }
    }
}

// Rings what a drop would act on; a refusal says its reason at the item.
void CanvasPainter::paintDropHint(QPainter &painter, const CanvasPicture &picture)
{
    const CanvasHit &hit = picture.drop.hit;
    QRectF rect;
    if (hit.onNode()) {
        rect = picture.scene.node(hit.item).rect;
    } else if (hit.kind == CanvasHit::Kind::Frame || hit.kind == CanvasHit::Kind::FrameHeader) {
        rect = picture.scene.block(hit.item).rect;
    } else if (hit.kind == CanvasHit::Kind::Edge) {
        const auto curve = picture.scene.curve(hit.item);
        rect = QRectF((curve[0] + 3 * curve[1] + 3 * curve[2] + curve[3]) / 8, QSizeF())
                   .adjusted(-8, -8, 8, 8);
    }
    if (rect.isNull()) {
        return;
    }
    const QColor color =
        theme().color(picture.drop.accepted ? ColorRole::Selection : ColorRole::Error);
    const QRectF view = picture.camera.toView(rect).adjusted(-3, -3, 3, 3);
    painter.setPen(QPen(color, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(view, 8, 8);
    if (picture.drop.reason.isEmpty()) {
        return;
    }
    const QFont font = theme().smallFont();
    const double width = QFontMetricsF(font).horizontalAdvance(picture.drop.reason) + 16;
    const QRectF words(view.left(), view.bottom() + 6, width, 22);
    painter.setPen(QPen(color, 1));
    painter.setBrush(theme().color(ColorRole::Raised));
    painter.drawRoundedRect(words, 5, 5);
    painter.setFont(font);
    painter.drawText(words, Qt::AlignCenter, picture.drop.reason);
}

void CanvasPainter::paintMiniMap(QPainter &painter, const CanvasPicture &picture)
{
    const QRectF bounds = picture.scene.bounds();
    const QRectF map(QPointF(picture.size.width() - kMiniMapSize.width() - kMiniMapMargin,
                             picture.size.height() - kMiniMapSize.height() - kMiniMapMargin),
                     kMiniMapSize);
    const double scale = std::min((map.width() - 16) / std::max(1.0, bounds.width()),
                                  (map.height() - 16) / std::max(1.0, bounds.height()));
    const auto toMap = [&](const QRectF &rect) {
        return QRectF((rect.topLeft() - bounds.center()) * scale + map.center(),
                      rect.size() * scale);
    };
    painter.setPen(QPen(theme().color(ColorRole::Hairline), 1));
    painter.setBrush(theme().color(ColorRole::Panel));
    painter.drawRoundedRect(map, 6, 6);
    painter.save();
    painter.setClipRect(map, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const CanvasBlock &block : picture.scene.blocks()) {
        const ColorRole role = block.errors > 0 ? ColorRole::Error : flowColor(block.kind);
        painter.fillRect(toMap(block.rect), theme().mix(role, ColorRole::Panel, 0.7));
    }
    painter.setPen(QPen(theme().color(ColorRole::Selection), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(toMap(picture.camera.toScene(QRectF({0, 0}, picture.size))));
    painter.restore();
}

QRegion CanvasPainter::changedRegion(const CanvasPicture &picture, const CanvasFigures &before)
{
    if (m_wires.setRates(picture.scene, picture.figures)) {
        m_wires.clear();
        return QRect({0, 0}, picture.size);
    }
    QRegion region;
    const QRect view({0, 0}, picture.size);
    const CanvasFigure none;
    for (std::size_t i = 0; i < picture.scene.nodes().size(); ++i) {
        const int node = static_cast<int>(i);
        const NodeKey &key = picture.scene.node(node).key;
        const auto oldFigure = before.find(key);
        const auto newFigure = picture.figures.find(key);
        const CanvasFigure &was = oldFigure == before.end() ? none : oldFigure->second;
        const CanvasFigure &is = newFigure == picture.figures.end() ? none : newFigure->second;
        if (was.text.isEmpty() != is.text.isEmpty()) {
            region += picture.camera.toView(picture.scene.node(node).rect).toAlignedRect() & view;
        } else if (was.text != is.text) {
            region += NodeBodies::figureRect(picture, node).toAlignedRect() & view;
        }
        if (was.edgeLabel != is.edgeLabel || was.backPressure != is.backPressure) {
            const int wire = labelledWire(picture.scene, node);
            const QString longest =
                was.edgeLabel.size() > is.edgeLabel.size() ? was.edgeLabel : is.edgeLabel;
            if (wire >= 0) {
                const QRectF rect = wireLabelRect(picture.scene, wire, longest);
                region += picture.camera.toView(rect.adjusted(-6, 0, 6, 0)).toAlignedRect() & view;
            }
        }
    }
    return region;
}

} // namespace weir::studio
