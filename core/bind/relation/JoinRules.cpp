#include "core/bind/relation/JoinRules.h"

#include "core/bind/Duration.h"
#include "core/bind/relation/JoinExchange.h"

#include <fmt/format.h>

#include <set>

namespace weir::bind {

namespace {

plan::JoinType joinTypeOf(const sql::RelationView &relation)
{
    switch (relation.joinType()) {
    case sql::JoinType::Left:
        return plan::JoinType::Left;
    case sql::JoinType::Right:
        return plan::JoinType::Right;
    case sql::JoinType::Full:
        return plan::JoinType::Full;
    default:
        return plan::JoinType::Inner;
    }
}

void requirePrimaryKey(QueryDraft &draft, const Relation &right, const JoinCondition &condition)
{
    const plan::Node &node = draft.node(right.node);
    if (isSoleKey(draft, right, *condition.right)) {
        return;
    }
    const ScopeSource &source = right.scope.sources.front();
    Diagnostic &error = draft.context.error(
        "bind.join-not-on-key", condition.rightSpan,
        fmt::format("{} is a table and must be joined on its primary key", source.name));
    if (node.schema.key.size() == 1) {
        const ColumnDefinition &key = node.schema.key.front();
        const std::string text =
            sql::quoteIdentifier(source.alias) + "." + sql::quoteIdentifier(key.name);
        error.hint = fmt::format("Its key is {}", text);
        if (key.type == condition.right->type) {
            error.fixes.push_back({fmt::format("Use {}", text), {{condition.rightSpan, text}}});
        }
    }
}

void checkWithin(QueryDraft &draft, const sql::RelationView &relation, plan::JoinOp &join)
{
    const sql::WithinView within = relation.within();
    if (join.kind != plan::JoinKind::StreamStream) {
        if (within) {
            draft.context
                .error("bind.within-not-allowed", within.span(),
                       "WITHIN is only for joins of two streams; a table has one row a key at any "
                       "time")
                .fixes.push_back({"Remove WITHIN", {{within.span(), ""}}});
        }
        return;
    }
    if (!within) {
        const std::size_t place = relation.right().span().end;
        draft.context
            .error("bind.within-missing", relation.right().span(),
                   "A join of two streams needs WITHIN: how far apart two rows may be")
            .fixes.push_back({"Add WITHIN 1 HOURS", {{{place, place}, " WITHIN 1 HOURS"}}});
        return;
    }
    join.beforeMs = readDuration(draft.context, within.before()).value_or(0);
    join.afterMs =
        within.hasTwo() ? readDuration(draft.context, within.after()).value_or(0) : join.beforeMs;
    join.graceMs = readDuration(draft.context, within.grace());
}

void refuseCross(QueryDraft &draft, const sql::RelationView &relation)
{
    if (relation.joinType() != sql::JoinType::Cross) {
        return;
    }
    const SourceSpan span = relation.node().token(sql::Keyword::Cross).span();
    draft.context
        .error("bind.join-type", span,
               "A join pairs rows that are equal in something; each row with every other would be "
               "a CROSS JOIN, which has no end here")
        .fixes.push_back({"Make it INNER JOIN", {{span, "INNER"}}});
}

void checkKind(QueryDraft &draft, const sql::RelationView &relation, const Relation &left,
               const Relation &right, const JoinCondition &condition, plan::JoinOp &join)
{
    const bool leftTable = draft.node(left.node).table;
    const bool rightTable = draft.node(right.node).table;
    const bool outerRight = join.type == plan::JoinType::Right || join.type == plan::JoinType::Full;
    if (leftTable && !rightTable) {
        draft.context.error("bind.join-order", relation.span(),
                            "Invalid join order: table-stream joins are not supported; only "
                            "stream-table joins",
                            "Put the stream first");
        return;
    }
    if (!leftTable && !rightTable) {
        join.kind = plan::JoinKind::StreamStream;
        return;
    }
    join.kind = plan::JoinKind::StreamTable;
    if (leftTable) {
        const bool onKey = isSoleKey(draft, left, *condition.left);
        join.kind = onKey ? plan::JoinKind::TableTable : plan::JoinKind::ForeignKey;
    }
    requirePrimaryKey(draft, right, condition);
    if (outerRight && join.kind != plan::JoinKind::TableTable) {
        draft.context.error(
            "bind.join-type", relation.span(),
            fmt::format("{} joins are INNER or LEFT",
                        join.kind == plan::JoinKind::ForeignKey ? "Foreign-key" : "Stream-table"));
    }
}

void checkWindows(QueryDraft &draft, const sql::RelationView &relation, const Relation &left,
                  const Relation &right)
{
    const std::optional<KeyWindow> &a = draft.node(left.node).keyWindow;
    const std::optional<KeyWindow> &b = draft.node(right.node).keyWindow;
    if (!a && !b) {
        return;
    }
    const bool session = a && a->kind == WindowKind::Session;
    const bool otherSession = b && b->kind == WindowKind::Session;
    if (!a || !b || session != otherSession || a->sizeMs != b->sizeMs) {
        draft.context.error(
            "bind.join-windows", relation.span(),
            "Both sides of a join must have the same kind of windowed key, or none");
    }
}

void checkPartitions(QueryDraft &draft, const sql::RelationView &relation, const Relation &left,
                     const Relation &right, const plan::JoinOp &join)
{
    const bool keyed =
        isSoleKey(draft, left, *join.leftKey) && isSoleKey(draft, right, *join.rightKey);
    if (!keyed || join.kind == plan::JoinKind::ForeignKey) {
        return;
    }
    const Placement a = placementOf(draft, left.node);
    const Placement b = placementOf(draft, right.node);
    if (!sameKeyBytes(a, b)) {
        return; // one side is written anew, into the partitions of the other
    }
    if (a.partitions && b.partitions && *a.partitions != *b.partitions) {
        draft.context.error(
            "bind.partition-mismatch", relation.span(),
            fmt::format("Cannot join {} with {}: the number of partitions does not match, {} has "
                        "{} and {} has {}",
                        a.alias, b.alias, a.alias, *a.partitions, b.alias, *b.partitions),
            "Re-partition one of them: CREATE STREAM … WITH (PARTITIONS=…) AS SELECT …");
    }
}

void checkSelfJoin(QueryDraft &draft, const sql::RelationView &relation, const Relation &left,
                   const Relation &right)
{
    std::set<std::string> names;
    std::set<std::string> aliases;
    for (const Relation *side : {&left, &right}) {
        for (const ScopeSource &source : side->scope.sources) {
            const bool sameName = !names.insert(source.name).second;
            const bool sameAlias = !aliases.insert(source.alias).second;
            if (sameName || sameAlias) {
                draft.context.error("bind.self-join", relation.right().span(),
                                    sameName
                                        ? fmt::format("Cannot join {} with itself", source.name)
                                        : fmt::format("Two sources are called {}", source.alias));
                return;
            }
        }
    }
}

} // namespace

void checkJoin(QueryDraft &draft, const sql::RelationView &relation, const Relation &left,
               const Relation &right, const JoinCondition &condition, plan::JoinOp &join)
{
    join.type = joinTypeOf(relation);
    refuseCross(draft, relation);
    checkSelfJoin(draft, relation, left, right);
    checkKind(draft, relation, left, right, condition, join);
    checkWithin(draft, relation, join);
    checkWindows(draft, relation, left, right);
    checkPartitions(draft, relation, left, right, join);
}

} // namespace weir::bind
