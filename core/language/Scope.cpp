#include "core/language/Scope.h"

namespace weir::language {

namespace {

void collectSources(sql::SyntaxNode node, const plan::LogicalPlan &plan,
                    std::vector<ScopedSource> &found)
{
    if (node.kind() == sql::SyntaxKind::SourceRelation) {
        const sql::RelationView relation(node);
        const auto source = plan.sources.find(relation.name().name);
        if (source != plan.sources.end()) {
            found.push_back({relation.effectiveName().name, source->second});
        }
    }
    for (const sql::SyntaxNode child : node.children()) {
        collectSources(child, plan, found);
    }
}

} // namespace

std::vector<ScopedSource> sourcesInScope(sql::StatementView statement,
                                         const plan::LogicalPlan *plan)
{
    std::vector<ScopedSource> found;
    if (statement && plan) {
        collectSources(statement.node(), *plan, found);
    }
    return found;
}

} // namespace weir::language
