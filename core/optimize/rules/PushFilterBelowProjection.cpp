#include "core/optimize/QueryEdit.h"
#include "core/optimize/rules/Rules.h"

namespace weir::optimize {

namespace {

class PushFilterBelowProjection : public Rule {
public:
    std::string_view name() const override { return "push-filter-below-projection"; }
    std::string_view changesCountsOf() const override { return "the projection"; }

    bool matches(const plan::Query &query, plan::NodeIndex node) const override
    {
        const plan::Node &filter = query.nodes[node];
        if (!std::holds_alternative<plan::FilterOp>(filter.op) || filter.table) {
            return false;
        }
        const plan::NodeIndex below = filter.inputs.front();
        return std::holds_alternative<plan::ProjectOp>(query.nodes[below].op) &&
               onlyReader(query, below) == node;
    }

    bool apply(plan::Query &query, plan::NodeIndex node) const override
    {
        const plan::NodeIndex below = query.nodes[node].inputs.front();
        plan::Node filter = query.nodes[node];
        plan::Node project = query.nodes[below];
        auto &op = std::get<plan::FilterOp>(filter.op);
        op.predicate = throughProjection(op.predicate, std::get<plan::ProjectOp>(project.op));
        filter.inputs = project.inputs;
        filter.schema = query.nodes[filter.inputs.front()].schema;
        filter.keyWindow = query.nodes[filter.inputs.front()].keyWindow;
        project.inputs = {below};
        // The two change places; readers of the filter now read the projection, at its place.
        query.nodes[below] = std::move(filter);
        query.nodes[node] = std::move(project);
        return true;
    }
};

} // namespace

std::unique_ptr<Rule> makePushFilterBelowProjection()
{
    return std::make_unique<PushFilterBelowProjection>();
}

} // namespace weir::optimize
