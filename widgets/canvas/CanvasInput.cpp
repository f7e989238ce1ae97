// The input half of CanvasView: events become plain structs, intents become changes and signals.
#include "widgets/canvas/CanvasDrag.h"
#include "widgets/canvas/CanvasLayout.h"
#include "widgets/canvas/CanvasPainter.h"
#include "widgets/canvas/CanvasView.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

namespace weir::studio {

/// One overload an intent: what the view does itself and what it asks for.
struct CanvasView::Obey {
    CanvasView &view;

    void operator()(const intent::Select &wanted) const
    {
        std::set<NodeKey> keys =
            wanted.mode == intent::SelectMode::Replace ? std::set<NodeKey>{} : view.m_selection;
        for (const NodeKey &key : wanted.keys) {
            if (wanted.mode == intent::SelectMode::Toggle && keys.erase(key) > 0) {
                continue;
            }
            keys.insert(key);
        }
        view.setSelection(std::move(keys));
        if (wanted.keys.size() == 1 && !view.m_gestures.isDragging()) {
            view.m_revealOnIdle = wanted.keys.front();
        }
    }
    void operator()(const intent::RubberBand &band) const
    {
        view.m_rubberBand = band.view;
        view.update();
    }
    void operator()(const intent::Pan &pan) const
    {
        view.m_camera.pan(pan.delta);
        view.cameraMoved(false);
    }
    void operator()(const intent::Zoom &zoom) const
    {
        view.m_camera.zoomAt(zoom.view, zoom.factor);
        view.cameraMoved(true);
    }
    void operator()(const intent::DragBlocks &drag) const { view.applyDrag(drag.to); }
    void operator()(const intent::CancelDrag &) const { view.endDrag(false); }
    void operator()(const intent::PlaceBlocks &place) const
    {
        view.applyDrag(place.to);
        view.endDrag(true);
        Q_EMIT view.blocksPlaced(place.to);
    }
    void operator()(const intent::Hover &hover) const
    {
        const bool wires =
            hover.hit.kind == CanvasHit::Kind::Edge || view.m_hover.kind == CanvasHit::Kind::Edge;
        if (wires && hover.hit != view.m_hover) {
            view.m_painter->structureChanged();
            view.update();
        }
        view.m_hover = hover.hit;
    }
    void operator()(const intent::Inspect &wanted) const
    {
        Q_EMIT view.inspectRequested(wanted.key);
    }
    void operator()(const intent::Edit &wanted) const { Q_EMIT view.editRequested(wanted.key); }
    void operator()(const intent::Rename &wanted) const { Q_EMIT view.renameRequested(wanted.key); }
    void operator()(const intent::ContextMenu &menu) const
    {
        Q_EMIT view.contextMenuRequested(keyOfHit(view.m_scene, menu.hit),
                                         view.mapToGlobal(menu.view.toPoint()));
    }
    void operator()(const intent::QuickAdd &add) const
    {
        Q_EMIT view.quickAddRequested(view.mapToGlobal(add.view.toPoint()));
    }
    void operator()(const intent::DropHint &hint) const
    {
        view.m_dropHint = hint;
        view.update();
    }
    void operator()(const intent::DropOperator &drop) const
    {
        Q_EMIT view.operatorDropped(drop.op, drop.target, drop.scene);
    }
    void operator()(const intent::DropTopic &drop) const
    {
        Q_EMIT view.topicDropped(drop.topic, drop.scene);
    }
    void operator()(const intent::Fit &fit) const
    {
        fit.selectionOnly ? view.fitSelection() : view.fit();
    }
    void operator()(const intent::ZoomTo &zoom) const { view.zoomTo(zoom.scale); }
    void operator()(const intent::LayOut &) const { Q_EMIT view.layOutRequested(); }
    void operator()(const intent::Delete &) const
    {
        if (!view.m_selection.empty()) {
            Q_EMIT view.deleteRequested(view.m_selection);
        }
    }
    void operator()(const intent::SelectAll &) const { view.selectAll(); }
    void operator()(const intent::Mute &) const
    {
        if (!view.m_selection.empty()) {
            Q_EMIT view.muteRequested(view.m_selection);
        }
    }
    void operator()(const intent::Nudge &nudge) const { view.nudge(nudge.steps); }
};

void CanvasView::obey(const std::vector<CanvasIntent> &intents)
{
    for (const CanvasIntent &each : intents) {
        std::visit(Obey{*this}, each);
    }
    updateCursor();
}

void CanvasView::selectAll()
{
    std::set<NodeKey> keys;
    for (const CanvasNode &node : m_scene.nodes()) {
        keys.insert(node.key);
    }
    setSelection(std::move(keys));
}

void CanvasView::nudge(QPoint steps)
{
    PlacedBlocks to;
    for (const NodeKey &key : m_selection) {
        const int node = m_scene.findNode(key);
        const int block = node >= 0 ? m_scene.node(node).block : m_scene.findBlock(key);
        if (block >= 0) {
            const QPointF by = QPointF(steps) * kGridStep;
            to[m_scene.block(block).key] = snapToGrid(m_scene.block(block).rect.topLeft() + by);
        }
    }
    if (!to.empty()) {
        applyDrag(to);
        endDrag(true);
        Q_EMIT blocksPlaced(to);
    }
}

void CanvasView::applyDrag(const PlacedBlocks &to)
{
    if (m_dragOrigins.empty()) {
        for (const auto &[key, point] : to) {
            m_dragOrigins[key] = m_scene.block(m_scene.findBlock(key)).rect.topLeft().toPoint();
        }
        m_painter->structureChanged();
    }
    for (const auto &[key, point] : to) {
        m_scene.moveBlock(m_scene.findBlock(key), point);
    }
    update();
}

void CanvasView::endDrag(bool keep)
{
    for (const auto &[key, origin] : m_dragOrigins) {
        const int block = m_scene.findBlock(key);
        if (keep) {
            m_scene.block(block).placed = true;
        } else {
            m_scene.moveBlock(block, origin);
        }
    }
    m_dragOrigins.clear();
    m_index.rebuild(m_scene);
    m_painter->structureChanged();
    update();
}

void CanvasView::updateCursor()
{
    const bool hand = m_gestures.spaceHeld() || m_gestures.isPanning();
    const Qt::CursorShape shape = m_gestures.isPanning() ? Qt::ClosedHandCursor
                                  : hand                 ? Qt::OpenHandCursor
                                                         : Qt::ArrowCursor;
    if (cursor().shape() != shape) {
        setCursor(shape);
    }
}

void CanvasView::feedPointer(PointerInput::Type type, const QMouseEvent &event)
{
    obey(m_gestures.pointer(
        {type, event.position(), event.button(), event.buttons(), event.modifiers()}, context()));
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    feedPointer(PointerInput::Type::Press, *event);
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    feedPointer(PointerInput::Type::Move, *event);
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    feedPointer(PointerInput::Type::Release, *event);
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    feedPointer(PointerInput::Type::DoubleClick, *event);
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    obey(m_gestures.wheel({event->position(), QPointF(event->angleDelta()),
                           QPointF(event->pixelDelta()), event->modifiers()},
                          context()));
    event->accept();
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    m_revealOnIdle = {};
    const auto intents = m_gestures.key(
        {event->key(), event->text(), event->modifiers(), true, event->isAutoRepeat()}, context());
    if (intents.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    obey(intents);
    if (!m_revealOnIdle.empty()) {
        reveal(m_revealOnIdle);
    }
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    const auto intents = m_gestures.key(
        {event->key(), event->text(), event->modifiers(), false, event->isAutoRepeat()}, context());
    intents.empty() ? QWidget::keyReleaseEvent(event) : obey(intents);
}

void CanvasView::leaveEvent(QEvent *)
{
    obey(m_gestures.pointer({.type = PointerInput::Type::Leave}, context()));
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    obey(m_gestures.cancel());
    QWidget::focusOutEvent(event);
    update();
}

void CanvasView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() != QContextMenuEvent::Keyboard) {
        return; // the right button's press has asked already
    }
    const NodeKey key = m_selection.empty() ? NodeKey{} : *m_selection.begin();
    const int node = m_scene.findNode(key);
    const QPoint at =
        node < 0 ? rect().center() : m_camera.toView(m_scene.node(node).rect.center()).toPoint();
    Q_EMIT contextMenuRequested(key, mapToGlobal(at));
}

bool CanvasView::feedDrop(DropInput::Type type, QDropEvent &event)
{
    const QMimeData &carried = *event.mimeData();
    DropInput input{type, event.position(), operatorOf(carried), topicOf(carried),
                    event.modifiers()};
    if (!input.op && input.topic.isEmpty()) {
        event.ignore();
        return false;
    }
    const auto intents = m_gestures.drop(input, context());
    bool accepted = type == DropInput::Type::Drop && intents.size() > 1;
    for (const CanvasIntent &each : intents) {
        if (const auto *hint = std::get_if<intent::DropHint>(&each)) {
            accepted |= hint->accepted;
        }
    }
    event.setDropAction(accepted ? Qt::CopyAction : Qt::IgnoreAction);
    event.setAccepted(accepted || type == DropInput::Type::Move);
    obey(intents);
    return accepted;
}

void CanvasView::dragEnterEvent(QDragEnterEvent *event)
{
    feedDrop(DropInput::Type::Move, *event);
}

void CanvasView::dragMoveEvent(QDragMoveEvent *event)
{
    feedDrop(DropInput::Type::Move, *event);
}

void CanvasView::dragLeaveEvent(QDragLeaveEvent *)
{
    obey(m_gestures.drop({.type = DropInput::Type::Leave}, context()));
}

void CanvasView::dropEvent(QDropEvent *event)
{
    feedDrop(DropInput::Type::Drop, *event);
}

QString CanvasView::toolTipAt(QPointF view) const
{
    const CanvasHit hit = m_index.hit(m_camera.toScene(view), m_camera.scale());
    if (hit.onNode()) {
        const CanvasNode &node = m_scene.node(hit.item);
        const auto figure = m_figures.find(node.key);
        QString text =
            node.detail.isEmpty() ? node.title : node.title + QLatin1Char('\n') + node.detail;
        if (figure != m_figures.end() && !figure->second.text.isEmpty()) {
            text += QLatin1Char('\n') + figure->second.text;
            if (m_scene.block(node.block).editedSinceRun) {
                text += QLatin1Char(' ') + tr("of the running version");
            }
        }
        return text;
    }
    if (hit.kind == CanvasHit::Kind::FrameHeader || hit.kind == CanvasHit::Kind::Frame) {
        const QString mark = m_scene.mark(hit.item);
        const QString &name = m_scene.block(hit.item).name;
        return mark.isEmpty() ? name : name + QLatin1Char('\n') + mark;
    }
    return {};
}

bool CanvasView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipAt(help->pos());
        // Names come from outside: never let QToolTip guess rich text.
        text.isEmpty()
            ? QToolTip::hideText()
            : QToolTip::showText(
                  help->globalPos(),
                  QStringLiteral("<p style='white-space:pre'>%1</p>").arg(text.toHtmlEscaped()),
                  this);
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Space pans and Esc gives up a drag; all other keys may belong to actions of the canvas.
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Space || (key == Qt::Key_Escape && m_gestures.isBusy())) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace weir::studio
