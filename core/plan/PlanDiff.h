#pragma once

#include "core/base/Diagnostic.h"
#include "core/plan/LogicalPlan.h"

#include <map>
#include <string>
#include <vector>

namespace weir::plan {

/// Returns whether two queries do the same: everything but spans is equal.
bool equivalent(const Query &a, const Query &b);
bool equivalent(const Declaration &a, const Declaration &b);
/// Compares declarations, queries and sources, not spans and revision.
bool equivalent(const LogicalPlan &a, const LogicalPlan &b);

/// What makes plan b of plan a, by statement. Law: apply(a, diff(a, b)) is equivalent to b.
struct PlanDiff {
    std::vector<std::string> removed; ///< statement keys of queries and declarations
    std::vector<Declaration> declared;
    std::vector<std::shared_ptr<const Query>> started; ///< new or changed
    /// Statement keys of the queries of b, in order; of its declarations likewise.
    std::vector<std::string> queryOrder;
    std::vector<std::string> declarationOrder;
    std::map<std::string, std::shared_ptr<const catalog::Source>> sources;
    std::uint64_t revision = 0;

    bool empty() const { return removed.empty() && declared.empty() && started.empty(); }
};

PlanDiff diff(const LogicalPlan &a, const LogicalPlan &b);
LogicalPlan apply(const LogicalPlan &a, const PlanDiff &diff);

/// Finds the nodes of `oldPlan` again in `newPlan` after the text was changed by `edits` (in
/// coordinates of the old text): equal key, then same structure and sources, then nearest span
/// (ENGINE.md 11). Statements have an entry of their own (the key without a slash). A key that is
/// missing has no successor.
std::map<NodeKey, NodeKey> matchNodes(const LogicalPlan &oldPlan, const LogicalPlan &newPlan,
                                      const std::vector<TextEdit> &edits);

} // namespace weir::plan
