#pragma once

#include "core/bind/query/SelectDraft.h"

#include <cstddef>
#include <vector>

namespace weir::bind {

/// A SELECT up to its projection, which is the last node of the draft.
struct BoundSelect {
    /// Positions of the SELECT's items in the projection's schema, in the order of the text.
    std::vector<std::size_t> order;
    /// Where the first item stands, for errors about the result.
    SourceSpan selectSpan;
};

/// Binds the clauses of a SELECT in the order in which they work: FROM, WHERE, table functions,
/// PARTITION BY, WINDOW and GROUP BY, HAVING, SELECT. What is wrong is reported and marks the draft
/// as failed. `kind` decides what the result must carry.
BoundSelect bindSelect(QueryDraft &draft, const sql::QueryView &view, plan::QueryKind kind);

} // namespace weir::bind
