#include "core/optimize/QueryEdit.h"
#include "core/optimize/rules/Rules.h"
#include "core/plan/StateSignature.h"

#include <vector>

namespace weir::optimize {

namespace {

using Needed = std::vector<bool>;

void needAll(Needed &needed)
{
    needed.assign(needed.size(), true);
}

void needExpr(const plan::Expr &expr, Needed &needed)
{
    expr.walk([&](const plan::Expr &part) {
        if (part.kind == plan::ExprKind::Input && part.part == plan::RowPart::Column) {
            needed[part.index] = true;
        }
    });
}

/// Goes from the last node to the first and marks which columns of each input are read.
class ColumnNeeds {
public:
    explicit ColumnNeeds(plan::Query &query)
        : m_query(query)
    {
        for (const plan::Node &node : query.nodes) {
            m_needs.emplace_back(node.schema.size(), false);
        }
        needAll(m_needs.back());
        for (plan::NodeIndex i = query.nodes.size(); i-- > 0;) {
            visit(i);
        }
    }

    const Needed &of(plan::NodeIndex node) const { return m_needs[node]; }

private:
    Needed &input(plan::NodeIndex node, std::size_t n)
    {
        return m_needs[m_query.nodes[node].inputs[n]];
    }

    void visit(plan::NodeIndex index)
    {
        plan::Node &node = m_query.nodes[index];
        if (node.inputs.empty()) {
            return;
        }
        rewriteNodeExprs(node, [&](const plan::ExprPtr &expr, std::size_t n) {
            needExpr(*expr, input(index, n));
            return expr;
        });
        passThrough(index, node);
        for (std::size_t n = 0; n < node.inputs.size(); ++n) {
            if (plan::keepsRowsOf(node, n)) {
                needAll(input(index, n));
            }
        }
    }

    /// Columns that a node hands on from its input.
    void passThrough(plan::NodeIndex index, const plan::Node &node)
    {
        const Needed &own = m_needs[index];
        const bool computed = std::holds_alternative<plan::ProjectOp>(node.op) ||
                              std::holds_alternative<plan::AggregateOp>(node.op);
        if (computed) {
            return;
        }
        if (const auto *rekey = std::get_if<plan::RekeyOp>(&node.op)) {
            for (std::size_t i = 0; i < rekey->value.size(); ++i) {
                if (own[rekey->key.size() + i]) {
                    input(index, 0)[rekey->value[i]] = true;
                }
            }
            return;
        }
        if (const auto *join = std::get_if<plan::JoinOp>(&node.op)) {
            for (std::size_t i = 0; i < join->columns.size(); ++i) {
                const plan::JoinColumn &column = join->columns[i];
                if (own[node.schema.key.size() + i]) {
                    input(index, column.input)[column.column] = true;
                }
            }
            return;
        }
        for (std::size_t n = 0; n < node.inputs.size(); ++n) {
            Needed &below = input(index, n);
            for (std::size_t i = 0; i < below.size() && i < own.size(); ++i) {
                below[i] = below[i] || own[i];
            }
        }
    }

    plan::Query &m_query;
    std::vector<Needed> m_needs;
};

class PruneColumns : public Rule {
public:
    std::string_view name() const override { return "prune-columns"; }

    bool matches(const plan::Query &query, plan::NodeIndex node) const override
    {
        const auto *scan = std::get_if<plan::ScanOp>(&query.nodes[node].op);
        // The rows of a table are kept by whoever asks for the row before.
        return scan != nullptr && scan->used.empty() && !query.nodes[node].table;
    }

    bool apply(plan::Query &query, plan::NodeIndex node) const override
    {
        const ColumnNeeds needs(query);
        Needed used = needs.of(node);
        // The key is always there: partitions, state and order hang on it.
        for (std::size_t i = 0; i < query.nodes[node].schema.key.size(); ++i) {
            used[i] = true;
        }
        std::get<plan::ScanOp>(query.nodes[node].op).used = std::move(used);
        return true;
    }
};

} // namespace

std::unique_ptr<Rule> makePruneColumns()
{
    return std::make_unique<PruneColumns>();
}

} // namespace weir::optimize
