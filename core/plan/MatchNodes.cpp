#include "core/plan/OperatorEquality.h"
#include "core/plan/PlanDiff.h"

#include <algorithm>
#include <set>

namespace weir::plan {

namespace {

/// A statement of a plan: a declaration or a query.
struct StatementEntry {
    std::string key;
    SourceSpan span;
    const Query *query = nullptr;
    const Declaration *declaration = nullptr;
};

std::vector<StatementEntry> statementsOfPlan(const LogicalPlan &plan)
{
    std::vector<StatementEntry> result;
    for (const Declaration &declaration : plan.declarations) {
        result.push_back({declaration.key.value, declaration.statement, nullptr, &declaration});
    }
    for (const auto &query : plan.queries) {
        result.push_back({query->key, query->statement, query.get(), nullptr});
    }
    return result;
}

/// Where an offset of the old text is in the new one.
std::size_t moved(std::size_t offset, const std::vector<TextEdit> &edits)
{
    auto result = static_cast<std::ptrdiff_t>(offset);
    for (const TextEdit &edit : edits) {
        if (edit.span.end <= offset) {
            result += static_cast<std::ptrdiff_t>(edit.text.size()) -
                      static_cast<std::ptrdiff_t>(edit.span.length());
        }
    }
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(result, 0));
}

bool alike(const StatementEntry &a, const StatementEntry &b)
{
    return (a.query != nullptr) == (b.query != nullptr);
}

/// The same statement under another name: its operators before the sink are the same.
bool sameStructure(const StatementEntry &a, const StatementEntry &b)
{
    if (!alike(a, b)) {
        return false;
    }
    if (a.declaration != nullptr) {
        return a.declaration->source->topic == b.declaration->source->topic &&
               a.declaration->source->schema == b.declaration->source->schema;
    }
    const auto &left = a.query->nodes;
    const auto &right = b.query->nodes;
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(), [](const Node &x, const Node &y) {
               const bool sink =
                   std::holds_alternative<SinkOp>(x.op) && std::holds_alternative<SinkOp>(y.op);
               return sink || sameOperator(x.op, y.op);
           });
}

std::string roleOf(const Node &node)
{
    return node.key.value.substr(node.key.value.find('/') + 1);
}

void matchWithin(const Query &a, const Query &b, std::map<NodeKey, NodeKey> &result)
{
    std::set<NodeIndex> taken;
    std::vector<const Node *> open;
    for (const Node &node : a.nodes) {
        const auto same = std::find_if(b.nodes.begin(), b.nodes.end(), [&](const Node &other) {
            return roleOf(other) == roleOf(node);
        });
        if (same == b.nodes.end()) {
            open.push_back(&node);
            continue;
        }
        result[node.key] = same->key;
        taken.insert(static_cast<NodeIndex>(same - b.nodes.begin()));
    }
    for (const Node *node : open) {
        for (NodeIndex i = 0; i < b.nodes.size(); ++i) {
            if (b.nodes[i].op.index() == node->op.index() && taken.insert(i).second) {
                result[node->key] = b.nodes[i].key;
                break;
            }
        }
    }
}

} // namespace

std::map<NodeKey, NodeKey> matchNodes(const LogicalPlan &oldPlan, const LogicalPlan &newPlan,
                                      const std::vector<TextEdit> &edits)
{
    std::map<NodeKey, NodeKey> result;
    std::vector<StatementEntry> before = statementsOfPlan(oldPlan);
    std::vector<StatementEntry> after = statementsOfPlan(newPlan);
    const auto link = [&](const StatementEntry &a, const StatementEntry &b) {
        result[{a.key}] = {b.key};
        if (a.query != nullptr && b.query != nullptr) {
            matchWithin(*a.query, *b.query, result);
        }
    };
    // Each step takes the pairs it finds out of both lists.
    const auto step = [&](const auto &distance) {
        for (auto a = before.begin(); a != before.end();) {
            auto best = after.end();
            std::size_t bestDistance = SIZE_MAX;
            for (auto b = after.begin(); b != after.end(); ++b) {
                const std::size_t found = alike(*a, *b) ? distance(*a, *b) : SIZE_MAX;
                if (found < bestDistance) {
                    bestDistance = found;
                    best = b;
                }
            }
            if (best == after.end()) {
                ++a;
                continue;
            }
            link(*a, *best);
            after.erase(best);
            a = before.erase(a);
        }
    };
    step([](const StatementEntry &a, const StatementEntry &b) {
        return a.key == b.key ? std::size_t(0) : SIZE_MAX;
    });
    step([](const StatementEntry &a, const StatementEntry &b) {
        return sameStructure(a, b) ? std::size_t(0) : SIZE_MAX;
    });
    step([&](const StatementEntry &a, const StatementEntry &b) {
        // Another statement far away is no successor: the spans must meet.
        const std::size_t begin = moved(a.span.begin, edits);
        const std::size_t end = std::max(begin, moved(a.span.end, edits));
        const bool meets = begin < b.span.end && b.span.begin < end;
        const std::size_t distance =
            begin > b.span.begin ? begin - b.span.begin : b.span.begin - begin;
        return meets ? distance : SIZE_MAX;
    });
    return result;
}

} // namespace weir::plan
