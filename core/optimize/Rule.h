#pragma once

#include "core/plan/LogicalPlan.h"

#include <string_view>

namespace weir::optimize {

/// One rewrite of a query: where it fits, and what it makes there. It never crosses a topic, for it
/// sees one query only. Stateless.
class Rule {
public:
    virtual ~Rule() = default;

    /// Stable name by which it is switched off: "merge-projections".
    virtual std::string_view name() const = 0;
    /// Says for a person which nodes' row counts are no longer counted on their own; empty: none.
    virtual std::string_view changesCountsOf() const { return {}; }
    /// Returns whether the rule fits at this node.
    virtual bool matches(const plan::Query &query, plan::NodeIndex node) const = 0;
    /// Rewrites the query at a node where it matches; returns whether anything changed.
    virtual bool apply(plan::Query &query, plan::NodeIndex node) const = 0;
};

} // namespace weir::optimize
