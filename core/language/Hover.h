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

/// Returns where what is named at a byte offset is defined in this text: of a source the name in
/// its CREATE, of an alias the place behind FROM or JOIN, of a column (with a plan) the AS or the
/// column list that makes it, over any number of queries that hand it on.
std::optional<SourceSpan> definitionAt(const sql::SyntaxTree &tree, std::size_t offset,
                                       const plan::LogicalPlan *plan = nullptr);

} // namespace weir::language
