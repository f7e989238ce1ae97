#pragma once

#include "core/bind/ExpressionBinder.h"
#include "core/bind/query/QueryDraft.h"
#include "core/bind/relation/Relation.h"

#include <string>
#include <vector>

namespace weir::bind {

/// One column of a SELECT: stars are expanded, names given.
struct SelectItem {
    std::string name;
    /// Over the rows of the FROM clause at first; rewritten as nodes are put behind it. Null after
    /// an error.
    plan::ExprPtr expr;
    SourceSpan span;
    /// Came out of a star: may be moved where an explicit item may not.
    bool star = false;
};

/// What the names in a SELECT list depend on.
struct SelectNaming {
    /// `*` of a windowed source shows WINDOWSTART and WINDOWEND (push and pull queries).
    bool windowBoundsInStar = false;
    /// `*` of a join shows ROWTIME, ROWPARTITION and ROWOFFSET of its sources.
    bool pseudoColumnsInStar = false;
};

/// Gives names to expressions that have none: KSQL_COL_n, counted over one statement, so all of its
/// clauses take theirs from the same one.
class GeneratedNames {
public:
    explicit GeneratedNames(const Scope &scope)
        : m_scope(scope)
    {
    }
    /// Returns the next KSQL_COL_n that is no column of a source.
    std::string next();
    /// Returns the name for a struct's field: its own, else FIELD_1, FIELD_2, …
    std::string forField(const std::string &field);

private:
    bool isTaken(const std::string &name) const;

    const Scope &m_scope;
    int m_next = 0;
    std::vector<std::string> m_given;
};

/// Binds the items of a SELECT, expands stars and gives names (SEMANTICS 5).
std::vector<SelectItem> bindSelectItems(QueryDraft &draft, const sql::QueryView &query,
                                        ExpressionBinder &binder, const SelectNaming &naming,
                                        GeneratedNames &names);

/// Checks the names of all items; where rows are kept in a topic (`persistent`), system columns
/// need another name. Reports bind.duplicate-column and bind.reserved-name.
void checkNames(QueryDraft &draft, const std::vector<SelectItem> &items, bool persistent);

} // namespace weir::bind
