#pragma once

#include "core/plan/LogicalPlan.h"
#include "core/sql/SyntaxTree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace weir::language {

enum class CompletionKind : std::uint8_t { Keyword, Stream, Table, Column, Function, Value, Topic };

/// One thing that may be written at the caret.
struct Completion {
    CompletionKind kind = CompletionKind::Keyword;
    std::string label;
    /// Type or signature.
    std::string detail;
    /// The bytes to write, quoted where needed.
    std::string inserts;

    bool operator==(const Completion &) const = default;
};

struct CompletionResult {
    /// What fits best first; not filtered by the word begun.
    std::vector<Completion> entries;
    /// The bytes that the chosen entry takes the place of.
    SourceSpan replaces;
};

/// What is known beside the text; both may be missing or of an older revision.
struct CompletionFacts {
    const plan::LogicalPlan *plan = nullptr;
    std::vector<std::string> topics = {};
};

/// Returns what may be written at a byte offset. Pure; any thread.
CompletionResult complete(const sql::SyntaxTree &tree, std::size_t caret,
                          const CompletionFacts &facts);

} // namespace weir::language
