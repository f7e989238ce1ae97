#include "core/base/NearestName.h"
#include "core/bind/Coercion.h"
#include "core/bind/expression/Kinds.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

namespace weir::bind {

plan::ExprPtr bindSubscript(ExpressionBinder &binder, const sql::Expression &expression)
{
    plan::ExprPtr base = binder.bind(expression.operand(0));
    plan::ExprPtr index = binder.bind(expression.operand(1));
    if (!base || !index) {
        return nullptr;
    }
    const bool array = base->type.is(TypeKind::Array);
    if (!array && !base->type.is(TypeKind::Map)) {
        binder.context().error("bind.not-indexable", expression.span(),
                               fmt::format("{} is {}, and only an ARRAY or MAP has elements",
                                           expression.operand(0).text(), base->type.toString()));
        return nullptr;
    }
    const DataType indexType = array ? DataType::integer() : base->type.mapKey();
    const bool number = array && index->type.is(TypeKind::Bigint);
    plan::ExprPtr cast =
        number ? plan::makeCast(index, indexType, true, index->span) : coerced(index, indexType);
    if (!cast) {
        binder.context().error("bind.bad-index", expression.operand(1).span(),
                               fmt::format("The index must be {}, but {} is {}",
                                           indexType.toString(), expression.operand(1).text(),
                                           index->type.toString()));
        return nullptr;
    }
    const DataType type = array ? base->type.element() : base->type.mapValue();
    return plan::makeExpr(plan::ExprKind::Subscript, type, {std::move(base), std::move(cast)}, {},
                          expression.span());
}

plan::ExprPtr bindDereference(ExpressionBinder &binder, const sql::Expression &expression)
{
    plan::ExprPtr base = binder.bind(expression.operand());
    if (!base) {
        return nullptr;
    }
    const sql::Identifier field = expression.field();
    if (!base->type.is(TypeKind::Struct)) {
        binder.context().error("bind.not-a-struct", field.span,
                               fmt::format("{} is {}, which has no fields",
                                           expression.operand().text(), base->type.toString()));
        return nullptr;
    }
    const std::string name = binder.context().nameOf(field);
    const int index = base->type.fieldIndex(name);
    if (index < 0) {
        Diagnostic &error = binder.context().error(
            "bind.unknown-field", field.span,
            fmt::format("{} has no field {}", expression.operand().text(), name));
        std::vector<std::string> names;
        for (const StructField &known : base->type.fields()) {
            names.push_back(known.name);
        }
        const std::string near = nearestName(name, names);
        if (!near.empty()) {
            error.hint = fmt::format("Did you mean {}?", near);
            error.fixes.push_back(
                {fmt::format("Use {}", near), {{field.span, sql::quoteIdentifier(near)}}});
        }
        return nullptr;
    }
    const DataType type = base->type.fields()[static_cast<std::size_t>(index)].type;
    plan::Expr expr{.kind = plan::ExprKind::Field, .type = type, .span = expression.span()};
    expr.operands = {std::move(base)};
    expr.name = name;
    expr.index = static_cast<std::size_t>(index);
    return std::make_shared<const plan::Expr>(std::move(expr));
}

} // namespace weir::bind
