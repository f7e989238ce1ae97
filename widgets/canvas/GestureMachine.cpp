#include "widgets/canvas/GestureMachine.h"

#include "widgets/canvas/CanvasLayout.h"

#include <QCoreApplication>

#include <cmath>

namespace weir::studio {

using Intents = std::vector<CanvasIntent>;

namespace {

constexpr double kZoomPerAngle = 1.0015; ///< one notch (120) zooms by 1.2
constexpr double kPanPerAngle = 0.5;

QRectF spannedRect(QPointF a, QPointF b)
{
    return QRectF(a, b).normalized();
}

intent::SelectMode selectMode(Qt::KeyboardModifiers modifiers)
{
    if (modifiers & Qt::ControlModifier) {
        return intent::SelectMode::Toggle;
    }
    return modifiers & Qt::ShiftModifier ? intent::SelectMode::Add : intent::SelectMode::Replace;
}

int blockOfHit(const CanvasScene &scene, const CanvasHit &hit)
{
    if (hit.onNode()) {
        return scene.node(hit.item).block;
    }
    const bool frame =
        hit.kind == CanvasHit::Kind::Frame || hit.kind == CanvasHit::Kind::FrameHeader;
    return frame ? hit.item : -1;
}

bool blockSelected(const CanvasBlock &block, const GestureContext &context)
{
    if (context.selection.contains(block.key)) {
        return true;
    }
    for (const int node : block.nodes) {
        if (context.selection.contains(context.scene.node(node).key)) {
            return true;
        }
    }
    return false;
}

} // namespace

NodeKey keyOfHit(const CanvasScene &scene, const CanvasHit &hit)
{
    if (hit.onNode()) {
        return scene.node(hit.item).key;
    }
    const int block = blockOfHit(scene, hit);
    return block < 0 ? NodeKey{} : scene.block(block).key;
}

Intents GestureMachine::pointer(const PointerInput &input, const GestureContext &context)
{
    Intents out;
    switch (input.type) {
    case PointerInput::Type::Press:
        out = press(input, context);
        break;
    case PointerInput::Type::Move:
        out = move(input, context);
        break;
    case PointerInput::Type::Release:
        out = release(input, context);
        break;
    case PointerInput::Type::DoubleClick: {
        const NodeKey key =
            keyOfHit(context.scene,
                     context.index.hit(context.camera.toScene(input.view), context.camera.scale()));
        m_state = State::Idle;
        if (input.button == Qt::LeftButton && !key.empty()) {
            out.push_back(intent::Inspect{key});
        }
        break;
    }
    case PointerInput::Type::Leave:
        m_hover = {};
        out.push_back(intent::Hover{});
        break;
    }
    m_lastView = input.view;
    return out;
}

Intents GestureMachine::press(const PointerInput &input, const GestureContext &context)
{
    if (m_state != State::Idle) {
        return {};
    }
    m_pressView = m_lastView = input.view;
    m_pressHit = context.index.hit(context.camera.toScene(input.view), context.camera.scale());
    m_selectOnRelease = false;
    if (input.button == Qt::MiddleButton || (input.button == Qt::LeftButton && m_spaceHeld)) {
        m_state = State::Panning;
        return {};
    }
    const NodeKey key = keyOfHit(context.scene, m_pressHit);
    const bool selected = context.selection.contains(key);
    if (input.button == Qt::RightButton) {
        Intents out;
        if (!selected) {
            out.push_back(intent::Select{key.empty() ? std::vector<NodeKey>{} : std::vector{key}});
        }
        out.push_back(intent::ContextMenu{m_pressHit, input.view});
        return out;
    }
    if (input.button != Qt::LeftButton) {
        return {};
    }
    m_state = State::Pressed;
    if (key.empty()) {
        return {};
    }
    const intent::SelectMode mode = selectMode(input.modifiers);
    if (mode == intent::SelectMode::Replace && selected) {
        m_selectOnRelease = true;
        return {};
    }
    return {intent::Select{{key}, mode}};
}

Intents GestureMachine::move(const PointerInput &input, const GestureContext &context)
{
    switch (m_state) {
    case State::Panning:
        return {intent::Pan{input.view - m_lastView}};
    case State::RubberBand:
        return {intent::RubberBand{spannedRect(m_pressView, input.view)}};
    case State::DraggingBlocks:
        return {intent::DragBlocks{draggedTo(input, context)}};
    case State::Pressed: {
        const QPointF by = input.view - m_pressView;
        if (std::abs(by.x()) + std::abs(by.y()) < m_settings.startDragDistance) {
            return {};
        }
        return startDrag(input, context);
    }
    case State::Idle:
        break;
    }
    const CanvasHit hit =
        context.index.hit(context.camera.toScene(input.view), context.camera.scale());
    if (hit == m_hover) {
        return {};
    }
    m_hover = hit;
    return {intent::Hover{hit}};
}

Intents GestureMachine::startDrag(const PointerInput &input, const GestureContext &context)
{
    const int pressed = blockOfHit(context.scene, m_pressHit);
    if (pressed < 0) {
        m_state = State::RubberBand;
        return {intent::RubberBand{spannedRect(m_pressView, input.view)}};
    }
    m_dragOrigins.clear();
    const CanvasBlock &block = context.scene.block(pressed);
    m_dragOrigins[block.key] = block.rect.topLeft();
    if (blockSelected(block, context)) {
        for (const CanvasBlock &each : context.scene.blocks()) {
            if (blockSelected(each, context)) {
                m_dragOrigins[each.key] = each.rect.topLeft();
            }
        }
    }
    m_state = State::DraggingBlocks;
    return {intent::DragBlocks{draggedTo(input, context)}};
}

PlacedBlocks GestureMachine::draggedTo(const PointerInput &input,
                                       const GestureContext &context) const
{
    const QPointF by = context.camera.toScene(input.view) - context.camera.toScene(m_pressView);
    PlacedBlocks to;
    for (const auto &[key, origin] : m_dragOrigins) {
        const bool snap = !(input.modifiers & Qt::AltModifier);
        to[key] = snap ? snapToGrid(origin + by) : (origin + by).toPoint();
    }
    return to;
}

intent::Select GestureMachine::rubberSelect(const PointerInput &input,
                                            const GestureContext &context) const
{
    intent::Select select{{}, selectMode(input.modifiers)};
    const QRectF band =
        spannedRect(context.camera.toScene(m_pressView), context.camera.toScene(input.view));
    for (const int node : context.index.nodesIn(band)) {
        select.keys.push_back(context.scene.node(node).key);
    }
    return select;
}

Intents GestureMachine::release(const PointerInput &input, const GestureContext &context)
{
    const State was = m_state;
    m_state = State::Idle;
    switch (was) {
    case State::RubberBand:
        return {intent::RubberBand{}, rubberSelect(input, context)};
    case State::DraggingBlocks: {
        const PlacedBlocks to = draggedTo(input, context);
        bool moved = false;
        for (const auto &[key, point] : to) {
            moved |= QPointF(point) != m_dragOrigins.at(key);
        }
        return moved ? Intents{intent::PlaceBlocks{to}} : Intents{intent::CancelDrag{}};
    }
    case State::Pressed: {
        const NodeKey key = keyOfHit(context.scene, m_pressHit);
        if (m_selectOnRelease) {
            return {intent::Select{{key}}};
        }
        if (key.empty() && selectMode(input.modifiers) == intent::SelectMode::Replace) {
            return {intent::Select{}};
        }
        return {};
    }
    case State::Panning:
    case State::Idle:
        break;
    }
    return {};
}

Intents GestureMachine::wheel(const WheelInput &input, const GestureContext &)
{
    const bool control = input.modifiers & Qt::ControlModifier;
    const double angle = input.angle.y() != 0 ? input.angle.y() : input.angle.x();
    if (!control && !input.pixels.isNull()) {
        return {intent::Pan{input.pixels}};
    }
    if (!control && m_settings.wheelPans) {
        const bool sideways = input.modifiers & Qt::ShiftModifier;
        const double by = angle * kPanPerAngle;
        return {intent::Pan{sideways ? QPointF(by, 0) : QPointF(0, by)}};
    }
    if (angle == 0) {
        return {};
    }
    return {intent::Zoom{input.view, std::pow(kZoomPerAngle, angle)}};
}

Intents GestureMachine::cancel()
{
    const State was = m_state;
    m_state = State::Idle;
    m_spaceHeld = false;
    if (was == State::DraggingBlocks) {
        return {intent::CancelDrag{}};
    }
    return was == State::RubberBand ? Intents{intent::RubberBand{}} : Intents{};
}

intent::DropHint GestureMachine::dropHint(const DropInput &input,
                                          const GestureContext &context) const
{
    const CanvasHit hit =
        context.index.hit(context.camera.toScene(input.view), context.camera.scale());
    if (!input.topic.isEmpty()) {
        return {{}, true, {}};
    }
    if (!input.op) {
        return {{}, false, QCoreApplication::translate("GestureMachine", "Nothing that fits here")};
    }
    const bool free = *input.op == OperatorKind::Source || *input.op == OperatorKind::Note;
    if (!free && keyOfHit(context.scene, hit).empty() && hit.kind != CanvasHit::Kind::Edge) {
        return {hit, false,
                QCoreApplication::translate("GestureMachine",
                                            "Drop it on a stream, a table or a wire")};
    }
    const QString reason =
        m_settings.refuse ? m_settings.refuse(*input.op, context.scene, hit) : QString();
    return {hit, reason.isEmpty(), reason};
}

Intents GestureMachine::drop(const DropInput &input, const GestureContext &context)
{
    if (input.type == DropInput::Type::Leave) {
        return {intent::DropHint{}};
    }
    intent::DropHint hint = dropHint(input, context);
    if (input.type == DropInput::Type::Move || !hint.accepted) {
        return {hint};
    }
    const QPointF scene = context.camera.toScene(input.view);
    if (!input.topic.isEmpty()) {
        return {intent::DropHint{}, intent::DropTopic{input.topic, scene}};
    }
    intent::DropOperator dropped{*input.op, keyOfHit(context.scene, hint.hit), -1, scene};
    if (hint.hit.kind == CanvasHit::Kind::Edge) {
        const CanvasEdge &edge = context.scene.edge(hint.hit.item);
        dropped.target = context.scene.node(edge.from).key;
        // Alt: only the target is taken, nothing is inserted on the wire (R16).
        dropped.edge = input.modifiers & Qt::AltModifier ? -1 : hint.hit.item;
    }
    return {intent::DropHint{}, dropped};
}

} // namespace weir::studio
