#include "core/optimize/QueryEdit.h"
#include "core/optimize/rules/Rules.h"

namespace weir::optimize {

namespace {

class RemoveIdentityProjection : public Rule {
public:
    std::string_view name() const override { return "remove-identity-projection"; }
    std::string_view changesCountsOf() const override { return "the projection"; }

    bool matches(const plan::Query &query, plan::NodeIndex node) const override
    {
        const auto *project = std::get_if<plan::ProjectOp>(&query.nodes[node].op);
        return project != nullptr && project->identity && onlyReader(query, node).has_value();
    }

    bool apply(plan::Query &query, plan::NodeIndex node) const override
    {
        removeNode(query, node, query.nodes[node].inputs.front());
        return true;
    }
};

} // namespace

std::unique_ptr<Rule> makeRemoveIdentityProjection()
{
    return std::make_unique<RemoveIdentityProjection>();
}

} // namespace weir::optimize
