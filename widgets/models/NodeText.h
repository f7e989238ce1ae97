#pragma once

#include "core/plan/LogicalPlan.h"
#include "widgets/style/Icon.h"

#include <QString>

#include <string>

namespace weir::studio {

/// How a plan node is named on screen: what it is, and how, in the words of the SQL.
struct NodeText {
    QString title;  ///< "Left join"
    QString detail; ///< "USER_ID = ID", for the monospaced face
    Glyph glyph = Glyph::Node;
    ColorRole role = ColorRole::Stream;
};

/// Names a node of `query` in the words of plan::describeNode, with its glyph and colour.
NodeText nodeText(const plan::Query &query, const plan::Node &node);

/// Tells whether a node is worth a line of its own: sources, identity projections, sinks and the
/// engine's own steps are not.
bool isShownNode(const plan::Query &query, const plan::Node &node);

/// Returns the bytes of a span as one line with single blanks.
QString oneLine(const std::string &sql, SourceSpan span);

} // namespace weir::studio
