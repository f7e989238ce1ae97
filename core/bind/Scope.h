#pragma once

#include "core/base/Diagnostic.h"
#include "core/plan/Expr.h"
#include "core/types/Schema.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace weir::bind {

/// A column that an expression may name, and where it is in the row.
struct ScopeColumn {
    std::string source; ///< alias; empty for a column that belongs to no source (ROWKEY of a join)
    std::string name;
    DataType type;
    plan::RowPart part = plan::RowPart::Column;
    std::size_t index = 0;
    /// ROWTIME and its like: not part of `*`.
    bool system = false;
    /// A column of the row's key, or one that a join made equal to it.
    bool key = false;
};

/// A source of the FROM clause as names see it.
struct ScopeSource {
    std::string alias;
    std::string name;
    bool hasAlias = false;
    SourceSpan nameSpan; ///< of the name in the FROM clause, where an alias would be put behind
};

/// The names that are visible in the clauses of one SELECT.
class Scope {
public:
    std::vector<ScopeColumn> columns;
    std::vector<ScopeSource> sources;
    /// Adds the aliases that the statement uses and does not declare, if it is clear which source
    /// each stands for.
    std::optional<Fix> aliasFix;

    bool joined() const { return sources.size() > 1; }
    const ScopeSource *findSource(const std::string &alias) const;
    /// Returns the columns of that name; of one source unless `source` is empty.
    std::vector<const ScopeColumn *> find(const std::string &source, const std::string &name) const;
    /// Returns the column at a place of the row.
    const ScopeColumn *at(std::size_t index) const;
    /// Returns how a column is written in an expression: `T.ID` where sources are joined.
    std::string textOf(const plan::Expr &input) const;
    /// Returns the name a column has in a result: `T_ID` when a name is in several sources, or when
    /// `prefixed` and the sources are joined; else its own.
    std::string resultName(const ScopeColumn &column, bool prefixed) const;
};

} // namespace weir::bind
