#include "core/bind/Coercion.h"
#include "core/bind/expression/Kinds.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

namespace weir::bind {

namespace {

plan::ExprPtr asBoolean(ExpressionBinder &binder, const sql::Expression &expression,
                        std::string_view op)
{
    plan::ExprPtr operand = binder.bind(expression);
    if (!operand) {
        return nullptr;
    }
    if (isUntypedNull(*operand)) {
        return plan::makeLiteral(Value(), DataType::boolean(), operand->span);
    }
    if (!operand->type.is(TypeKind::Boolean)) {
        binder.context().error("bind.not-a-condition", expression.span(),
                               fmt::format("{} needs conditions, but {} is {}", op,
                                           expression.text(), operand->type.toString()));
        return nullptr;
    }
    return operand;
}

} // namespace

plan::ExprPtr bindLogical(ExpressionBinder &binder, const sql::Expression &expression)
{
    const bool isAnd = expression.op() == sql::BinaryOperator::And;
    plan::ExprPtr left = asBoolean(binder, expression.left(), isAnd ? "AND" : "OR");
    plan::ExprPtr right = asBoolean(binder, expression.right(), isAnd ? "AND" : "OR");
    if (!left || !right) {
        return nullptr;
    }
    return plan::makeExpr(isAnd ? plan::ExprKind::And : plan::ExprKind::Or, DataType::boolean(),
                          {std::move(left), std::move(right)}, {}, expression.span());
}

plan::ExprPtr bindNot(ExpressionBinder &binder, const sql::Expression &expression)
{
    plan::ExprPtr operand = asBoolean(binder, expression.operand(), "NOT");
    if (!operand) {
        return nullptr;
    }
    return plan::makeExpr(plan::ExprKind::Not, DataType::boolean(), {std::move(operand)}, {},
                          expression.span());
}

plan::ExprPtr bindIsNull(ExpressionBinder &binder, const sql::Expression &expression)
{
    plan::ExprPtr operand = binder.bind(expression.operand());
    if (!operand) {
        return nullptr;
    }
    return plan::makeExpr(
        expression.isNegated() ? plan::ExprKind::IsNotNull : plan::ExprKind::IsNull,
        DataType::boolean(),
        {isUntypedNull(*operand) ? plan::makeLiteral(Value(), DataType::string(), operand->span)
                                 : std::move(operand)},
        {}, expression.span());
}

} // namespace weir::bind
