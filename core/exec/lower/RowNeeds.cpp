#include "core/exec/lower/RowNeeds.h"

#include "core/plan/StateSignature.h"

namespace weir::exec {
namespace {

void needExpr(const plan::ExprPtr &expr, RowNeeds &needs)
{
    if (expr == nullptr) {
        return;
    }
    expr->walk([&needs](const plan::Expr &part) {
        if (part.kind == plan::ExprKind::Input && part.part == plan::RowPart::Column &&
            part.index < needs.columns.size()) {
            needs.columns[part.index] = true;
        }
    });
}

void needExprs(const std::vector<plan::NamedExpr> &exprs, RowNeeds &needs)
{
    for (const plan::NamedExpr &named : exprs) {
        needExpr(named.expr, needs);
    }
}

void needAll(RowNeeds &needs)
{
    needs.columns.assign(needs.columns.size(), true);
}

void addNeeds(const RowNeeds &from, RowNeeds &to)
{
    for (std::size_t i = 0; i < to.columns.size() && i < from.columns.size(); ++i) {
        to.columns[i] = to.columns[i] || from.columns[i];
    }
    to.before = to.before || from.before;
}

/// Hands the needs of one node on to its inputs.
struct NeedsVisitor {
    const plan::Query &query;
    const plan::Node &node;
    const RowNeeds &own;
    std::vector<RowNeeds> &all;

    RowNeeds &input(std::size_t i) { return all[node.inputs[i]]; }

    void operator()(const plan::ScanOp &) {}
    void operator()(const plan::FilterOp &op)
    {
        addNeeds(own, input(0));
        needExpr(op.predicate, input(0));
        input(0).before = input(0).before || node.table;
    }
    void operator()(const plan::ProjectOp &op)
    {
        needExprs(op.key, input(0));
        needExprs(op.value, input(0));
        input(0).before = input(0).before || own.before;
    }
    void operator()(const plan::RekeyOp &op)
    {
        needExprs(op.key, input(0));
        for (const std::size_t index : op.value) {
            input(0).columns[index] = true;
        }
    }
    void operator()(const plan::ExchangeOp &op)
    {
        addNeeds(own, input(0));
        for (const plan::ExprPtr &expr : op.key) {
            needExpr(expr, input(0));
        }
    }
    void operator()(const plan::JoinOp &op)
    {
        needExpr(op.leftKey, input(0));
        needExpr(op.rightKey, input(1));
        for (std::size_t i = 0; i < op.columns.size(); ++i) {
            if (own.columns[node.schema.key.size() + i]) {
                input(op.columns[i].input).columns[op.columns[i].column] = true;
            }
        }
        for (std::size_t i = 0; i < node.inputs.size(); ++i) {
            if (plan::keepsRowsOf(node, i)) {
                needAll(input(i));
            }
        }
    }
    void operator()(const plan::WindowOp &) { addNeeds(own, input(0)); }
    void operator()(const plan::AggregateOp &op)
    {
        RowNeeds &below = input(0);
        needExprs(op.groupBy, below);
        for (const plan::ExprPtr &aggregate : op.aggregates) {
            needExpr(aggregate, below);
        }
        below.before = below.before || query.nodes[node.inputs[0]].table;
    }
    void operator()(const plan::FlattenOp &op)
    {
        addNeeds(own, input(0));
        needExprs(op.calls, input(0));
    }
    void operator()(const plan::UnionOp &)
    {
        for (std::size_t i = 0; i < node.inputs.size(); ++i) {
            addNeeds(own, input(i));
        }
    }
    void operator()(const plan::CoalesceOp &) { addNeeds(own, input(0)); }
    void operator()(const plan::LimitOp &) { addNeeds(own, input(0)); }
    void operator()(const plan::SinkOp &) { needAll(input(0)); }
    void operator()(const plan::ResultOp &) { needAll(input(0)); }
};

} // namespace

std::vector<RowNeeds> rowNeeds(const plan::Query &query)
{
    std::vector<RowNeeds> needs(query.nodes.size());
    for (std::size_t i = 0; i < query.nodes.size(); ++i) {
        needs[i].columns.resize(query.nodes[i].schema.size(), false);
    }
    for (std::size_t i = query.nodes.size(); i-- > 0;) {
        const plan::Node &node = query.nodes[i];
        std::visit(NeedsVisitor{query, node, needs[i], needs}, node.op);
    }
    return needs;
}

} // namespace weir::exec
