#include "core/optimize/QueryEdit.h"
#include "core/optimize/rules/Rules.h"
#include "core/plan/ExprBuild.h"

namespace weir::optimize {

namespace {

/// On a table two filters keep two sets of rows they have let through, so only streams.
class MergeFilters : public Rule {
public:
    std::string_view name() const override { return "merge-filters"; }
    std::string_view changesCountsOf() const override { return "the first of two filters"; }

    bool matches(const plan::Query &query, plan::NodeIndex node) const override
    {
        const plan::Node &second = query.nodes[node];
        if (!std::holds_alternative<plan::FilterOp>(second.op) || second.table) {
            return false;
        }
        const plan::NodeIndex first = second.inputs.front();
        return std::holds_alternative<plan::FilterOp>(query.nodes[first].op) &&
               onlyReader(query, first) == node;
    }

    bool apply(plan::Query &query, plan::NodeIndex node) const override
    {
        const plan::NodeIndex first = query.nodes[node].inputs.front();
        auto &second = std::get<plan::FilterOp>(query.nodes[node].op);
        const auto &before = std::get<plan::FilterOp>(query.nodes[first].op);
        second.predicate = plan::makeExpr(plan::ExprKind::And, DataType::boolean(),
                                          {before.predicate, second.predicate});
        removeNode(query, first, node);
        return true;
    }
};

} // namespace

std::unique_ptr<Rule> makeMergeFilters()
{
    return std::make_unique<MergeFilters>();
}

} // namespace weir::optimize
