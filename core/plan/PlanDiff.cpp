#include "core/plan/PlanDiff.h"

#include "core/plan/OperatorEquality.h"

#include <algorithm>

namespace weir::plan {

namespace {

using QueryPtr = std::shared_ptr<const Query>;

bool sameNode(const Node &a, const Node &b)
{
    return a.key == b.key && a.inputs == b.inputs && a.schema == b.schema && a.table == b.table &&
           a.keyWindow == b.keyWindow && a.covers == b.covers && sameOperator(a.op, b.op);
}

const Declaration *findDeclaration(const LogicalPlan &plan, const std::string &key)
{
    const auto found =
        std::find_if(plan.declarations.begin(), plan.declarations.end(),
                     [&](const Declaration &other) { return other.key.value == key; });
    return found == plan.declarations.end() ? nullptr : &*found;
}

} // namespace

bool equivalent(const Query &a, const Query &b)
{
    return a.key == b.key && a.kind == b.kind && a.properties == b.properties &&
           std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(), sameNode);
}

bool equivalent(const Declaration &a, const Declaration &b)
{
    return a.key == b.key && sameSource(*a.source, *b.source) && a.partitions == b.partitions &&
           a.replicas == b.replicas && a.retentionMs == b.retentionMs && a.replaced == b.replaced;
}

bool equivalent(const LogicalPlan &a, const LogicalPlan &b)
{
    const bool declarations = std::equal(
        a.declarations.begin(), a.declarations.end(), b.declarations.begin(), b.declarations.end(),
        [](const Declaration &left, const Declaration &right) { return equivalent(left, right); });
    const bool queries = std::equal(
        a.queries.begin(), a.queries.end(), b.queries.begin(), b.queries.end(),
        [](const QueryPtr &left, const QueryPtr &right) { return equivalent(*left, *right); });
    return declarations && queries &&
           std::equal(a.sources.begin(), a.sources.end(), b.sources.begin(), b.sources.end(),
                      [](const auto &left, const auto &right) {
                          return left.first == right.first &&
                                 sameSource(*left.second, *right.second);
                      });
}

PlanDiff diff(const LogicalPlan &a, const LogicalPlan &b)
{
    PlanDiff result{.sources = b.sources, .revision = b.revision};
    for (const Declaration &declaration : b.declarations) {
        result.declarationOrder.push_back(declaration.key.value);
        const Declaration *old = findDeclaration(a, declaration.key.value);
        if (old == nullptr || !equivalent(*old, declaration)) {
            result.declared.push_back(declaration);
        }
    }
    for (const QueryPtr &query : b.queries) {
        result.queryOrder.push_back(query->key);
        const Query *old = a.findQuery(query->key);
        if (old == nullptr || !equivalent(*old, *query)) {
            result.started.push_back(query);
        }
    }
    for (const Declaration &declaration : a.declarations) {
        if (findDeclaration(b, declaration.key.value) == nullptr) {
            result.removed.push_back(declaration.key.value);
        }
    }
    for (const QueryPtr &query : a.queries) {
        if (b.findQuery(query->key) == nullptr) {
            result.removed.push_back(query->key);
        }
    }
    return result;
}

LogicalPlan apply(const LogicalPlan &a, const PlanDiff &diff)
{
    LogicalPlan result{.revision = diff.revision, .sources = diff.sources};
    for (const std::string &key : diff.declarationOrder) {
        const auto changed =
            std::find_if(diff.declared.begin(), diff.declared.end(),
                         [&](const Declaration &other) { return other.key.value == key; });
        if (changed != diff.declared.end()) {
            result.declarations.push_back(*changed);
        } else if (const Declaration *old = findDeclaration(a, key)) {
            result.declarations.push_back(*old);
        }
    }
    for (const std::string &key : diff.queryOrder) {
        const auto matches = [&](const QueryPtr &other) { return other->key == key; };
        const auto changed = std::find_if(diff.started.begin(), diff.started.end(), matches);
        const auto old = std::find_if(a.queries.begin(), a.queries.end(), matches);
        if (changed != diff.started.end()) {
            result.queries.push_back(*changed);
        } else if (old != a.queries.end()) {
            result.queries.push_back(*old);
        }
    }
    return result;
}

} // namespace weir::plan
