#include "core/plan/OperatorEquality.h"

#include <algorithm>
#include <tuple>

namespace weir::plan {

namespace {

bool sameExpr(const ExprPtr &a, const ExprPtr &b)
{
    return a == b || (a && b && a->equals(*b));
}

bool sameList(const std::vector<ExprPtr> &a, const std::vector<ExprPtr> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), sameExpr);
}

bool sameList(const std::vector<NamedExpr> &a, const std::vector<NamedExpr> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const NamedExpr &left, const NamedExpr &right) {
                          return left.name == right.name && sameExpr(left.expr, right.expr);
                      });
}

bool same(const ScanOp &a, const ScanOp &b)
{
    return sameSource(*a.source, *b.source) && a.alias == b.alias &&
           a.pseudoColumns == b.pseudoColumns && a.used == b.used;
}

bool same(const FilterOp &a, const FilterOp &b)
{
    return a.having == b.having && sameExpr(a.predicate, b.predicate);
}

bool same(const ProjectOp &a, const ProjectOp &b)
{
    return a.identity == b.identity && sameList(a.key, b.key) && sameList(a.value, b.value);
}

bool same(const RekeyOp &a, const RekeyOp &b)
{
    return a.value == b.value && sameList(a.key, b.key);
}

bool same(const ExchangeOp &a, const ExchangeOp &b)
{
    return a.keyFormat == b.keyFormat && a.partitions == b.partitions && sameList(a.key, b.key);
}

bool same(const JoinOp &a, const JoinOp &b)
{
    const auto plain = [](const JoinOp &join) {
        return std::tie(join.type, join.kind, join.leftAlias, join.rightAlias, join.columns,
                        join.beforeMs, join.afterMs, join.graceMs);
    };
    return plain(a) == plain(b) && sameExpr(a.leftKey, b.leftKey) &&
           sameExpr(a.rightKey, b.rightKey);
}

bool same(const WindowOp &a, const WindowOp &b)
{
    const auto plain = [](const WindowOp &window) {
        return std::tie(window.kind, window.sizeMs, window.advanceMs, window.graceMs,
                        window.retentionMs, window.emitFinal);
    };
    return plain(a) == plain(b);
}

bool same(const AggregateOp &a, const AggregateOp &b)
{
    return sameList(a.groupBy, b.groupBy) && sameList(a.aggregates, b.aggregates);
}

bool same(const FlattenOp &a, const FlattenOp &b)
{
    return sameList(a.calls, b.calls);
}

bool same(const UnionOp &, const UnionOp &)
{
    return true;
}

bool same(const CoalesceOp &, const CoalesceOp &)
{
    return true;
}

bool same(const LimitOp &a, const LimitOp &b)
{
    return a.count == b.count;
}

bool same(const SinkOp &a, const SinkOp &b)
{
    return sameSource(*a.target, *b.target) && a.partitions == b.partitions &&
           a.replicas == b.replicas && a.retentionMs == b.retentionMs;
}

bool same(const ResultOp &a, const ResultOp &b)
{
    return a.columns == b.columns;
}

} // namespace

bool sameOperator(const Operator &a, const Operator &b)
{
    return a.index() == b.index() &&
           std::visit(
               [&](const auto &left) {
                   return same(left, std::get<std::decay_t<decltype(left)>>(b));
               },
               a);
}

bool sameSource(const catalog::Source &a, const catalog::Source &b)
{
    catalog::Source copy = a;
    copy.nameOffset = b.nameOffset;
    return copy == b;
}

} // namespace weir::plan
