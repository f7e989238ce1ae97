#pragma once

#include "core/optimize/Rule.h"
#include "core/plan/LogicalPlan.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace weir::optimize {

/// Which rules run; by default all.
struct OptimizerOptions {
    bool enabled = true;
    /// Names of rules that are switched off.
    std::set<std::string> off = {};
};

/// Returns the rules in the order in which they run.
const std::vector<std::unique_ptr<Rule>> &rules();

/// Returns an executable copy of a query. Rows, their order, timestamps and state are those of the
/// original (ENGINE.md 12). Every node key of the original is the key of a node or among its
/// `covers`. Pure; any thread.
plan::Query optimize(const plan::Query &query, const OptimizerOptions &options = {});

} // namespace weir::optimize
