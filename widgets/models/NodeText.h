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

/// Names a node. `sql` is the text that the plan was bound from.
NodeText nodeText(const plan::Node &node, const std::string &sql);

/// Tells whether a node is worth a line of its own: sources, identity projections, sinks and the
/// engine's own steps are not.
bool isShownNode(const plan::Node &node);

/// Returns the bytes of a span as one line with single blanks.
QString oneLine(const std::string &sql, SourceSpan span);

} // namespace weir::studio
