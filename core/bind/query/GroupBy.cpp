#include "core/bind/Duration.h"
#include "core/bind/query/SelectDraft.h"
#include "core/functions/FunctionRegistry.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

namespace weir::bind {

namespace {

/// The aggregation of one SELECT while its parts are gathered.
struct Grouping {
    std::vector<plan::NamedExpr> keys;
    std::vector<plan::ExprPtr> aggregates;
    plan::ExprPtr having;
    bool windowed = false;
};

bool isAggregateCall(const plan::Expr &expr)
{
    return expr.kind == plan::ExprKind::Aggregate;
}

bool hasAggregates(const SelectDraft &draft)
{
    return std::any_of(draft.items.begin(), draft.items.end(), [](const SelectItem &item) {
        return item.expr && plan::anyPart(*item.expr, isAggregateCall);
    });
}

bool bindGroupKeys(SelectDraft &draft, Grouping &grouping)
{
    ExpressionBinder binder(draft.context(), draft.scope, {.clause = "GROUP BY"});
    bool good = true;
    for (const sql::Expression &expression : draft.view.groupBy()) {
        plan::ExprPtr expr = binder.bindTyped(expression);
        if (!expr) {
            good = false;
            continue;
        }
        std::string name;
        for (const SelectItem &item : draft.items) {
            if (item.expr && item.expr->equals(*expr)) {
                name = item.name;
                break;
            }
        }
        if (name.empty()) {
            name = expr->kind == plan::ExprKind::Input ? expr->name : draft.names.next();
        }
        const bool twice =
            std::any_of(grouping.keys.begin(), grouping.keys.end(),
                        [&](const plan::NamedExpr &key) { return key.expr->equals(*expr); });
        if (twice) {
            draft.context().error("bind.duplicate-group", expression.span(),
                                  fmt::format("GROUP BY has {} twice", expression.text()));
            good = false;
        }
        grouping.keys.push_back({name, std::move(expr)});
    }
    return good;
}

std::size_t aggregateIndex(Grouping &grouping, const plan::ExprPtr &call)
{
    for (std::size_t i = 0; i < grouping.aggregates.size(); ++i) {
        if (grouping.aggregates[i]->equals(*call)) {
            return i;
        }
    }
    grouping.aggregates.push_back(call);
    return grouping.aggregates.size() - 1;
}

/// Makes an expression over the rows of the FROM clause one over groups. Columns that are no part
/// of a group are reported at `span`.
plan::ExprPtr overGroups(SelectDraft &draft, Grouping &grouping, const plan::ExprPtr &expr,
                         SourceSpan span, bool &good)
{
    return plan::rewriteExpr(expr, [&](const plan::ExprPtr &part) -> plan::ExprPtr {
        for (std::size_t i = 0; i < grouping.keys.size(); ++i) {
            if (part->equals(*grouping.keys[i].expr)) {
                return plan::makeInput(i, part->type, grouping.keys[i].name, part->span);
            }
        }
        if (isAggregateCall(*part)) {
            const std::size_t index = aggregateIndex(grouping, part);
            return plan::makeInput(grouping.keys.size() + index, part->type,
                                   fmt::format("AGG_{}", index), part->span);
        }
        const bool bound =
            part->part == plan::RowPart::WindowStart || part->part == plan::RowPart::WindowEnd;
        if (part->kind == plan::ExprKind::Input && !(bound && grouping.windowed)) {
            good = false;
            Diagnostic &error = draft.context().error(
                "bind.not-grouped", span,
                fmt::format("{} is neither in GROUP BY nor inside an aggregate function",
                            part->name));
            const std::vector<sql::Expression> groups = draft.view.groupBy();
            if (!groups.empty()) {
                const std::size_t end = groups.back().span().end; // within `GROUP BY (a, b)`
                const std::string column = draft.scope.textOf(*part);
                error.fixes.push_back(
                    {fmt::format("Add {} to GROUP BY", column), {{{end, end}, ", " + column}}});
            }
            return part;
        }
        return nullptr;
    });
}

/// Only hopping windows overlap; of others the words would mean nothing.
void refuseAdvance(BindContext &context, const sql::WindowView &view)
{
    Diagnostic &error = context.error(
        "bind.advance-not-allowed", view.advance().node().parent().span(),
        fmt::format("A {} window does not advance by a length of time of its own; a HOPPING one "
                    "does",
                    view.type() == sql::WindowType::Session ? "SESSION" : "TUMBLING"));
    const sql::Token tumbling = view.node().token(sql::Keyword::Tumbling);
    if (tumbling.keyword == sql::Keyword::Tumbling) {
        error.fixes.push_back({"Make it HOPPING", {{tumbling.span(), "HOPPING"}}});
    }
}

std::optional<plan::WindowOp> bindWindow(SelectDraft &draft)
{
    const sql::WindowView view = draft.view.window();
    if (!view) {
        return std::nullopt;
    }
    BindContext &context = draft.context();
    const std::size_t before = context.diagnostics.size();
    constexpr LeastDuration kSome = LeastDuration::OneMillisecond;
    plan::WindowOp window;
    window.kind = view.type() == sql::WindowType::Session   ? WindowKind::Session
                  : view.type() == sql::WindowType::Hopping ? WindowKind::Hopping
                                                            : WindowKind::Tumbling;
    window.sizeMs = readDuration(context, view.size(), kSome).value_or(0);
    if (view.advance() && window.kind != WindowKind::Hopping) {
        refuseAdvance(context, view);
    } else {
        window.advanceMs = readDuration(context, view.advance(), kSome).value_or(0);
    }
    window.graceMs = readDuration(context, view.grace());
    window.retentionMs = readDuration(context, view.retention());
    window.emitFinal = draft.view.emitMode() == sql::EmitMode::Final;
    if (window.sizeMs > 0 && window.advanceMs > window.sizeMs) {
        context.error("bind.bad-duration", view.advance().span(),
                      "A hopping window cannot advance by more than its size");
    }
    draft.query.failed = draft.query.failed || context.diagnostics.size() > before;
    return window;
}

/// True when the group is the key of the input, so that rows stay where they are.
bool groupsByKey(const SelectDraft &draft, const Grouping &grouping)
{
    const plan::Node &input = draft.input();
    if (input.keyWindow || grouping.keys.size() != input.schema.key.size()) {
        return false;
    }
    for (std::size_t i = 0; i < grouping.keys.size(); ++i) {
        const plan::Expr &expr = *grouping.keys[i].expr;
        const bool same = expr.kind == plan::ExprKind::Input &&
                          expr.part == plan::RowPart::Column && expr.index == i;
        if (!same) {
            return false;
        }
    }
    return true;
}

void putExchange(SelectDraft &draft, const Grouping &grouping, SourceSpan span)
{
    plan::ExchangeOp exchange;
    for (const plan::NamedExpr &key : grouping.keys) {
        exchange.key.push_back(key.expr);
    }
    if (draft.query.leftSource) {
        exchange.keyFormat = draft.query.leftSource->keyFormat;
        exchange.partitions = partitionsOf(draft.context(), draft.query.leftSource->topic);
    }
    if (exchange.keyFormat.name == "NONE" || grouping.keys.size() > 1) {
        exchange.keyFormat.name = grouping.keys.size() > 1 ? "JSON" : "KAFKA";
    }
    exchange.keyFormat = exchangeFormat(exchange.keyFormat, exchange.key);
    const Schema schema = draft.input().schema;
    draft.node = draft.query.add("exchange", std::move(exchange), {draft.node}, schema, span);
}

void checkUndo(SelectDraft &draft, const Grouping &grouping)
{
    if (!draft.input().table) {
        return;
    }
    std::vector<std::string> names;
    SourceSpan span;
    for (const plan::ExprPtr &call : grouping.aggregates) {
        std::vector<functions::Argument> arguments;
        for (const plan::ExprPtr &operand : call->operands) {
            arguments.push_back(functions::Argument::of(operand->type));
        }
        const auto resolved =
            functions::FunctionRegistry::builtins().resolve(call->name, arguments);
        const bool undoable =
            resolved && resolved->aggregate != nullptr && resolved->aggregate->undoable;
        if (!undoable && std::find(names.begin(), names.end(), call->name) == names.end()) {
            span = names.empty() ? call->span : span;
            names.push_back(call->name);
        }
    }
    if (!names.empty()) {
        draft.context().error("bind.cannot-undo", span,
                              fmt::format("The aggregation function(s) ({}) cannot be applied to a "
                                          "table source, only to a stream source",
                                          fmt::join(names, ", ")));
        draft.query.failed = true;
    }
}

void bindHaving(SelectDraft &draft, Grouping &grouping, bool &good)
{
    const sql::Expression having = draft.view.having();
    if (!having) {
        return;
    }
    ExpressionBinder binder(draft.context(), draft.scope, {.clause = "HAVING", .aggregates = true});
    const plan::ExprPtr condition = binder.bindCondition(having);
    if (!condition) {
        good = false;
        return;
    }
    grouping.having = overGroups(draft, grouping, condition, having.span(), good);
}

void putAggregate(SelectDraft &draft, Grouping &grouping,
                  const std::optional<plan::WindowOp> &window)
{
    const sql::SyntaxNode clause = draft.view.clause(sql::SyntaxKind::GroupByClause);
    const SourceSpan groupSpan = clause ? clause.span() : draft.view.selectSpan();
    if (!groupsByKey(draft, grouping)) {
        putExchange(draft, grouping, groupSpan);
    }
    if (window) {
        const Schema schema = draft.input().schema;
        draft.node =
            draft.query.add("window", *window, {draft.node}, schema, draft.view.window().span());
    }
    Schema schema;
    for (const plan::NamedExpr &key : grouping.keys) {
        schema.key.push_back({key.name, key.expr->type});
    }
    for (std::size_t i = 0; i < grouping.aggregates.size(); ++i) {
        schema.value.push_back({fmt::format("AGG_{}", i), grouping.aggregates[i]->type});
    }
    draft.node = draft.query.add("group-by",
                                 plan::AggregateOp{.groupBy = std::move(grouping.keys),
                                                   .aggregates = std::move(grouping.aggregates)},
                                 {draft.node}, schema, groupSpan);
    plan::Node &node = draft.query.node(draft.node);
    node.table = true;
    node.keyWindow.reset();
    if (window) {
        const bool session = window->kind == WindowKind::Session;
        node.keyWindow =
            KeyWindow{window->kind, session ? std::nullopt : std::optional(window->sizeMs)};
    }
    if (grouping.having) {
        draft.node = draft.query.add(
            "having", plan::FilterOp{.predicate = std::move(grouping.having), .having = true},
            {draft.node}, schema, draft.view.clause(sql::SyntaxKind::HavingClause).span());
    }
}

/// A push query without GROUP BY may aggregate all rows into one group.
bool aggregatesAll(const SelectDraft &draft)
{
    return !draft.persistent && draft.view.emitMode() == sql::EmitMode::Changes &&
           !draft.view.clause(sql::SyntaxKind::GroupByClause) && !draft.view.window() &&
           !draft.view.having() && hasAggregates(draft);
}

/// Reports clauses that need a GROUP BY; true when there is none and nothing to do.
bool checkUngrouped(SelectDraft &draft)
{
    if (!draft.view.groupBy().empty() || draft.view.clause(sql::SyntaxKind::GroupByClause)) {
        return false;
    }
    BindContext &context = draft.context();
    const std::size_t before = context.diagnostics.size();
    if (draft.view.window()) {
        context.error("bind.window-without-group", draft.view.window().span(),
                      "WINDOW clause requires a GROUP BY clause");
    } else if (draft.view.emitMode() == sql::EmitMode::Final) {
        context.error("bind.final-without-window",
                      draft.view.clause(sql::SyntaxKind::EmitClause).span(),
                      "EMIT FINAL is only supported for windowed aggregations");
    }
    if (draft.view.having()) {
        context.error("bind.having-without-group",
                      draft.view.clause(sql::SyntaxKind::HavingClause).span(),
                      "HAVING requires a GROUP BY clause", "To filter rows write WHERE");
    }
    if (hasAggregates(draft)) {
        context.error("bind.aggregate-without-group", draft.view.selectSpan(),
                      "Use of aggregate functions requires a GROUP BY clause");
    }
    draft.query.failed = draft.query.failed || context.diagnostics.size() > before;
    return true;
}

} // namespace

void bindGroupBy(SelectDraft &draft)
{
    const bool all = aggregatesAll(draft);
    if (!all && checkUngrouped(draft)) {
        return;
    }
    Grouping grouping;
    const std::optional<plan::WindowOp> window = bindWindow(draft);
    grouping.windowed = window.has_value();
    bool good = bindGroupKeys(draft, grouping);
    if (all) {
        grouping.keys.push_back({"ALL_ROWS", plan::makeLiteral(Value(0), DataType::integer())});
    } else if (draft.view.groupBy().empty()) {
        draft.context().error("bind.empty-group-by",
                              draft.view.clause(sql::SyntaxKind::GroupByClause).span(),
                              "GROUP BY requires at least one expression");
        good = false;
    }
    if (!window && draft.view.emitMode() == sql::EmitMode::Final) {
        draft.context().error("bind.final-without-window",
                              draft.view.clause(sql::SyntaxKind::EmitClause).span(),
                              "EMIT FINAL is only supported for windowed aggregations");
        good = false;
    }
    if (good) {
        for (SelectItem &item : draft.items) {
            if (item.expr) {
                item.expr = overGroups(draft, grouping, item.expr, item.span, good);
            }
        }
    }
    bindHaving(draft, grouping, good);
    // An item that was reported may have been the aggregate.
    const bool whole = std::all_of(draft.items.begin(), draft.items.end(),
                                   [](const SelectItem &item) { return item.expr != nullptr; });
    if (good && grouping.aggregates.empty() && !whole) {
        good = false;
    } else if (good && grouping.aggregates.empty()) {
        draft.context().error("bind.group-without-aggregate",
                              draft.view.clause(sql::SyntaxKind::GroupByClause).span(),
                              "GROUP BY requires aggregate functions in either the SELECT or "
                              "HAVING clause");
        good = false;
    }
    if (!good) {
        draft.query.failed = true;
        return;
    }
    checkUndo(draft, grouping);
    draft.equalToKey.clear();
    draft.windowed = grouping.windowed;
    putAggregate(draft, grouping, window);
}

} // namespace weir::bind
