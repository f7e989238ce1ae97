#include "core/bind/Coercion.h"
#include "core/bind/query/SelectDraft.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace weir::bind {

namespace {

/// The name a key expression has in the result: that of the item with the same expression.
std::string keyName(SelectDraft &draft, const plan::ExprPtr &expr)
{
    for (const SelectItem &item : draft.items) {
        if (item.expr && item.expr->equals(*expr)) {
            return item.name;
        }
    }
    return expr->kind == plan::ExprKind::Input ? expr->name : draft.names.next();
}

std::optional<std::vector<plan::NamedExpr>>
bindKeyExpressions(SelectDraft &draft, const std::vector<sql::Expression> &written)
{
    ExpressionBinder binder(draft.context(), draft.scope, {.clause = "PARTITION BY"});
    std::vector<plan::NamedExpr> key;
    for (const sql::Expression &expression : written) {
        plan::ExprPtr expr = binder.bind(expression);
        if (!expr) {
            return std::nullopt;
        }
        if (isUntypedNull(*expr)) {
            if (written.size() > 1) {
                draft.context().error("bind.null-in-partition-by", expression.span(),
                                      "NULL is not allowed among several PARTITION BY columns");
                return std::nullopt;
            }
            return key;
        }
        key.push_back({keyName(draft, expr), std::move(expr)});
    }
    return key;
}

/// A star lists the rows as they are keyed anew, with the key columns that an expression made.
void addKeysToStar(SelectDraft &draft, const std::vector<plan::NamedExpr> &key)
{
    const std::vector<sql::SelectItemView> written = draft.view.items();
    const auto star = std::find_if(written.begin(), written.end(), [](const auto &item) {
        return item.kind() == sql::SelectItemKind::Star && item.starSource().empty();
    });
    if (star == written.end()) {
        return;
    }
    for (const plan::NamedExpr &named : key) {
        const bool listed =
            std::any_of(draft.items.begin(), draft.items.end(), [&](const SelectItem &item) {
                return item.expr && item.expr->equals(*named.expr);
            });
        if (!listed) {
            draft.items.push_back({named.name, named.expr, star->span(), true});
        }
    }
}

/// Puts RekeyOp behind the draft's node and moves the items over to its rows.
void putRekey(SelectDraft &draft, std::vector<plan::NamedExpr> key, SourceSpan span)
{
    const Schema before = draft.input().schema;
    Schema after;
    for (const plan::NamedExpr &named : key) {
        after.key.push_back({named.name, named.expr->type});
    }
    plan::RekeyOp rekey{.key = key};
    std::vector<std::optional<std::size_t>> places(before.size());
    const auto place = [&](std::size_t column) {
        for (std::size_t k = 0; k < key.size(); ++k) {
            const plan::Expr &expr = *key[k].expr;
            if (expr.kind == plan::ExprKind::Input && expr.part == plan::RowPart::Column &&
                expr.index == column) {
                places[column] = k;
                return;
            }
        }
        places[column] = after.size();
        after.value.push_back(before.at(column));
        rekey.value.push_back(column);
    };
    for (std::size_t i = before.key.size(); i < before.size(); ++i) {
        place(i);
    }
    const std::size_t firstOld = after.size();
    for (std::size_t i = 0; i < before.key.size(); ++i) {
        place(i);
    }
    draft.rewriteItems([&](const plan::ExprPtr &part) -> plan::ExprPtr {
        for (std::size_t k = 0; k < key.size(); ++k) {
            if (part->equals(*key[k].expr)) {
                return plan::makeInput(k, part->type, key[k].name, part->span);
            }
        }
        if (part->kind == plan::ExprKind::Input && part->part == plan::RowPart::Column) {
            return plan::makeInput(*places[part->index], part->type, part->name, part->span);
        }
        return nullptr;
    });
    // The old key goes to the end of the value where a star listed it (SEMANTICS 5); a star of a
    // join has it behind the columns of its source already.
    const bool joined = draft.scope.joined();
    std::stable_partition(draft.items.begin(), draft.items.end(), [&](const SelectItem &item) {
        return joined || !(item.star && item.expr && item.expr->kind == plan::ExprKind::Input &&
                           item.expr->part == plan::RowPart::Column &&
                           item.expr->index >= firstOld && item.expr->index >= after.key.size());
    });
    draft.node =
        draft.query.add("partition-by", std::move(rekey), {draft.node}, std::move(after), span);
    draft.query.node(draft.node).keyWindow.reset();
    draft.equalToKey.clear();
}

} // namespace

void bindPartitionBy(SelectDraft &draft)
{
    const std::vector<sql::Expression> written = draft.view.partitionBy();
    const sql::SyntaxNode clause = draft.view.clause(sql::SyntaxKind::PartitionByClause);
    if (!clause || draft.query.failed) {
        return;
    }
    const SourceSpan span = clause.span();
    if (written.empty()) {
        draft.context().error("bind.empty-partition-by", span,
                              "PARTITION BY requires at least one expression");
        draft.query.failed = true;
        return;
    }
    if (draft.input().table) {
        draft.context().error("bind.partition-by-table", span,
                              "PARTITION BY is for streams; a table keeps its primary key");
        draft.query.failed = true;
        return;
    }
    std::optional<std::vector<plan::NamedExpr>> key = bindKeyExpressions(draft, written);
    if (!key) {
        draft.query.failed = true;
        return;
    }
    const std::size_t listed = draft.items.size();
    addKeysToStar(draft, *key);
    if (draft.items.size() > listed) {
        checkNames(draft.query, draft.items, draft.persistent);
    }
    putRekey(draft, std::move(*key), span);
    const Schema schema = draft.input().schema;
    plan::ExchangeOp exchange;
    for (std::size_t i = 0; i < schema.key.size(); ++i) {
        exchange.key.push_back(plan::makeInput(i, schema.key[i].type, schema.key[i].name));
    }
    if (draft.query.leftSource) {
        exchange.keyFormat = draft.query.leftSource->keyFormat;
        exchange.partitions = partitionsOf(draft.context(), draft.query.leftSource->topic);
    }
    if (exchange.keyFormat.name == "NONE") {
        exchange.keyFormat.name =
            draft.context().setting("ksql.persistence.default.format.key", "KAFKA");
    }
    exchange.keyFormat = exchangeFormat(exchange.keyFormat, exchange.key);
    draft.node = draft.query.add("exchange", std::move(exchange), {draft.node}, schema, span);
}

} // namespace weir::bind
