#include "core/bind/query/SelectDraft.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

namespace weir::bind {

void SelectDraft::rewriteItems(const std::function<plan::ExprPtr(const plan::ExprPtr &)> &replace)
{
    for (SelectItem &item : items) {
        if (item.expr) {
            item.expr = plan::rewriteExpr(item.expr, replace);
        }
    }
}

void bindWhere(SelectDraft &draft)
{
    const sql::Expression where = draft.view.where();
    if (!where) {
        return;
    }
    ExpressionBinder binder(draft.context(), draft.scope, {.clause = "WHERE"});
    plan::ExprPtr predicate = binder.bindCondition(where);
    if (!predicate) {
        draft.query.failed = true;
        return;
    }
    const Schema schema = draft.input().schema;
    draft.node =
        draft.query.add("where", plan::FilterOp{.predicate = std::move(predicate)}, {draft.node},
                        schema, draft.view.clause(sql::SyntaxKind::WhereClause).span());
}

void bindTableFunctions(SelectDraft &draft)
{
    std::vector<plan::NamedExpr> calls;
    Schema schema = draft.input().schema;
    const std::size_t before = schema.size();
    SourceSpan span;
    for (const SelectItem &item : draft.items) {
        if (!item.expr) {
            continue;
        }
        plan::rewriteExpr(item.expr, [&](const plan::ExprPtr &part) -> plan::ExprPtr {
            if (part->kind == plan::ExprKind::TableCall) {
                const std::string name = fmt::format("{}_{}", part->name, calls.size());
                span = calls.empty() ? item.span : cover(span, item.span);
                calls.push_back({name, part});
                schema.value.push_back({name, part->type});
            }
            return nullptr;
        });
    }
    if (calls.empty()) {
        return;
    }
    if (draft.input().table) {
        draft.context().error("bind.table-function-on-table", span,
                              "Table functions cannot be used on tables");
        draft.query.failed = true;
        return;
    }
    std::size_t next = before;
    draft.rewriteItems([&](const plan::ExprPtr &part) -> plan::ExprPtr {
        return part->kind == plan::ExprKind::TableCall
                   ? plan::makeInput(next++, part->type, part->name, part->span)
                   : nullptr;
    });
    draft.node = draft.query.add("flatten", plan::FlattenOp{.calls = std::move(calls)},
                                 {draft.node}, std::move(schema), span);
}

} // namespace weir::bind
