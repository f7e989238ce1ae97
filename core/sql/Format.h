#pragma once

#include "core/base/Diagnostic.h"
#include "core/sql/SyntaxTree.h"

#include <optional>
#include <vector>

namespace weir::sql {

/// Lays out a script again and returns the edits that do it, in order and not overlapping. Only
/// white space between tokens, and the case of keywords and built-in type names, change: every
/// token, comment and group of lines stays in its place, and the result means the same. Two
/// blanks an indent; a list or chain of clauses that does not fit in 100 columns, or that holds a
/// line break at one of its own places, takes a line for each part; blank lines are kept, one at a
/// time. Formatting the result gives no edits. A statement with an error stays as it is.
///
/// With `range` only the statements that it touches are laid out (a caret touches one). Pure.
std::vector<TextEdit> formatEdits(const SyntaxTree &tree,
                                  std::optional<SourceSpan> range = std::nullopt);

} // namespace weir::sql
