#include "core/bind/Coercion.h"
#include "core/bind/CommonType.h"
#include "core/bind/expression/Kinds.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::bind {

namespace {

/// Brings elements to their common type; false and a report when there is none.
bool unify(ExpressionBinder &binder, std::vector<plan::ExprPtr> &elements,
           const sql::Expression &expression, std::string_view what)
{
    const bool missing = std::any_of(elements.begin(), elements.end(),
                                     [](const plan::ExprPtr &element) { return !element; });
    if (missing) {
        return false;
    }
    const std::optional<DataType> type = commonType(elements);
    bool good = type.has_value();
    for (std::size_t i = 0; good && i < elements.size(); ++i) {
        elements[i] = coercedElement(elements[i], *type);
        good = elements[i] != nullptr;
    }
    if (!good) {
        const bool allNull = !type && std::all_of(elements.begin(), elements.end(),
                                                  [](const plan::ExprPtr &element) {
                                                      return isUntypedNull(*element);
                                                  });
        binder.context().error(
            "bind.no-common-type", expression.span(),
            allNull ? fmt::format("{} of nothing but NULL has no type", what)
                    : fmt::format("{} have no common type", what),
            allNull ? "Write CAST(NULL AS STRING) or another type for one of them" : "");
    }
    return good;
}

} // namespace

plan::ExprPtr bindArray(ExpressionBinder &binder, const sql::Expression &expression)
{
    std::vector<plan::ExprPtr> elements = binder.bindAll(expression.operands());
    if (elements.empty()) {
        binder.context().error("bind.empty-array", expression.span(),
                               "An array needs at least one element");
        return nullptr;
    }
    if (!unify(binder, elements, expression, "The elements of the array")) {
        return nullptr;
    }
    const DataType type = DataType::array(elements[0]->type);
    return plan::makeExpr(plan::ExprKind::ArrayOf, type, std::move(elements), {},
                          expression.span());
}

plan::ExprPtr bindMap(ExpressionBinder &binder, const sql::Expression &expression)
{
    std::vector<plan::ExprPtr> keys;
    std::vector<plan::ExprPtr> values;
    for (const sql::Expression::Entry &entry : expression.entries()) {
        keys.push_back(binder.bind(entry.key));
        values.push_back(binder.bind(entry.value));
    }
    if (keys.empty()) {
        binder.context().error("bind.empty-map", expression.span(),
                               "A map needs at least one entry");
        return nullptr;
    }
    const bool goodKeys = unify(binder, keys, expression, "The keys of the map");
    if (!unify(binder, values, expression, "The values of the map") || !goodKeys) {
        return nullptr;
    }
    const DataType type = DataType::map(keys[0]->type, values[0]->type);
    std::vector<plan::ExprPtr> operands;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        operands.push_back(keys[i]);
        operands.push_back(values[i]);
    }
    return plan::makeExpr(plan::ExprKind::MapOf, type, std::move(operands), {}, expression.span());
}

plan::ExprPtr bindStruct(ExpressionBinder &binder, const sql::Expression &expression)
{
    std::vector<StructField> fields;
    std::vector<plan::ExprPtr> operands;
    bool good = true;
    for (const sql::Expression::Entry &entry : expression.entries()) {
        const std::string name = binder.context().nameOf(entry.name);
        const bool twice = std::any_of(fields.begin(), fields.end(), [&](const StructField &field) {
            return field.name == name;
        });
        if (twice) {
            binder.context().error("bind.duplicate-field", entry.name.span,
                                   fmt::format("The struct has two fields named {}", name));
        }
        operands.push_back(binder.bindTyped(entry.value));
        good = good && operands.back() && !twice;
        fields.push_back({name, operands.back() ? operands.back()->type : DataType()});
    }
    if (!good) {
        return nullptr;
    }
    return plan::makeExpr(plan::ExprKind::StructOf, DataType::structOf(std::move(fields)),
                          std::move(operands), {}, expression.span());
}

} // namespace weir::bind
