#include "core/bind/relation/JoinExchange.h"

namespace weir::bind {

namespace {

void refuseWindowedKey(QueryDraft &draft, const Relation &relation, SourceSpan span)
{
    if (draft.node(relation.node).keyWindow) {
        draft.context.error("bind.join-windows", span,
                            "A source with a windowed key can only be joined on that key");
        draft.failed = true;
    }
}

void exchange(QueryDraft &draft, Relation &relation, const plan::ExprPtr &key,
              const Placement &place, SourceSpan span)
{
    const Schema schema = draft.node(relation.node).schema;
    plan::ExchangeOp op{.key = {key}};
    op.keyFormat = exchangeFormat(place.keyFormat, op.key);
    op.partitions = place.partitions.value_or(1);
    const std::string role = "exchange:" + relation.scope.sources.back().alias;
    relation.node = draft.add(role, std::move(op), {relation.node}, schema, span);
}

} // namespace

Placement placementOf(const QueryDraft &draft, plan::NodeIndex index)
{
    Placement result;
    bool placed = false;
    while (true) {
        const plan::Node &node = draft.query.nodes[index];
        const auto *exchange = std::get_if<plan::ExchangeOp>(&node.op);
        if (exchange != nullptr && !placed) {
            result.keyFormat = exchange->keyFormat;
            result.partitions = exchange->partitions;
            placed = true;
        }
        if (const auto *scan = std::get_if<plan::ScanOp>(&node.op)) {
            result.alias = scan->alias;
            if (!placed) {
                const auto &topics = draft.context.environment.topics;
                const auto fact = topics.find(scan->source->topic);
                result.keyFormat = scan->source->keyFormat;
                result.partitions = fact == topics.end()
                                        ? std::nullopt
                                        : std::optional<int>(fact->second.partitions);
            }
        }
        if (node.inputs.empty()) {
            return result;
        }
        index = node.inputs.front();
    }
}

bool sameKeyBytes(const Placement &a, const Placement &b)
{
    return a.keyFormat.name == b.keyFormat.name &&
           (a.keyFormat.name != "DELIMITED" || a.keyFormat.delimiter == b.keyFormat.delimiter);
}

bool isSoleKey(const QueryDraft &draft, const Relation &relation, const plan::Expr &expr)
{
    return draft.query.nodes[relation.node].schema.key.size() == 1 &&
           expr.kind == plan::ExprKind::Input && expr.part == plan::RowPart::Column &&
           expr.index == 0;
}

void exchangeForJoin(QueryDraft &draft, Relation &left, Relation &right,
                     const JoinCondition &condition, plan::JoinKind kind)
{
    if (kind == plan::JoinKind::ForeignKey) {
        return;
    }
    const bool leftMoves = !isSoleKey(draft, left, *condition.left);
    // A table that is not joined on its key has been reported.
    const bool rightRekeyed =
        kind == plan::JoinKind::StreamStream && !isSoleKey(draft, right, *condition.right);
    const bool rightStays = leftMoves && !rightRekeyed;
    const Placement place = placementOf(draft, rightStays ? right.node : left.node);
    if (leftMoves) {
        refuseWindowedKey(draft, left, condition.leftSpan);
        exchange(draft, left, condition.left, place, condition.leftSpan);
    }
    if (rightRekeyed) {
        refuseWindowedKey(draft, right, condition.rightSpan);
    }
    if (rightRekeyed || !sameKeyBytes(place, placementOf(draft, right.node))) {
        exchange(draft, right, condition.right, place, condition.rightSpan);
    }
}

} // namespace weir::bind
