#include "core/optimize/Optimizer.h"

#include "core/optimize/rules/Rules.h"

namespace weir::optimize {

namespace {

/// Rewrites end: each removes a node, moves one towards the source or makes an expression smaller.
/// The bound is against a rule that breaks this.
constexpr int kMaxRounds = 64;

bool runRule(const Rule &rule, plan::Query &query)
{
    for (plan::NodeIndex i = 0; i < query.nodes.size(); ++i) {
        if (rule.matches(query, i) && rule.apply(query, i)) {
            return true;
        }
    }
    return false;
}

} // namespace

const std::vector<std::unique_ptr<Rule>> &rules()
{
    static const std::vector<std::unique_ptr<Rule>> all = [] {
        std::vector<std::unique_ptr<Rule>> list;
        list.push_back(makeConstantFolding());
        list.push_back(makeMergeFilters());
        list.push_back(makePushFilterBelowProjection());
        list.push_back(makeMergeProjections());
        list.push_back(makeRemoveIdentityProjection());
        list.push_back(makePruneColumns());
        return list;
    }();
    return all;
}

plan::Query optimize(const plan::Query &query, const OptimizerOptions &options)
{
    plan::Query result = query;
    if (!options.enabled) {
        return result;
    }
    for (const std::unique_ptr<Rule> &rule : rules()) {
        if (options.off.contains(std::string(rule->name()))) {
            continue;
        }
        for (int round = 0; round < kMaxRounds && runRule(*rule, result); ++round) {
        }
    }
    return result;
}

} // namespace weir::optimize
