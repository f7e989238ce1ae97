#include "widgets/canvas/WireLayer.h"

#include "widgets/style/Appearance.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QRegion>

#include <cmath>

namespace weir::studio {

namespace {

constexpr int kBeyond = 256; ///< view pixels on every side
constexpr int kMaxWidthStep = 5;
constexpr double kFrameFill = 0.05;
constexpr double kFrameBorder = 0.45;

bool isDragged(const CanvasPicture &picture, int block)
{
    return picture.dragged && picture.dragged->contains(picture.scene.block(block).key);
}

bool wireIsDragged(const CanvasPicture &picture, const CanvasEdge &edge)
{
    return isDragged(picture, picture.scene.node(edge.from).block) ||
           isDragged(picture, picture.scene.node(edge.to).block);
}

// The mark below a frame: what stands between its text and its run.
void drawMark(QPainter &painter, const CanvasScene &scene, int index)
{
    const QString words = scene.mark(index);
    if (words.isEmpty()) {
        return;
    }
    const CanvasBlock &block = scene.block(index);
    const QFont font = theme().smallFont();
    const double width =
        std::min(block.rect.width(), QFontMetricsF(font).horizontalAdvance(words) + 28);
    const QRectF rect(block.rect.right() - width, block.rect.bottom() + 6, width, 20);
    const QColor color = theme().color(block.errors > 0 ? ColorRole::Error
                                       : block.replaced ? ColorRole::Dim
                                                        : ColorRole::Sink);
    painter.setPen(QPen(color, 1.2));
    painter.setBrush(theme().color(ColorRole::Window));
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.setFont(font);
    painter.drawText(rect, Qt::AlignCenter,
                     QFontMetricsF(font).elidedText(words, Qt::ElideRight, width - 8));
}

void drawHeader(QPainter &painter, const CanvasBlock &block, const QColor &color)
{
    const QPointF corner = block.rect.topLeft();
    paintGlyph(painter, {corner.x() + kFramePadding - 2, corner.y() + 7, 16, 16},
               flowGlyph(block.kind), color);
    QFont font = theme().strongFont();
    font.setStrikeOut(block.replaced);
    painter.setFont(font);
    painter.setPen(color);
    const QRectF line(corner.x() + 32, corner.y() + 4, block.rect.width() - 32 - 10, 22);
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetricsF(font).elidedText(block.name, Qt::ElideMiddle, line.width() + 0.5));
}

QPainterPath wirePath(const CanvasScene &scene, int edge)
{
    const auto curve = scene.curve(edge);
    QPainterPath path(curve[0]);
    path.cubicTo(curve[1], curve[2], curve[3]);
    return path;
}

} // namespace

QRectF wireLabelRect(const CanvasScene &scene, int edge, const QString &words)
{
    if (words.isEmpty()) {
        return {};
    }
    const auto curve = scene.curve(edge);
    const QPointF middle = (curve[0] + 3 * curve[1] + 3 * curve[2] + curve[3]) / 8;
    const double width = QFontMetricsF(theme().smallFont()).horizontalAdvance(words) + 8;
    return {middle.x() - width / 2, middle.y() - 9, width, 18};
}

bool WireLayer::setRates(const CanvasScene &scene, const CanvasFigures &figures)
{
    bool changed = m_widthSteps.size() != scene.edges().size();
    m_widthSteps.resize(scene.edges().size(), 0);
    for (std::size_t i = 0; i < scene.edges().size(); ++i) {
        const auto found = figures.find(scene.node(scene.edges()[i].from).key);
        const double rate = found == figures.end() ? 0 : found->second.recordsPerSecond;
        const double wanted = std::min<double>(kMaxWidthStep, std::log10(1 + std::max(0.0, rate)));
        if (std::abs(wanted - m_widthSteps[i]) > 0.7) {
            m_widthSteps[i] = static_cast<int>(std::lround(wanted));
            changed = true;
        }
    }
    return changed;
}

double WireLayer::wireWidth(int edge) const
{
    const auto index = static_cast<std::size_t>(edge);
    return 1.4 + 0.35 * (index < m_widthSteps.size() ? m_widthSteps[index] : 0);
}

void WireLayer::paintBlock(QPainter &painter, const CanvasPicture &picture, int index) const
{
    const CanvasBlock &block = picture.scene.block(index);
    const Theme &colors = theme();
    const ColorRole role = flowColor(block.kind);
    const LevelOfDetail detail(picture.camera.scale());
    if (detail.blocksOnly) {
        painter.fillRect(block.rect, colors.color(block.errors > 0 ? ColorRole::Error : role));
        return;
    }
    if (!block.framed) {
        if (detail.text) {
            drawMark(painter, picture.scene, index);
        }
        return;
    }
    const bool selected = picture.selection.contains(block.key);
    const double strength = block.dimmed ? kDimmedOpacity : 1;
    painter.setPen(QPen(selected ? colors.color(ColorRole::Selection)
                                 : colors.mix(role, ColorRole::Window, kFrameBorder * strength),
                        selected ? 2 : 1.2));
    painter.setBrush(colors.mix(role, ColorRole::Window, kFrameFill * strength));
    const double radius = colors.metrics().radius;
    painter.drawRoundedRect(block.rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (detail.text) {
        drawHeader(painter, block, colors.mix(role, ColorRole::Window, block.dimmed ? 0.6 : 1));
        drawMark(painter, picture.scene, index);
    }
}

void WireLayer::paintWire(QPainter &painter, const CanvasPicture &picture, int index) const
{
    const CanvasEdge &edge = picture.scene.edge(index);
    const CanvasBlock &target = picture.scene.block(picture.scene.node(edge.to).block);
    const double scale = picture.camera.scale();
    const bool faded = (edge.inner && target.dimmed) || target.replaced;
    const bool lit = picture.hover.kind == CanvasHit::Kind::Edge && picture.hover.item == index;
    QColor color =
        theme().mix(flowColor(edge.kind), ColorRole::Window, faded ? kDimmedOpacity : 0.85);
    if (lit) {
        color = theme().color(ColorRole::Selection);
    }
    QPen pen(color, std::max(wireWidth(index), 0.8 / scale));
    pen.setCapStyle(Qt::FlatCap);
    if (picture.scene.node(edge.from).state == RunState::Paused) {
        pen.setDashPattern({4, 3});
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    if (edge.inner) {
        const auto curve = picture.scene.curve(index);
        painter.drawLine(curve[0], curve[3]);
        return;
    }
    painter.drawPath(wirePath(picture.scene, index));
}

void WireLayer::drawDots(QPainter &painter, const QRectF &scene, double scale) const
{
    if (scale < 0.5) {
        return;
    }
    std::vector<QPointF> dots;
    const double left = std::floor(scene.left() / kGridStep) * kGridStep;
    const double top = std::floor(scene.top() / kGridStep) * kGridStep;
    for (double y = top; y <= scene.bottom(); y += kGridStep) {
        for (double x = left; x <= scene.right(); x += kGridStep) {
            dots.emplace_back(x, y);
        }
    }
    painter.setPen(QPen(theme().color(ColorRole::Hairline), 1 / scale));
    painter.drawPoints(dots.data(), static_cast<int>(dots.size()));
}

// `area` is in view pixels of the layer, whose top left corner is at -kBeyond of the view.
void WireLayer::drawInto(QPixmap &pixmap, const CanvasPicture &picture, const QRect &area,
                         bool antialiased) const
{
    QPainter painter(&pixmap);
    painter.setClipRect(area);
    painter.fillRect(area, theme().color(ColorRole::Window));
    const Camera &camera = picture.camera;
    painter.translate(camera.offset() + QPointF(kBeyond, kBeyond));
    painter.scale(camera.scale(), camera.scale());
    const QRectF scene = camera.toScene(QRectF(area).translated(-kBeyond, -kBeyond));
    drawDots(painter, scene, camera.scale());
    painter.setRenderHint(QPainter::Antialiasing, antialiased);
    // The mark hangs below its frame.
    for (const int block : picture.index.blocksIn(scene.adjusted(0, -40, 0, 0))) {
        if (!isDragged(picture, block)) {
            paintBlock(painter, picture, block);
        }
    }
    for (const int edge : picture.index.edgesIn(scene)) {
        if (!wireIsDragged(picture, picture.scene.edge(edge))) {
            paintWire(painter, picture, edge);
        }
    }
}

void WireLayer::redraw(const CanvasPicture &picture, bool antialiased)
{
    const QSize size = picture.size + QSize(2 * kBeyond, 2 * kBeyond);
    m_pixmap = QPixmap(size * picture.pixelRatio);
    m_pixmap.setDevicePixelRatio(picture.pixelRatio);
    m_camera = picture.camera;
    m_viewSize = picture.size;
    m_pixelRatio = picture.pixelRatio;
    m_antialiased = antialiased;
    drawInto(m_pixmap, picture, QRect({0, 0}, size), antialiased);
}

void WireLayer::scrollTo(const CanvasPicture &picture)
{
    // Even steps are whole device pixels at 100, 150 and 200 %.
    const QPoint by = ((picture.camera.offset() - m_camera.offset()) / 2).toPoint() * 2;
    const QRect whole({0, 0}, m_viewSize + QSize(2 * kBeyond, 2 * kBeyond));
    QPixmap moved(m_pixmap.size());
    moved.setDevicePixelRatio(m_pixelRatio);
    {
        QPainter painter(&moved);
        painter.setCompositionMode(QPainter::CompositionMode_Source);
        painter.drawPixmap(by, m_pixmap);
    }
    CanvasPicture aligned = picture;
    aligned.camera = m_camera;
    aligned.camera.pan(by);
    for (const QRect &area : QRegion(whole) - QRegion(whole.translated(by))) {
        drawInto(moved, aligned, area, m_antialiased);
    }
    m_pixmap = moved;
    m_camera = aligned.camera;
}

void WireLayer::paint(QPainter &painter, const CanvasPicture &picture, const QRect &clip,
                      bool sharp)
{
    const bool fits =
        !m_pixmap.isNull() && m_viewSize == picture.size && m_pixelRatio == picture.pixelRatio;
    const bool sameScale = fits && m_camera.scale() == picture.camera.scale();
    if (sameScale && (m_antialiased || !sharp)) {
        const QPointF by = picture.camera.offset() - m_camera.offset();
        const bool inside = std::abs(by.x()) <= kBeyond && std::abs(by.y()) <= kBeyond;
        const bool near =
            std::abs(by.x()) < picture.size.width() && std::abs(by.y()) < picture.size.height();
        if (!inside && near) {
            scrollTo(picture);
        } else if (!inside) {
            redraw(picture, sharp);
        }
        const QPointF origin =
            picture.camera.offset() - m_camera.offset() - QPointF(kBeyond, kBeyond);
        painter.setClipRect(clip);
        const double ratio = m_pixelRatio;
        painter.drawPixmap(QPointF(std::round(origin.x() * ratio), std::round(origin.y() * ratio)) /
                               ratio,
                           m_pixmap);
        return;
    }
    const double stretch = fits ? picture.camera.scale() / m_camera.scale() : 0;
    const QPointF topLeft =
        fits ? picture.camera.toView(m_camera.toScene(QPointF(-kBeyond, -kBeyond))) : QPointF();
    const QRectF shown(topLeft, QSizeF(m_viewSize + QSize(2 * kBeyond, 2 * kBeyond)) * stretch);
    if (!sharp && fits && shown.contains(QRectF({0, 0}, picture.size)) && stretch < 4) {
        painter.drawPixmap(shown, m_pixmap, QRectF(m_pixmap.rect()));
        return;
    }
    redraw(picture, sharp);
    painter.drawPixmap(QPoint(-kBeyond, -kBeyond), m_pixmap);
}

} // namespace weir::studio
