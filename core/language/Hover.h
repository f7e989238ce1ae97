#pragma once

#include "core/plan/LogicalPlan.h"
#include "core/sql/SyntaxTree.h"

#include <optional>
#include <string>

namespace weir::language {

/// What a name means, as plain text of one or more lines.
struct Hover {
    SourceSpan span;
    std::string text;
};

/// Explains the name at a byte offset: a source with its columns, a column with its type, a
/// function with its signatures. Nothing for anything else, or without a plan that knows it. Pure.
std::optional<Hover> hoverAt(const sql::SyntaxTree &tree, std::size_t offset,
                             const plan::LogicalPlan *plan);

/// Returns where the source named at a byte offset is defined in this text: the name in its CREATE.
std::optional<SourceSpan> definitionAt(const sql::SyntaxTree &tree, std::size_t offset);

} // namespace weir::language
