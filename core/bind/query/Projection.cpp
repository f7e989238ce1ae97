#include "core/bind/query/SelectDraft.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace weir::bind {

namespace {

bool isColumn(const SelectItem &item, std::size_t index)
{
    return item.expr && item.expr->kind == plan::ExprKind::Input &&
           item.expr->part == plan::RowPart::Column && item.expr->index == index;
}

bool isWindowBound(const SelectItem &item)
{
    return item.expr && item.expr->kind == plan::ExprKind::Input &&
           (item.expr->part == plan::RowPart::WindowStart ||
            item.expr->part == plan::RowPart::WindowEnd);
}

/// Returns the position of the item that carries key column `key`, or the number of items.
std::size_t findKeyItem(const SelectDraft &draft, std::size_t key)
{
    for (std::size_t i = 0; i < draft.items.size(); ++i) {
        if (isColumn(draft.items[i], key)) {
            return i;
        }
    }
    for (std::size_t i = 0; i < draft.items.size(); ++i) {
        for (const std::size_t column : draft.equalToKey) {
            if (key == 0 && isColumn(draft.items[i], column)) {
                return i;
            }
        }
    }
    return draft.items.size();
}

/// The names that stand for the key where the SELECT is written: C.USERID or U.USER_ID.
std::vector<std::string> keyTexts(const SelectDraft &draft, std::size_t key)
{
    std::vector<std::string> texts;
    const plan::Node &input = draft.input();
    if (std::holds_alternative<plan::AggregateOp>(input.op) ||
        std::holds_alternative<plan::ExchangeOp>(input.op) ||
        (std::holds_alternative<plan::FilterOp>(input.op) &&
         std::get<plan::FilterOp>(input.op).having)) {
        return {sql::quoteIdentifier(input.schema.key[key].name)};
    }
    for (const ScopeColumn &column : draft.scope.columns) {
        const bool same =
            column.part == plan::RowPart::Column &&
            (column.index == key || (key == 0 && draft.equalToKey.contains(column.index)));
        if (same) {
            const std::string name = sql::quoteIdentifier(column.name);
            texts.push_back(draft.scope.joined() && !column.source.empty()
                                ? sql::quoteIdentifier(column.source) + "." + name
                                : name);
        }
    }
    return texts;
}

/// The text of GROUP BY / PARTITION BY for a key that is no column.
std::string keyExpressionText(const SelectDraft &draft, std::size_t key)
{
    std::vector<sql::Expression> written = draft.view.groupBy();
    if (written.empty()) {
        written = draft.view.partitionBy();
    }
    return key < written.size() ? std::string(written[key].text()) : std::string();
}

void reportMissingKey(SelectDraft &draft, std::size_t key)
{
    std::vector<std::string> texts;
    const std::string expression = keyExpressionText(draft, key);
    if (!expression.empty()) {
        texts = {expression};
    } else {
        texts = keyTexts(draft, key);
    }
    const SourceSpan span = draft.view.selectSpan();
    const bool joined = draft.scope.joined() && expression.empty();
    Diagnostic &error = draft.context().error(
        "bind.key-not-projected", span,
        fmt::format("The result must carry its key, but the SELECT lacks the {}{}",
                    joined ? "join key " : "key column ", fmt::join(texts, " or ")));
    error.hint = fmt::format("Add {} to the SELECT", texts.empty() ? "it" : texts.front());
    const auto items = draft.view.items();
    if (!items.empty()) {
        const std::size_t place = items.front().span().begin;
        for (const std::string &text : texts) {
            error.fixes.push_back(
                {fmt::format("Add {} to the SELECT", text), {{{place, place}, text + ", "}}});
        }
    }
    draft.query.failed = true;
}

void reportRepeatedKey(SelectDraft &draft, const SelectItem &item, std::size_t key)
{
    draft.context().error("bind.key-projected-twice", item.span,
                          fmt::format("The key column {} stands in the SELECT more than once",
                                      draft.input().schema.key[key].name),
                          "Write AS_VALUE(…) for the copy");
    draft.query.failed = true;
}

} // namespace

std::vector<std::size_t> bindProjection(SelectDraft &draft)
{
    const Schema input = draft.input().schema;
    plan::ProjectOp project;
    Schema schema;
    std::vector<std::size_t> keyItem(input.key.size());
    for (std::size_t k = 0; k < input.key.size(); ++k) {
        const std::size_t found = findKeyItem(draft, k);
        keyItem[k] = found;
        const bool missing = found == draft.items.size();
        if (missing && draft.persistent) {
            if (!draft.query.failed) {
                reportMissingKey(draft, k);
            }
            continue;
        }
        const std::string name = missing ? input.key[k].name : draft.items[found].name;
        project.key.push_back({name, plan::makeInput(k, input.key[k].type, input.key[k].name)});
        schema.key.push_back({name, input.key[k].type});
    }
    // The bounds of a window are part of the key: who asks sees them of a deleted row too.
    for (std::size_t i = 0; !draft.persistent && i < draft.items.size(); ++i) {
        if (isWindowBound(draft.items[i])) {
            keyItem.push_back(i);
            project.key.push_back({draft.items[i].name, draft.items[i].expr});
            schema.key.push_back({draft.items[i].name, draft.items[i].expr->type});
        }
    }
    std::vector<std::size_t> order(draft.items.size());
    for (std::size_t i = 0; i < draft.items.size(); ++i) {
        const SelectItem &item = draft.items[i];
        const auto key = std::find(keyItem.begin(), keyItem.end(), i);
        if (key != keyItem.end()) {
            order[i] = static_cast<std::size_t>(key - keyItem.begin());
            continue;
        }
        if (!item.expr) {
            continue;
        }
        for (std::size_t k = 0; draft.persistent && k < input.key.size(); ++k) {
            if (isColumn(item, k)) {
                reportRepeatedKey(draft, item, k);
            }
        }
        order[i] = schema.size();
        project.value.push_back({item.name, item.expr});
        schema.value.push_back({item.name, item.expr->type});
    }
    if (draft.persistent && schema.value.empty() && !draft.query.failed) {
        draft.context().error("bind.no-value-columns", draft.view.selectSpan(),
                              "The projection contains no value columns");
        draft.query.failed = true;
    }
    bool identity = schema == input;
    for (std::size_t i = 0; identity && i < project.value.size(); ++i) {
        const plan::Expr &expr = *project.value[i].expr;
        identity = expr.kind == plan::ExprKind::Input && expr.part == plan::RowPart::Column &&
                   expr.index == input.key.size() + i;
    }
    project.identity = identity;
    draft.node = draft.query.add("project", std::move(project), {draft.node}, std::move(schema),
                                 draft.view.selectSpan());
    return order;
}

} // namespace weir::bind
