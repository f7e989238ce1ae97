#pragma once

#include "core/plan/LogicalPlan.h"
#include "core/sql/SyntaxTree.h"

#include <cstdint>
#include <vector>

namespace weir::language {

/// What a name is: what the lexer alone cannot know.
enum class SemanticClass : std::uint8_t { Stream, Table, Column, Function };

struct SemanticToken {
    SourceSpan span;
    SemanticClass what = SemanticClass::Column;

    bool operator==(const SemanticToken &) const = default;
};

/// Returns the names of the text and what they are, in order, not overlapping. Names of sources are
/// those the text itself or the plan defines; others are left out. Pure; any thread.
std::vector<SemanticToken> semanticTokens(const sql::SyntaxTree &tree,
                                          const plan::LogicalPlan *plan);

} // namespace weir::language
