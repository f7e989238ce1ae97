#include "core/bind/Coercion.h"
#include "core/bind/expression/Kinds.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::bind {

namespace {

std::string signOf(sql::BinaryOperator op)
{
    return std::string(
        sql::spelling(op == sql::BinaryOperator::Concat ? sql::BinaryOperator::Add : op));
}

/// The precision and scale rules of SEMANTICS 7.
DataType decimalResult(sql::BinaryOperator op, const DataType &a, const DataType &b)
{
    const int p1 = a.precision();
    const int s1 = a.scale();
    const int p2 = b.precision();
    const int s2 = b.scale();
    switch (op) {
    case sql::BinaryOperator::Multiply:
        return DataType::decimal(p1 + p2 + 1, s1 + s2);
    case sql::BinaryOperator::Divide: {
        const int scale = std::max(6, s1 + p2 + 1);
        return DataType::decimal(p1 - s1 + s2 + scale, scale);
    }
    case sql::BinaryOperator::Modulo: {
        const int scale = std::max(s1, s2);
        return DataType::decimal(std::min(p1 - s1, p2 - s2) + scale, scale);
    }
    default: {
        const int scale = std::max(s1, s2);
        return DataType::decimal(std::max(p1 - s1, p2 - s2) + scale + 1, scale);
    }
    }
}

plan::ExprPtr reportArithmetic(ExpressionBinder &binder, const sql::Expression &expression,
                               const plan::Expr &left, const plan::Expr &right)
{
    const auto typeText = [](const plan::Expr &expr) {
        return isUntypedNull(expr) ? std::string("null") : expr.type.toString();
    };
    binder.context().error("bind.bad-arithmetic", expression.span(),
                           fmt::format("Arithmetic on types {} and {} with {} is not supported",
                                       typeText(left), typeText(right), signOf(expression.op())));
    return nullptr;
}

} // namespace

plan::ExprPtr bindArithmetic(ExpressionBinder &binder, const sql::Expression &expression)
{
    plan::ExprPtr left = binder.bind(expression.left());
    plan::ExprPtr right = binder.bind(expression.right());
    if (!left || !right) {
        return nullptr;
    }
    if (isUntypedNull(*left) || isUntypedNull(*right)) {
        return reportArithmetic(binder, expression, *left, *right);
    }
    const sql::BinaryOperator op = expression.op();
    const bool joins = op == sql::BinaryOperator::Add || op == sql::BinaryOperator::Concat;
    const SourceSpan span = expression.span();
    if (joins && left->type.is(TypeKind::String) && right->type.is(TypeKind::String)) {
        return plan::makeExpr(plan::ExprKind::Arithmetic, DataType::string(), {left, right},
                              signOf(op), span);
    }
    const bool numbers = left->type.isNumeric() && right->type.isNumeric();
    if (!numbers || op == sql::BinaryOperator::Concat) {
        return reportArithmetic(binder, expression, *left, *right);
    }
    DataType type = *widerType(left->type, right->type);
    DataType leftType = type;
    DataType rightType = type;
    if (type.is(TypeKind::Decimal)) {
        leftType = asDecimal(left->type);
        rightType = asDecimal(right->type);
        type = decimalResult(op, leftType, rightType);
    }
    return plan::makeExpr(plan::ExprKind::Arithmetic, type,
                          {plan::makeCast(left, leftType, true, left->span),
                           plan::makeCast(right, rightType, true, right->span)},
                          signOf(op), span);
}

} // namespace weir::bind
