#pragma once

#include "widgets/canvas/CanvasIndex.h"

#include <variant>
#include <vector>

namespace weir::studio {

/// What a gesture asks for. The machine changes nothing itself: CanvasView obeys those about the
/// view and hands on those that change the project. Positions named `view` are pixels of the
/// widget, others scene pixels.
namespace intent {

enum class SelectMode { Replace, Add, Toggle };
/// Selects nodes and blocks (keys of either); empty with Replace = selects nothing.
struct Select {
    std::vector<NodeKey> keys;
    SelectMode mode = SelectMode::Replace;
};
/// Shows the rubber band; an empty rectangle hides it.
struct RubberBand {
    QRectF view;
};
/// Moves the picture by view pixels.
struct Pan {
    QPointF delta;
};
struct Zoom {
    QPointF view;
    double factor = 1;
};
/// Shows blocks at other places while they are dragged; nothing is stored.
struct DragBlocks {
    PlacedBlocks to;
};
/// Ends a drag without a change.
struct CancelDrag {};
/// Stores positions: one undo step.
struct PlaceBlocks {
    PlacedBlocks to;
};
/// The thing under the pointer, for hover light and tool tip.
struct Hover {
    CanvasHit hit;
};
/// Opens the Inspector of a node or block (double click).
struct Inspect {
    NodeKey key;
};
/// Edits a node or block in place (Enter).
struct Edit {
    NodeKey key;
};
struct Rename {
    NodeKey key;
};
struct ContextMenu {
    CanvasHit hit;
    QPointF view;
};
struct QuickAdd {
    QPointF view;
};
/// Shows where a drop would go; `accepted` false with the reason when it would do nothing.
struct DropHint {
    CanvasHit hit;
    bool accepted = false;
    QString reason;
};
/// Adds an operator to what `target` writes (a node's or block's key), or onto the wire `edge`.
struct DropOperator {
    OperatorKind op;
    NodeKey target;
    int edge = -1;
    QPointF scene;
};
struct DropTopic {
    QString topic;
    QPointF scene;
};
struct Fit {
    bool selectionOnly = false;
};
struct ZoomTo {
    double scale = 1;
};
struct LayOut {};
struct Delete {};
struct SelectAll {};
struct Mute {};
/// Moves the selected blocks by grid steps.
struct Nudge {
    QPoint steps;
};

} // namespace intent

using CanvasIntent =
    std::variant<intent::Select, intent::RubberBand, intent::Pan, intent::Zoom, intent::DragBlocks,
                 intent::CancelDrag, intent::PlaceBlocks, intent::Hover, intent::Inspect,
                 intent::Edit, intent::Rename, intent::ContextMenu, intent::QuickAdd,
                 intent::DropHint, intent::DropOperator, intent::DropTopic, intent::Fit,
                 intent::ZoomTo, intent::LayOut, intent::Delete, intent::SelectAll, intent::Mute,
                 intent::Nudge>;

} // namespace weir::studio
