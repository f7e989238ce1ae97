#include "core/optimize/QueryEdit.h"
#include "core/optimize/rules/Rules.h"
#include "core/plan/ExprBuild.h"

namespace weir::optimize {

namespace {

bool isColumn(const plan::Expr &expr)
{
    return expr.kind == plan::ExprKind::Input;
}

/// Only where nothing is computed twice by it: a computed column of the first is read once at most.
bool computesOnce(const plan::ProjectOp &first, const plan::ProjectOp &second)
{
    const std::vector<plan::ExprPtr> columns = projectionColumns(first);
    std::vector<int> reads(columns.size());
    for (const plan::ExprPtr &expr : projectionColumns(second)) {
        expr->walk([&](const plan::Expr &part) {
            if (isColumn(part) && part.part == plan::RowPart::Column) {
                ++reads[part.index];
            }
        });
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (reads[i] > 1 && !isColumn(*columns[i])) {
            return false;
        }
    }
    return true;
}

class MergeProjections : public Rule {
public:
    std::string_view name() const override { return "merge-projections"; }
    std::string_view changesCountsOf() const override { return "the first of two projections"; }

    bool matches(const plan::Query &query, plan::NodeIndex node) const override
    {
        const auto *second = std::get_if<plan::ProjectOp>(&query.nodes[node].op);
        if (second == nullptr) {
            return false;
        }
        const plan::NodeIndex below = query.nodes[node].inputs.front();
        const auto *first = std::get_if<plan::ProjectOp>(&query.nodes[below].op);
        return first != nullptr && onlyReader(query, below) == node &&
               computesOnce(*first, *second);
    }

    bool apply(plan::Query &query, plan::NodeIndex node) const override
    {
        const plan::NodeIndex below = query.nodes[node].inputs.front();
        const plan::ProjectOp first = std::get<plan::ProjectOp>(query.nodes[below].op);
        auto &second = std::get<plan::ProjectOp>(query.nodes[node].op);
        for (auto *list : {&second.key, &second.value}) {
            for (plan::NamedExpr &named : *list) {
                named.expr = throughProjection(named.expr, first);
            }
        }
        second.identity = second.identity && first.identity;
        removeNode(query, below, node);
        return true;
    }
};

} // namespace

std::unique_ptr<Rule> makeMergeProjections()
{
    return std::make_unique<MergeProjections>();
}

} // namespace weir::optimize
