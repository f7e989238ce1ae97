// The keyboard half of GestureMachine (R12).
#include "widgets/canvas/GestureMachine.h"

#include <cmath>
#include <limits>

namespace weir::studio {

namespace {

constexpr double kKeyZoom = 1.25;

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

QPoint arrowStep(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    default:
        return {0, 1};
    }
}

// The node that arrow keys start from: the first of the selection in reading order of the text.
int firstSelected(const GestureContext &context)
{
    for (std::size_t i = 0; i < context.scene.nodes().size(); ++i) {
        const CanvasNode &node = context.scene.nodes()[i];
        if (context.selection.contains(node.key) ||
            context.selection.contains(context.scene.block(node.block).key)) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

int alongWire(const CanvasScene &scene, int from, bool forward)
{
    for (const CanvasEdge &edge : scene.edges()) {
        if ((forward ? edge.from : edge.to) == from) {
            return forward ? edge.to : edge.from;
        }
    }
    return -1;
}

} // namespace

int neighbourOf(const CanvasScene &scene, int from, int key)
{
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
        const int wired = alongWire(scene, from, key == Qt::Key_Right);
        if (wired >= 0) {
            return wired;
        }
    }
    const QPointF direction = arrowStep(key);
    const QPointF start = scene.node(from).rect.center();
    int best = -1;
    double least = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < scene.nodes().size(); ++i) {
        const QPointF way = scene.nodes()[i].rect.center() - start;
        const double ahead = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y()) + std::abs(way.y() * direction.x());
        // Sideways distance counts double, so that a straight neighbour wins over a nearer one
        // aside.
        const double cost = ahead + 2 * aside;
        if (static_cast<int>(i) != from && ahead > 1 && aside < 3 * ahead && cost < least) {
            least = cost;
            best = static_cast<int>(i);
        }
    }
    return best;
}

std::vector<CanvasIntent> GestureMachine::key(const KeyInput &input, const GestureContext &context)
{
    if (input.key == Qt::Key_Space) {
        m_spaceHeld = input.press || (input.autoRepeat && m_spaceHeld);
        return {intent::Hover{m_hover}};
    }
    if (!input.press) {
        return {};
    }
    if (input.key == Qt::Key_Escape) {
        return m_state == State::Idle ? std::vector<CanvasIntent>{intent::Select{}} : cancel();
    }
    const bool control = input.modifiers & Qt::ControlModifier;
    return control ? keyWithControl(input, context) : keyPlain(input, context);
}

std::vector<CanvasIntent> GestureMachine::keyWithControl(const KeyInput &input,
                                                         const GestureContext &context)
{
    const QPointF middle(context.viewSize.width() / 2, context.viewSize.height() / 2);
    if (isArrow(input.key)) {
        return {intent::Nudge{arrowStep(input.key)}};
    }
    switch (input.key) {
    case Qt::Key_0:
        return {intent::ZoomTo{1}};
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return {intent::Zoom{middle, kKeyZoom}};
    case Qt::Key_Minus:
        return {intent::Zoom{middle, 1 / kKeyZoom}};
    case Qt::Key_L:
        return {intent::LayOut{}};
    case Qt::Key_A:
        return {intent::SelectAll{}};
    default:
        return {};
    }
}

std::vector<CanvasIntent> GestureMachine::keyPlain(const KeyInput &input,
                                                   const GestureContext &context)
{
    const bool shift = input.modifiers & Qt::ShiftModifier;
    const int from = firstSelected(context);
    if (isArrow(input.key)) {
        const int to = from < 0 ? (context.scene.nodes().empty() ? -1 : 0)
                                : neighbourOf(context.scene, from, input.key);
        return to < 0 ? std::vector<CanvasIntent>{}
                      : std::vector<CanvasIntent>{intent::Select{{context.scene.node(to).key}}};
    }
    if (input.text == QLatin1String("/") || (shift && input.key == Qt::Key_A)) {
        const bool inside = QRectF({0, 0}, context.viewSize).contains(m_lastView);
        return {intent::QuickAdd{
            inside ? m_lastView
                   : QPointF(context.viewSize.width() / 2, context.viewSize.height() / 2)}};
    }
    // Shift+1 and Shift+2 arrive as the sign on that key, which depends on the keyboard's layout.
    if (input.key == Qt::Key_Exclam || (shift && input.key == Qt::Key_1)) {
        return {intent::Fit{}};
    }
    if (input.key == Qt::Key_At || input.key == Qt::Key_QuoteDbl ||
        (shift && input.key == Qt::Key_2)) {
        return {intent::Fit{true}};
    }
    switch (input.key) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return {intent::Delete{}};
    case Qt::Key_M:
        return {intent::Mute{}};
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return from < 0 ? std::vector<CanvasIntent>{}
                        : std::vector<CanvasIntent>{intent::Edit{context.scene.node(from).key}};
    case Qt::Key_F2:
        return from < 0 ? std::vector<CanvasIntent>{}
                        : std::vector<CanvasIntent>{intent::Rename{context.scene.node(from).key}};
    default:
        return {};
    }
}

} // namespace weir::studio
