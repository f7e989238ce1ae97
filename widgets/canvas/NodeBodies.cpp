#include "widgets/canvas/NodeBodies.h"

#include "widgets/style/Appearance.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace weir::studio {

namespace {

constexpr double kMargin = 8; ///< around the body, for rings and the selection
constexpr double kBarWidth = 3;
constexpr double kTextLeft = 14;
constexpr double kTitleLeft = 36;
constexpr double kTextRight = 12;
constexpr double kFirstLine = 15; ///< centre of line one below the top
constexpr double kSecondLine = 32.5;
constexpr double kFigureWidth = 66;
constexpr double kGlyphSize = 16;
constexpr int kCacheBytes = 48 * 1024 * 1024;

QRectF lineRect(double left, double right, double centre)
{
    return {left, centre - 10, std::max(0.0, right - left), 20};
}

void drawElided(QPainter &painter, const QRectF &rect, const QFont &font, const QString &text,
                Qt::TextElideMode mode, int align = Qt::AlignLeft)
{
    painter.setFont(font);
    const QString shown = QFontMetricsF(font).elidedText(text, mode, rect.width() + 0.5);
    painter.drawText(rect, align | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

void drawBody(QPainter &painter, const NodeLook &look, const QRectF &body)
{
    const Theme &colors = theme();
    const double radius = colors.metrics().radius;
    painter.setPen(QPen(colors.color(look.selected ? ColorRole::Selection : ColorRole::Hairline),
                        look.selected ? 2 : 1));
    painter.setBrush(colors.color(ColorRole::Raised));
    const double inset = look.selected ? 0 : 0.5;
    painter.drawRoundedRect(body.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.color(flowColor(look.kind)));
    painter.drawRoundedRect(QRectF(body.left() + 2, body.top() + 5, kBarWidth, body.height() - 10),
                            1.5, 1.5);
}

void drawRing(QPainter &painter, QPointF centre, FlowKind kind)
{
    painter.setPen(QPen(theme().color(flowColor(kind)), 1.6));
    painter.setBrush(theme().color(ColorRole::Window));
    painter.drawEllipse(centre, kPortRadius - 0.4, kPortRadius - 0.4);
}

void drawState(QPainter &painter, const NodeLook &look, double &right)
{
    Glyph glyph = Glyph::None;
    ColorRole role = ColorRole::Dim;
    switch (look.state) {
    case RunState::Paused:
        glyph = Glyph::Pause;
        break;
    case RunState::Waiting:
        glyph = Glyph::Clock;
        break;
    case RunState::Disabled:
        glyph = Glyph::EyeOff;
        break;
    case RunState::Failed:
        glyph = Glyph::Problem;
        role = ColorRole::Error;
        break;
    case RunState::None:
    case RunState::Running:
        return;
    }
    paintGlyph(painter, {right - 12, kFirstLine - 6, 12, 12}, glyph, theme().color(role));
    right -= 16;
}

// The badge: how many records had errors at this node.
void drawErrors(QPainter &painter, const NodeLook &look, double &right)
{
    if (look.errors <= 0) {
        return;
    }
    const QString text = look.errors > 999 ? QStringLiteral("999+") : QString::number(look.errors);
    const QFont font = theme().smallFont();
    const double width = std::max(16.0, QFontMetricsF(font).horizontalAdvance(text) + 8);
    const QRectF pill(right - width, kFirstLine - 8, width, 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().color(ColorRole::Error));
    painter.drawRoundedRect(pill, 8, 8);
    painter.setPen(theme().color(ColorRole::Window));
    painter.setFont(font);
    painter.drawText(pill, Qt::AlignCenter, text);
    right -= width + 4;
}

void drawWords(QPainter &painter, const NodeLook &look)
{
    const Theme &colors = theme();
    double right = look.width - kTextRight;
    drawErrors(painter, look, right);
    drawState(painter, look, right);
    paintGlyph(painter, {kTextLeft, kFirstLine - kGlyphSize / 2, kGlyphSize, kGlyphSize},
               operatorGlyph({.op = look.op, .kind = look.kind}),
               colors.color(flowColor(look.kind)));
    painter.setPen(colors.color(ColorRole::Text));
    QFont face = colors.strongFont();
    face.setStrikeOut(look.struck);
    drawElided(painter, lineRect(kTitleLeft, right, kFirstLine), face, look.title, Qt::ElideMiddle);
    painter.setPen(colors.color(ColorRole::Dim));
    const double end = look.width - kTextRight - (look.hasFigure ? kFigureWidth : 0);
    drawElided(painter, lineRect(kTextLeft, end, kSecondLine), colors.smallMonoFont(), look.detail,
               Qt::ElideRight);
}

} // namespace

std::size_t qHash(const NodeLook &look, std::size_t seed)
{
    return qHashMulti(seed, look.title, look.detail, static_cast<int>(look.op),
                      static_cast<int>(look.kind), static_cast<int>(look.state), look.inputs.size(),
                      look.width, look.scale, look.errors, look.selected, look.dimmed, look.struck);
}

NodeBodies::NodeBodies()
    : m_cache(kCacheBytes)
{
}

QPixmap NodeBodies::render(const NodeLook &look) const
{
    const QSizeF size = QSizeF(look.width + 2 * kMargin, kNodeHeight + 2 * kMargin) * look.scale;
    QPixmap pixmap((size * look.pixelRatio).toSize().expandedTo({1, 1}));
    pixmap.setDevicePixelRatio(look.pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(look.scale, look.scale);
    painter.translate(kMargin, kMargin);
    if (look.dimmed) {
        painter.setOpacity(kDimmedOpacity);
    }
    const LevelOfDetail detail(look.scale);
    drawBody(painter, look, {0, 0, look.width, kNodeHeight});
    if (detail.text) {
        drawWords(painter, look);
        CanvasScene alone;
        const int block = alone.addBlock({.framed = false});
        const int node = alone.addNode(block, {.kind = look.kind, .inputs = look.inputs});
        alone.node(node).rect = {0, 0, look.width, kNodeHeight};
        for (std::size_t port = 0; port < look.inputs.size(); ++port) {
            drawRing(painter, alone.inputPort(node, static_cast<int>(port)), look.inputs[port]);
        }
        drawRing(painter, alone.outputPort(node), look.kind);
    }
    return pixmap;
}

void NodeBodies::paint(QPainter &painter, const CanvasPicture &picture, int index,
                       double cacheScale)
{
    const CanvasNode &node = picture.scene.node(index);
    const CanvasBlock &block = picture.scene.block(node.block);
    const auto figure = picture.figures.find(node.key);
    const NodeLook look{.title = node.title,
                        .detail = node.detail,
                        .op = node.op,
                        .kind = node.kind,
                        .state = node.state,
                        .inputs = node.inputs,
                        .width = node.rect.width(),
                        .scale = cacheScale,
                        .pixelRatio = picture.pixelRatio,
                        .errors = node.errors,
                        .selected = picture.selection.contains(node.key) ||
                                    (!block.framed && picture.selection.contains(block.key)),
                        .dimmed = block.dimmed,
                        .struck = block.replaced,
                        .hasFigure =
                            figure != picture.figures.end() && !figure->second.text.isEmpty()};
    QPixmap *pixmap = m_cache.object(look);
    if (!pixmap) {
        pixmap = new QPixmap(render(look));
        const int cost = pixmap->width() * pixmap->height() * 4;
        m_cache.insert(look, pixmap, cost);
    }
    const QPointF corner = picture.camera.toView(node.rect.topLeft() - QPointF(kMargin, kMargin));
    if (cacheScale == picture.camera.scale()) {
        // Whole device pixels: a body between pixels would be blurred.
        const double ratio = picture.pixelRatio;
        painter.drawPixmap(QPointF(std::round(corner.x() * ratio), std::round(corner.y() * ratio)) /
                               ratio,
                           *pixmap);
        return;
    }
    const QSizeF size =
        QSizeF(pixmap->size()) / picture.pixelRatio * picture.camera.scale() / cacheScale;
    painter.drawPixmap(QRectF(corner, size), *pixmap, QRectF(pixmap->rect()));
}

QRectF NodeBodies::figureRect(const CanvasPicture &picture, int node)
{
    const QRectF &rect = picture.scene.node(node).rect;
    const QRectF line =
        lineRect(rect.width() - kTextRight - kFigureWidth, rect.width() - kTextRight, kSecondLine);
    return picture.camera.toView(line.translated(rect.topLeft()));
}

void NodeBodies::paintFigure(QPainter &painter, const CanvasPicture &picture, int index) const
{
    const CanvasNode &node = picture.scene.node(index);
    const auto figure = picture.figures.find(node.key);
    if (figure == picture.figures.end() || figure->second.text.isEmpty()) {
        return;
    }
    const CanvasBlock &block = picture.scene.block(node.block);
    const QRectF rect = figureRect(picture, index);
    painter.save();
    painter.translate(rect.topLeft());
    painter.scale(picture.camera.scale(), picture.camera.scale());
    painter.setOpacity(block.dimmed || block.editedSinceRun ? kDimmedOpacity : 1);
    painter.setPen(theme().color(ColorRole::Dim));
    drawElided(painter, QRectF({0, 0}, rect.size() / picture.camera.scale()), theme().smallFont(),
               figure->second.text, Qt::ElideRight, Qt::AlignRight);
    painter.restore();
}

} // namespace weir::studio
