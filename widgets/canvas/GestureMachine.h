#pragma once

#include "widgets/canvas/Camera.h"
#include "widgets/canvas/CanvasIntent.h"

#include <functional>
#include <optional>
#include <set>
#include <vector>

namespace weir::studio {

/// One pointer event as plain values; `view` is in pixels of the widget.
struct PointerInput {
    enum class Type { Press, Move, Release, DoubleClick, Leave };
    Type type = Type::Move;
    QPointF view;
    Qt::MouseButton button = Qt::NoButton;
    Qt::MouseButtons buttons = Qt::NoButton;
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;
};

/// One wheel or two-finger step. `pixels` is set by touch pads only, `angle` is in eighths of a
/// degree.
struct WheelInput {
    QPointF view;
    QPointF angle;
    QPointF pixels;
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;
};

struct KeyInput {
    int key = 0;
    QString text;
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;
    bool press = true;
    bool autoRepeat = false;
};

/// One step of a drag from outside: an operator of the palette or a topic's name.
struct DropInput {
    enum class Type { Move, Leave, Drop };
    Type type = Type::Move;
    QPointF view;
    std::optional<OperatorKind> op;
    QString topic;
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;
};

/// What the machine looks at; the view keeps these alive and current.
struct GestureContext {
    const CanvasScene &scene;
    const CanvasIndex &index;
    const Camera &camera;
    const std::set<NodeKey> &selection;
    QSizeF viewSize;
};

/// Returns why an operator cannot go where it is held, or nothing when it can (R15).
using RefuseDrop = std::function<QString(OperatorKind, const CanvasScene &, const CanvasHit &)>;

struct GestureSettings {
    double startDragDistance = 10; ///< view pixels, QApplication::startDragDistance()
    bool wheelPans = false;        ///< swaps wheel and pan (R13)
    RefuseDrop refuse = {};        ///< asked after the machine's own rules
};

/// Turns pointer, wheel, key and drop input into intents (R12–R17). Knows nothing of widgets; every
/// call returns what is to be done, in order.
class GestureMachine {
public:
    explicit GestureMachine(GestureSettings settings = {})
        : m_settings(std::move(settings))
    {
    }
    const GestureSettings &settings() const { return m_settings; }
    void setSettings(GestureSettings settings) { m_settings = std::move(settings); }

    std::vector<CanvasIntent> pointer(const PointerInput &input, const GestureContext &context);
    std::vector<CanvasIntent> wheel(const WheelInput &input, const GestureContext &context);
    /// Returns nothing for a key that means nothing here: pass it on then.
    std::vector<CanvasIntent> key(const KeyInput &input, const GestureContext &context);
    std::vector<CanvasIntent> drop(const DropInput &input, const GestureContext &context);
    /// Gives up what is going on (focus lost, scene replaced under a drag).
    std::vector<CanvasIntent> cancel();

    bool isBusy() const { return m_state != State::Idle; }
    bool isPanning() const { return m_state == State::Panning; }
    bool isDragging() const { return m_state == State::DraggingBlocks; }
    bool spaceHeld() const { return m_spaceHeld; }

private:
    enum class State { Idle, Pressed, RubberBand, Panning, DraggingBlocks };

    std::vector<CanvasIntent> press(const PointerInput &input, const GestureContext &context);
    std::vector<CanvasIntent> move(const PointerInput &input, const GestureContext &context);
    std::vector<CanvasIntent> release(const PointerInput &input, const GestureContext &context);
    std::vector<CanvasIntent> startDrag(const PointerInput &input, const GestureContext &context);
    std::vector<CanvasIntent> keyWithControl(const KeyInput &input, const GestureContext &context);
    std::vector<CanvasIntent> keyPlain(const KeyInput &input, const GestureContext &context);
    intent::DropHint dropHint(const DropInput &input, const GestureContext &context) const;
    PlacedBlocks draggedTo(const PointerInput &input, const GestureContext &context) const;
    intent::Select rubberSelect(const PointerInput &input, const GestureContext &context) const;

    GestureSettings m_settings;
    State m_state = State::Idle;
    bool m_spaceHeld = false;
    bool m_selectOnRelease = false;
    QPointF m_pressView;
    QPointF m_lastView;
    CanvasHit m_pressHit;
    std::map<NodeKey, QPointF> m_dragOrigins;
    CanvasHit m_hover;
};

/// Return the key of what was hit: a node's, or a frame's statement; empty for wires and nothing.
NodeKey keyOfHit(const CanvasScene &scene, const CanvasHit &hit);

/// Returns the node that arrow key `key` leads to from `from`: along wires for Left and Right, else
/// the nearest in that direction; -1 when there is none.
int neighbourOf(const CanvasScene &scene, int from, int key);

} // namespace weir::studio
