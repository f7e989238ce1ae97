#include "core/exec/lower/LowerUnfused.h"

#include "core/exec/lower/LowerNode.h"

#include <algorithm>

namespace weir::exec {
namespace {

/// What became of the nodes of a bound query.
class Fusion {
public:
    Fusion(const plan::Query &bound, const plan::Query &optimised)
        : m_bound(bound)
        , m_optimised(optimised)
    {
    }

    const plan::Node &bound(plan::NodeIndex node) const { return m_bound.nodes[node]; }

    std::optional<plan::NodeIndex> optimised(const NodeKey &key) const
    {
        for (plan::NodeIndex i = 0; i < m_optimised.nodes.size(); ++i) {
            if (m_optimised.nodes[i].key == key) {
                return i;
            }
        }
        return std::nullopt;
    }

    /// Whether the rows that come to a node, or leave it, are others than those it was bound with.
    /// Rules do this to filters and projections only.
    bool changed(plan::NodeIndex node) const
    {
        const plan::Node &was = bound(node);
        if (!std::holds_alternative<plan::FilterOp>(was.op) &&
            !std::holds_alternative<plan::ProjectOp>(was.op)) {
            return false;
        }
        const auto is = optimised(was.key);
        return !is || mergesOthers(m_optimised.nodes[*is]) || moved(node, *is);
    }

    bool moved(plan::NodeIndex node, plan::NodeIndex is) const
    {
        plan::NodeIndex below = bound(node).inputs.front();
        while (isIdentity(bound(below)) && !optimised(bound(below).key)) {
            below = bound(below).inputs.front();
        }
        const plan::NodeIndex input = m_optimised.nodes[is].inputs.front();
        return m_optimised.nodes[input].key != bound(below).key;
    }

private:
    static bool isIdentity(const plan::Node &node)
    {
        const auto *project = std::get_if<plan::ProjectOp>(&node.op);
        return project != nullptr && project->identity;
    }

    /// A projection that computed nothing is no other node's work.
    bool mergesOthers(const plan::Node &node) const
    {
        return std::any_of(node.covers.begin(), node.covers.end(), [this](const NodeKey &key) {
            const auto covered =
                std::find_if(m_bound.nodes.begin(), m_bound.nodes.end(),
                             [&key](const plan::Node &other) { return other.key == key; });
            return covered != m_bound.nodes.end() && !isIdentity(*covered);
        });
    }

    const plan::Query &m_bound;
    const plan::Query &m_optimised;
};

/// The columns of a node's rows that are there when the optimised query runs.
std::vector<bool> keptColumns(const plan::Query &query, plan::NodeIndex node)
{
    const std::vector<bool> all(query.nodes[node].schema.size(), true);
    if (const auto *scan = std::get_if<plan::ScanOp>(&query.nodes[node].op)) {
        return scan->used.empty() ? all : scan->used;
    }
    return std::holds_alternative<plan::JoinOp>(query.nodes[node].op)
               ? rowNeeds(query)[node].columns
               : all;
}

void markRead(const plan::ExprPtr &expr, std::vector<bool> &read)
{
    expr->walk([&read](const plan::Expr &part) {
        if (part.kind == plan::ExprKind::Input && part.part == plan::RowPart::Column) {
            read[part.index] = true;
        }
    });
}

/// The columns of the rows below a chain that the chain computes with. A projection in it makes
/// what is above independent of them.
std::vector<bool> readColumns(const Fusion &fusion, const std::vector<plan::NodeIndex> &chain)
{
    const plan::Node &below = fusion.bound(fusion.bound(chain.front()).inputs.front());
    std::vector<bool> read(below.schema.size(), false);
    for (const plan::NodeIndex node : chain) {
        if (const auto *filter = std::get_if<plan::FilterOp>(&fusion.bound(node).op)) {
            markRead(filter->predicate, read);
        } else if (const auto *project = std::get_if<plan::ProjectOp>(&fusion.bound(node).op)) {
            for (const auto *list : {&project->key, &project->value}) {
                for (const plan::NamedExpr &named : *list) {
                    markRead(named.expr, read);
                }
            }
            break;
        }
    }
    return read;
}

/// Makes operators of the nodes as they were bound; nothing if one cannot run.
std::vector<std::shared_ptr<const Operator>> lowerChain(const plan::Query &bound,
                                                        const std::vector<plan::NodeIndex> &chain,
                                                        const LowerOptions &options)
{
    std::vector<std::shared_ptr<const Operator>> operators;
    const std::vector<RowNeeds> needs = rowNeeds(bound);
    PhysicalQuery aside;
    for (const plan::NodeIndex node : chain) {
        auto op = std::visit(LowerNode{bound, bound.nodes[node], needs[node], options, aside},
                             bound.nodes[node].op);
        if (!op) {
            return {};
        }
        operators.push_back(std::move(*op));
    }
    return operators;
}

} // namespace

void addUnfused(const plan::Query &bound, const plan::Query &optimised, const LowerOptions &options,
                PhysicalQuery &physical)
{
    const Fusion fusion(bound, optimised);
    for (plan::NodeIndex node = 0; node < bound.nodes.size(); ++node) {
        if (!fusion.changed(node)) {
            continue;
        }
        const auto is = fusion.optimised(bound.nodes[node].key);
        const bool project = std::holds_alternative<plan::ProjectOp>(bound.nodes[node].op);
        if (is && project && fusion.moved(node, *is)) {
            physical.nodes[*is].countedWith =
                optimised.nodes[optimised.nodes[*is].inputs.front()].key;
        }
        std::vector<plan::NodeIndex> chain;
        plan::NodeIndex below = node;
        for (; fusion.changed(below); below = bound.nodes[below].inputs.front()) {
            chain.insert(chain.begin(), below);
        }
        const auto from = fusion.optimised(bound.nodes[below].key);
        if (!from) {
            continue;
        }
        UnfusedNode::Parts parts{.key = bound.nodes[node].key, .from = *from};
        const std::vector<bool> kept = keptColumns(optimised, *from);
        const std::vector<bool> read = readColumns(fusion, chain);
        bool missing = false;
        for (std::size_t i = 0; i < read.size(); ++i) {
            missing = missing || (read[i] && !kept[i]);
        }
        if (missing) {
            const auto *scan = std::get_if<plan::ScanOp>(&bound.nodes[below].op);
            auto decoder = scan == nullptr || bound.nodes[below].table
                               ? Result<std::shared_ptr<SourceDecoder>>(nullptr)
                               : SourceDecoder::make(*scan, bound.nodes[below].schema);
            if (!decoder || *decoder == nullptr) {
                continue;
            }
            parts.decoder = std::move(*decoder);
        }
        parts.chain = lowerChain(bound, chain, options);
        if (parts.chain.empty()) {
            continue;
        }
        if (is) {
            physical.nodes[*is].toldAgain = true;
        }
        physical.unfused.emplace_back(std::move(parts));
    }
}

} // namespace weir::exec
