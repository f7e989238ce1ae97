#include "core/exec/PhysicalQuery.h"
#include "core/exec/lower/LowerNode.h"
#include "core/exec/lower/LowerUnfused.h"
#include "core/plan/StateSignature.h"

#include <algorithm>

namespace weir::exec {

Result<std::shared_ptr<const PhysicalQuery>> lower(const plan::Query &query,
                                                   const LowerOptions &options)
{
    auto physical = std::make_shared<PhysicalQuery>();
    physical->key = query.key;
    physical->kind = query.kind;
    physical->ordered = query.kind == plan::QueryKind::Pull;
    const std::vector<RowNeeds> needs = rowNeeds(query);
    for (plan::NodeIndex index = 0; index < query.nodes.size(); ++index) {
        const plan::Node &node = query.nodes[index];
        LowerNode lowering{query, node, needs[index], options, *physical};
        auto op = std::visit(lowering, node.op);
        if (!op) {
            Error error = std::move(op).error();
            error.node = node.key;
            error.span = node.span;
            return fail(std::move(error));
        }
        PhysicalNode made;
        made.op = std::move(*op);
        made.inputs = node.inputs;
        made.table = node.table;
        made.covers = node.covers;
        if (made.op->stateful()) {
            made.stateSignature = plan::stateSignature(query, index);
        }
        physical->ordered = physical->ordered || made.op->stateful() || node.inputs.size() > 1;
        physical->nodes.push_back(std::move(made));
    }
    if (options.bound != nullptr) {
        addUnfused(*options.bound, query, options, *physical);
    }
    return std::shared_ptr<const PhysicalQuery>(std::move(physical));
}

} // namespace weir::exec
