#include "core/optimize/QueryEdit.h"

#include "core/plan/ExprBuild.h"

#include <algorithm>

namespace weir::optimize {

void removeNode(plan::Query &query, plan::NodeIndex node, plan::NodeIndex keeper)
{
    const plan::Node removed = query.nodes[node];
    std::vector<NodeKey> &covers = query.nodes[keeper].covers;
    covers.push_back(removed.key);
    covers.insert(covers.end(), removed.covers.begin(), removed.covers.end());
    for (plan::Node &other : query.nodes) {
        for (plan::NodeIndex &input : other.inputs) {
            if (input == node) {
                input = removed.inputs.front();
            }
            if (input > node) {
                --input;
            }
        }
    }
    query.nodes.erase(query.nodes.begin() + static_cast<std::ptrdiff_t>(node));
}

std::optional<plan::NodeIndex> onlyReader(const plan::Query &query, plan::NodeIndex node)
{
    std::optional<plan::NodeIndex> reader;
    for (plan::NodeIndex i = 0; i < query.nodes.size(); ++i) {
        for (const plan::NodeIndex input : query.nodes[i].inputs) {
            if (input == node) {
                if (reader) {
                    return std::nullopt;
                }
                reader = i;
            }
        }
    }
    return reader;
}

void rewriteNodeExprs(
    plan::Node &node,
    const std::function<plan::ExprPtr(const plan::ExprPtr &, std::size_t input)> &visit)
{
    const auto list = [&](std::vector<plan::NamedExpr> &named) {
        for (plan::NamedExpr &entry : named) {
            entry.expr = visit(entry.expr, 0);
        }
    };
    const auto plain = [&](std::vector<plan::ExprPtr> &exprs) {
        for (plan::ExprPtr &expr : exprs) {
            expr = visit(expr, 0);
        }
    };
    if (auto *filter = std::get_if<plan::FilterOp>(&node.op)) {
        filter->predicate = visit(filter->predicate, 0);
    } else if (auto *project = std::get_if<plan::ProjectOp>(&node.op)) {
        list(project->key);
        list(project->value);
    } else if (auto *rekey = std::get_if<plan::RekeyOp>(&node.op)) {
        list(rekey->key);
    } else if (auto *exchange = std::get_if<plan::ExchangeOp>(&node.op)) {
        plain(exchange->key);
    } else if (auto *join = std::get_if<plan::JoinOp>(&node.op)) {
        join->leftKey = visit(join->leftKey, 0);
        join->rightKey = visit(join->rightKey, 1);
    } else if (auto *aggregate = std::get_if<plan::AggregateOp>(&node.op)) {
        list(aggregate->groupBy);
        plain(aggregate->aggregates);
    } else if (auto *flatten = std::get_if<plan::FlattenOp>(&node.op)) {
        list(flatten->calls);
    }
}

std::vector<plan::ExprPtr> projectionColumns(const plan::ProjectOp &project)
{
    std::vector<plan::ExprPtr> columns;
    for (const auto *list : {&project.key, &project.value}) {
        for (const plan::NamedExpr &named : *list) {
            columns.push_back(named.expr);
        }
    }
    return columns;
}

plan::ExprPtr throughProjection(const plan::ExprPtr &expr, const plan::ProjectOp &project)
{
    const std::vector<plan::ExprPtr> columns = projectionColumns(project);
    return plan::rewriteExpr(expr, [&](const plan::ExprPtr &part) -> plan::ExprPtr {
        const bool column =
            part->kind == plan::ExprKind::Input && part->part == plan::RowPart::Column;
        return column ? columns[part->index] : nullptr;
    });
}

} // namespace weir::optimize
