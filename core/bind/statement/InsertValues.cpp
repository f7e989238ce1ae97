#include "core/bind/Coercion.h"
#include "core/bind/ExpressionBinder.h"
#include "core/bind/relation/Relation.h"
#include "core/bind/statement/Statements.h"
#include "core/catalog/SystemColumns.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::bind {

namespace {

/// Columns that take values, in the order of VALUES: indexes into the schema, or ROWTIME.
constexpr std::size_t kRowTime = SIZE_MAX;
constexpr std::size_t kNowhere = SIZE_MAX - 1;

std::optional<std::vector<std::size_t>> columnsOf(StatementDraft &draft,
                                                  const catalog::Source &target)
{
    std::vector<std::size_t> result;
    const std::vector<sql::Identifier> names = draft.view.columnNames();
    bool good = true;
    for (const sql::Identifier &identifier : names) {
        const std::string name = draft.context.nameOf(identifier);
        const auto index = target.schema.find(name);
        const std::size_t place = name == "ROWTIME" ? kRowTime : index.value_or(kNowhere);
        if (std::find(result.begin(), result.end(), place) != result.end()) {
            draft.context.error("bind.duplicate-column", identifier.span,
                                fmt::format("Column {} is given twice", name));
            good = false;
        } else if (place == kRowTime) {
            result.push_back(kRowTime);
        } else if (catalog::isSystemColumn(name) || target.isHeaderColumn(name)) {
            draft.context.error("bind.insert-read-only", identifier.span,
                                fmt::format("Inserting into column {} is not allowed", name));
            good = false;
        } else if (!index) {
            draft.context.error("bind.unknown-column", identifier.span,
                                fmt::format("{} has no column {}", target.name, name));
            good = false;
        } else {
            result.push_back(*index);
        }
    }
    for (std::size_t i = 0; names.empty() && i < target.schema.size(); ++i) {
        if (!target.isHeaderColumn(target.schema.at(i).name)) {
            result.push_back(i);
        }
    }
    return good ? std::optional(result) : std::nullopt;
}

/// A value for a column: what CAST would take of a literal, else what widens.
plan::ExprPtr valueFor(const plan::ExprPtr &expr, const DataType &type)
{
    if (plan::ExprPtr result = coerced(expr, type)) {
        return result;
    }
    const bool numbers = expr->type.isNumeric() && type.isNumeric();
    const bool literal = expr->kind == plan::ExprKind::Literal;
    const bool text = literal && expr->type.is(TypeKind::String) &&
                      (type.isNumeric() || type.is(TypeKind::Boolean) || type.is(TypeKind::Bytes));
    const bool fits =
        literal && numbers && (type.is(TypeKind::Decimal) || type.is(TypeKind::Double));
    return text || fits ? plan::makeCast(expr, type, true, expr->span) : nullptr;
}

bool checkWritable(StatementDraft &draft, const catalog::Source &target)
{
    if (target.readOnly) {
        draft.context.error("bind.read-only-source", draft.view.name().span,
                            fmt::format("Cannot insert values into read-only {}: {}",
                                        target.isTable() ? "table" : "stream", target.name));
        return false;
    }
    if (target.keyWindow) {
        draft.context.error(
            "bind.insert-windowed", draft.view.name().span,
            fmt::format("Cannot insert values into {}, whose key is windowed", target.name));
        return false;
    }
    return true;
}

} // namespace

StatementAction bindInsertValues(StatementDraft &draft)
{
    BindContext &context = draft.context;
    const std::shared_ptr<const catalog::Source> target = findSource(context, draft.view.name());
    if (!target || !checkWritable(draft, *target)) {
        return Nothing{};
    }
    if (const sql::PropertiesView with = draft.view.properties()) {
        refusePart(
            context, "bind.with-in-insert-values", with.span(),
            "INSERT INTO … VALUES has no WITH: it writes one row in the stream's own formats",
            "Remove WITH");
        return Nothing{};
    }
    const auto columns = columnsOf(draft, *target);
    const std::vector<sql::Expression> written = draft.view.values();
    if (columns && columns->size() != written.size()) {
        context.error("bind.value-count", draft.view.span(),
                      fmt::format("Expected {} values, got {}", columns->size(), written.size()));
        return Nothing{};
    }
    InsertValues result{.target = target, .values = {}, .keyOnly = true, .rowTime = nullptr};
    for (std::size_t i = 0; i < target->schema.size(); ++i) {
        result.values.push_back(plan::makeLiteral(Value(), target->schema.at(i).type));
    }
    const Scope nothing;
    ExpressionBinder binder(context, nothing, {.clause = "VALUES"});
    bool good = columns.has_value();
    for (std::size_t i = 0; i < written.size(); ++i) {
        const plan::ExprPtr expr = binder.bind(written[i]);
        good = good && expr;
        if (!good) {
            continue;
        }
        const std::size_t column = (*columns)[i];
        const DataType type =
            column == kRowTime ? DataType::bigint() : target->schema.at(column).type;
        const plan::ExprPtr value = valueFor(expr, type);
        if (!value) {
            context.error(
                "bind.value-type", written[i].span(),
                fmt::format("{} takes {}, but {} is {}",
                            column == kRowTime ? "ROWTIME" : target->schema.at(column).name,
                            type.toString(), written[i].text(), expr->type.toString()));
            good = false;
        } else if (column == kRowTime) {
            result.rowTime = value;
        } else {
            result.values[column] = value;
            result.keyOnly = result.keyOnly && column < target->schema.key.size();
        }
    }
    for (std::size_t k = 0; good && target->isTable() && k < target->schema.key.size(); ++k) {
        if (std::find(columns->begin(), columns->end(), k) == columns->end()) {
            context.error("bind.key-value-missing", draft.view.span(),
                          fmt::format("{} is a table, so the row needs its key {}", target->name,
                                      target->schema.key[k].name));
            good = false;
        }
    }
    return good ? StatementAction(std::move(result)) : StatementAction(Nothing{});
}

} // namespace weir::bind
