#include "widgets/canvas/CanvasView.h"

#include "widgets/canvas/CanvasAccessible.h"
#include "widgets/canvas/CanvasDrag.h"
#include "widgets/canvas/CanvasLayout.h"
#include "widgets/canvas/CanvasPainter.h"
#include "widgets/style/Appearance.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QPaintEvent>
#include <QPainter>

namespace weir::studio {

namespace {

constexpr int kZoomRestMs = 120;
constexpr double kFitMargin = 14;

double measureOnScreen(const QString &text, CanvasFace face)
{
    const Theme &colors = theme();
    const QFont font = face == CanvasFace::Detail ? colors.smallMonoFont() : colors.strongFont();
    return QFontMetricsF(font).horizontalAdvance(text);
}

} // namespace

CanvasView::CanvasView(QWidget *parent)
    : QWidget(parent)
    , m_painter(std::make_unique<CanvasPainter>())
{
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Pipeline canvas"));
    installCanvasAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAcceptDrops(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_gestures.setSettings(
        {.startDragDistance = static_cast<double>(QApplication::startDragDistance())});
    m_restTimer.setSingleShot(true);
    m_restTimer.setInterval(kZoomRestMs);
    connect(&m_restTimer, &QTimer::timeout, this, &CanvasView::rest);
    connect(&Appearance::instance(), &Appearance::themeChanged, this, &CanvasView::dropPictures);
}

CanvasView::~CanvasView() = default;

CanvasPicture CanvasView::picture() const
{
    return {.scene = m_scene,
            .index = m_index,
            .figures = m_figures,
            .selection = m_selection,
            .camera = m_camera,
            .size = size(),
            .pixelRatio = devicePixelRatioF(),
            .hover = m_hover,
            .rubberBand = m_rubberBand,
            .drop = m_dropHint,
            .dragged = m_dragOrigins.empty() ? nullptr : &m_dragOrigins};
}

GestureContext CanvasView::context() const
{
    return {m_scene, m_index, m_camera, m_selection, QSizeF(size())};
}

void CanvasView::setScene(CanvasScene scene, const PlacedBlocks &placed)
{
    obey(m_gestures.cancel());
    m_scene = std::move(scene);
    sizeBlocks(m_scene, measureOnScreen);
    layOutBlocks(m_scene, placed);
    m_index.rebuild(m_scene);
    m_hover = {};
    std::set<NodeKey> kept;
    for (const NodeKey &key : m_selection) {
        if (m_scene.findNode(key) >= 0 || m_scene.findBlock(key) >= 0) {
            kept.insert(key);
        }
    }
    setSelection(std::move(kept));
    if (m_fitPending && !m_scene.blocks().empty() && isVisible()) {
        fit();
    }
    m_painter->structureChanged();
    update();
}

void CanvasView::setFigures(CanvasFigures figures)
{
    std::swap(m_figures, figures);
    if (isVisible()) {
        update(m_painter->changedRegion(picture(), figures));
    }
}

void CanvasView::setConditions(const std::unordered_map<NodeKey, NodeCondition> &conditions)
{
    bool changed = false;
    for (const auto &[key, condition] : conditions) {
        const int index = m_scene.findNode(key);
        if (index < 0) {
            continue;
        }
        CanvasNode &node = m_scene.node(index);
        if (node.state != condition.state || node.errors != condition.errors) {
            node.state = condition.state;
            node.errors = condition.errors;
            changed = true;
        }
    }
    if (changed) {
        m_painter->structureChanged(); // wires of paused nodes are dashed
        update();
    }
}

void CanvasView::setRefuseDrop(RefuseDrop refuse)
{
    GestureSettings settings = m_gestures.settings();
    settings.startDragDistance = QApplication::startDragDistance();
    settings.refuse = std::move(refuse);
    m_gestures.setSettings(std::move(settings));
}

void CanvasView::setWheelPans(bool pans)
{
    GestureSettings settings = m_gestures.settings();
    settings.wheelPans = pans;
    m_gestures.setSettings(std::move(settings));
}

void CanvasView::setSelection(std::set<NodeKey> keys)
{
    if (keys == m_selection) {
        return;
    }
    m_selection = std::move(keys);
    m_painter->structureChanged();
    update();
    Q_EMIT selectionChanged(m_selection);
}

void CanvasView::reveal(const NodeKey &key)
{
    const int node = m_scene.findNode(key);
    const int block = m_scene.findBlock(key);
    if (node < 0 && block < 0) {
        return;
    }
    m_camera.reveal(node >= 0 ? m_scene.node(node).rect : m_scene.block(block).rect,
                    QSizeF(size()));
    cameraMoved(false);
}

void CanvasView::fit()
{
    m_fitPending = false;
    m_camera.fit(m_scene.bounds(), QSizeF(size()), kFitMargin);
    rest();
    cameraMoved(false);
    m_fitted = true;
}

void CanvasView::fitSelection()
{
    QRectF all;
    for (const NodeKey &key : m_selection) {
        const int node = m_scene.findNode(key);
        const int block = m_scene.findBlock(key);
        all = all.united(node >= 0    ? m_scene.node(node).rect
                         : block >= 0 ? m_scene.block(block).rect
                                      : QRectF());
    }
    if (!all.isEmpty()) {
        m_camera.fit(all, QSizeF(size()));
        rest();
        cameraMoved(false);
    }
}

void CanvasView::zoomTo(double scale)
{
    m_camera.setScale(scale, QSizeF(size()));
    rest();
    cameraMoved(false);
}

void CanvasView::zoomBy(double factor)
{
    zoomTo(m_camera.scale() * factor);
}

void CanvasView::cameraMoved(bool zoomed)
{
    m_fitted = false;
    if (zoomed) {
        m_painter->setZooming(true);
        m_restTimer.start();
    }
    update();
    Q_EMIT zoomChanged(m_camera.scale());
}

void CanvasView::rest()
{
    m_restTimer.stop();
    m_painter->setZooming(false);
    update();
}

void CanvasView::dropPictures()
{
    m_painter->themeChanged();
    update();
}

void CanvasView::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    m_painter->paint(painter, picture(), event->region());
    if (m_scene.blocks().empty()) {
        painter.setPen(themeColor(ColorRole::Dim));
        painter.setFont(theme().uiFont());
        painter.drawText(rect(), Qt::AlignCenter,
                         tr("Drag a topic here, or type a CREATE STREAM in the SQL."));
    }
    if (hasFocus() && m_selection.empty()) {
        painter.setPen(QPen(themeColor(ColorRole::Selection), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void CanvasView::resizeEvent(QResizeEvent *)
{
    if ((m_fitPending || m_fitted) && !m_scene.blocks().empty()) {
        fit();
    }
}

} // namespace weir::studio
