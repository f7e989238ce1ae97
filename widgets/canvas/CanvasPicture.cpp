#include "widgets/canvas/CanvasPicture.h"

namespace weir::studio {

ColorRole flowColor(FlowKind kind)
{
    switch (kind) {
    case FlowKind::Stream:
        return ColorRole::Stream;
    case FlowKind::Table:
        return ColorRole::Table;
    case FlowKind::Topic:
        return ColorRole::Topic;
    case FlowKind::Sink:
        return ColorRole::Sink;
    }
    return ColorRole::Text;
}

Glyph flowGlyph(FlowKind kind)
{
    switch (kind) {
    case FlowKind::Stream:
        return Glyph::Stream;
    case FlowKind::Table:
        return Glyph::Table;
    case FlowKind::Topic:
        return Glyph::Topic;
    case FlowKind::Sink:
        return Glyph::Sink;
    }
    return Glyph::Node;
}

Glyph operatorGlyph(const CanvasNode &node)
{
    switch (node.op) {
    case OperatorKind::Source:
        return flowGlyph(node.kind);
    case OperatorKind::Filter:
        return Glyph::Filter;
    case OperatorKind::Having:
        return Glyph::Having;
    case OperatorKind::Columns:
    case OperatorKind::Flatten:
    case OperatorKind::Distinct:
        return Glyph::Columns;
    case OperatorKind::Join:
    case OperatorKind::Union:
        return Glyph::Join;
    case OperatorKind::Window:
        return Glyph::Window;
    case OperatorKind::Group:
        return Glyph::Group;
    case OperatorKind::Partition:
        return Glyph::Partition;
    case OperatorKind::Sink:
        return Glyph::Sink;
    case OperatorKind::Note:
        return Glyph::Note;
    case OperatorKind::Limit:
        return Glyph::Stop;
    }
    return Glyph::Node;
}

} // namespace weir::studio
