#include "core/plan/LogicalPlan.h"

#include "core/catalog/Settings.h"

#include <algorithm>

namespace weir::plan {

std::int64_t WindowOp::effectiveGraceMs() const
{
    constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
    if (graceMs) {
        return *graceMs;
    }
    return emitFinal ? 0 : std::max<std::int64_t>(kDayMs - sizeMs, 0);
}

std::optional<std::int64_t> Query::emitIntervalMs() const
{
    const auto set = properties.find(catalog::kEmitInterval);
    const bool gathers = std::any_of(nodes.begin(), nodes.end(), [](const Node &node) {
        return std::holds_alternative<CoalesceOp>(node.op);
    });
    return set != properties.end() && gathers ? catalog::millisecondsOf(set->second) : std::nullopt;
}

namespace {

using Queries = std::vector<std::shared_ptr<const Query>>;

const Query *findIn(const Queries &queries, const std::string &key)
{
    const auto found = std::find_if(queries.begin(), queries.end(),
                                    [&](const auto &query) { return query->key == key; });
    return found == queries.end() ? nullptr : found->get();
}

} // namespace

const Query *LogicalPlan::findQuery(const std::string &key) const
{
    return findIn(queries, key);
}

const Query *LogicalPlan::findReplaced(const std::string &key) const
{
    return findIn(replaced, key);
}

const Node *LogicalPlan::findNode(const NodeKey &key) const
{
    for (const auto &query : queries) {
        for (const Node &node : query->nodes) {
            if (node.key == key) {
                return &node;
            }
        }
    }
    return nullptr;
}

} // namespace weir::plan
