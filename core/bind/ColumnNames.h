#pragma once

#include "core/plan/LogicalPlan.h"
#include "core/sql/SyntaxTree.h"

#include <optional>
#include <string>
#include <vector>

namespace weir::bind {

/// A column of a stream or table, by the names of the catalogue.
struct ColumnSymbol {
    std::string source;
    std::string column;

    bool operator==(const ColumnSymbol &) const = default;
    auto operator<=>(const ColumnSymbol &) const = default;
};

/// A place in the text that names a column.
struct ColumnPlace {
    enum class Kind {
        Data,   ///< defined over a topic: the name is a field of its records
        Alias,  ///< defined by `AS name` of the query that makes it
        Bare,   ///< a column read and handed on under its own name
        Use,    ///< read, or written by an INSERT
        String, ///< a use within quotes: TIMESTAMP='name'
    };
    SourceSpan span;
    ColumnSymbol symbol;
    Kind kind = Kind::Use;
};

/// A column of a query's result that comes from one of its inputs without an alias.
struct ColumnFlow {
    ColumnSymbol from;
    ColumnSymbol to;
    /// The item of the SELECT: `*`, or the column's name.
    SourceSpan span;
    bool star = false;
    /// The result has its names from elsewhere (INSERT INTO): they do not follow a renaming.
    bool pinned = false;
};

/// Where the columns of a text are named, in order, and how they go from query to query.
struct ColumnNames {
    std::vector<ColumnPlace> places;
    std::vector<ColumnFlow> flows;

    /// Returns the place around a byte offset, or null.
    const ColumnPlace *at(std::size_t offset) const;
    /// Returns the column that `symbol` is a copy of, over any number of queries.
    ColumnSymbol origin(ColumnSymbol symbol) const;
};

/// Finds them. What the plan does not know, and columns of sub-selects, are left out. Pure.
ColumnNames columnNamesOf(const sql::SyntaxTree &tree, const plan::LogicalPlan &plan);

} // namespace weir::bind
