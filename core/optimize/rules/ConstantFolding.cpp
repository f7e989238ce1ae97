#include "core/optimize/QueryEdit.h"
#include "core/optimize/rules/Rules.h"
#include "core/plan/ExprBuild.h"

namespace weir::optimize {

namespace {

bool isBoolean(const plan::Expr &expr, bool value)
{
    return expr.kind == plan::ExprKind::Literal && expr.type.is(TypeKind::Boolean) &&
           !expr.value.isNull() && expr.value.as<bool>() == value;
}

plan::ExprPtr booleanLiteral(bool value, SourceSpan span)
{
    return plan::makeLiteral(Value(value), DataType::boolean(), span);
}

/// `a AND TRUE` is a, `a OR FALSE` is a; an operand that decides alone decides. An error bit of the
/// other operand goes with it only where the other would not have been evaluated anyway, which is
/// when the deciding operand stands first (ENGINE.md 7).
plan::ExprPtr foldLogical(const plan::Expr &expr)
{
    const bool isAnd = expr.kind == plan::ExprKind::And;
    const plan::ExprPtr &left = expr.operands[0];
    const plan::ExprPtr &right = expr.operands[1];
    if (isBoolean(*left, isAnd)) {
        return right;
    }
    if (isBoolean(*right, isAnd)) {
        return left;
    }
    return isBoolean(*left, !isAnd) ? left : nullptr;
}

/// Widening of a literal: INTEGER to BIGINT or DOUBLE, exactly.
plan::ExprPtr foldCast(const plan::Expr &expr)
{
    const plan::Expr &operand = *expr.operands[0];
    if (operand.kind != plan::ExprKind::Literal) {
        return nullptr;
    }
    if (operand.value.isNull()) {
        return plan::makeLiteral(Value(), expr.type, expr.span);
    }
    if (!operand.type.is(TypeKind::Integer)) {
        return nullptr;
    }
    const std::int32_t value = operand.value.as<std::int32_t>();
    if (expr.type.is(TypeKind::Bigint)) {
        return plan::makeLiteral(Value(static_cast<std::int64_t>(value)), expr.type, expr.span);
    }
    return expr.type.is(TypeKind::Double)
               ? plan::makeLiteral(Value(static_cast<double>(value)), expr.type, expr.span)
               : nullptr;
}

/// INTEGER and BIGINT sums, differences and products that do not overflow; the kernel decides about
/// the rest.
plan::ExprPtr foldArithmetic(const plan::Expr &expr)
{
    const plan::Expr &left = *expr.operands[0];
    const plan::Expr &right = *expr.operands[1];
    const bool literals = left.kind == plan::ExprKind::Literal &&
                          right.kind == plan::ExprKind::Literal && !left.value.isNull() &&
                          !right.value.isNull();
    const bool integers = literals && expr.type.is(TypeKind::Integer);
    if (!integers) {
        return nullptr;
    }
    const std::int64_t a = left.value.as<std::int32_t>();
    const std::int64_t b = right.value.as<std::int32_t>();
    std::int64_t result = 0;
    if (expr.name == "+") {
        result = a + b;
    } else if (expr.name == "-") {
        result = a - b;
    } else if (expr.name == "*") {
        result = a * b;
    } else {
        return nullptr;
    }
    if (result < INT32_MIN || result > INT32_MAX) {
        return nullptr;
    }
    return plan::makeLiteral(Value(static_cast<std::int32_t>(result)), expr.type, expr.span);
}

plan::ExprPtr foldOne(const plan::Expr &expr)
{
    switch (expr.kind) {
    case plan::ExprKind::And:
    case plan::ExprKind::Or:
        return foldLogical(expr);
    case plan::ExprKind::Not:
        if (isBoolean(*expr.operands[0], true) || isBoolean(*expr.operands[0], false)) {
            return booleanLiteral(isBoolean(*expr.operands[0], false), expr.span);
        }
        return nullptr;
    case plan::ExprKind::Cast:
        return foldCast(expr);
    case plan::ExprKind::Arithmetic:
        return foldArithmetic(expr);
    default:
        return nullptr;
    }
}

/// Folds from the leaves up; the same pointer when there is nothing to fold.
plan::ExprPtr fold(const plan::ExprPtr &expr)
{
    std::vector<plan::ExprPtr> operands;
    bool changed = false;
    for (const plan::ExprPtr &operand : expr->operands) {
        operands.push_back(fold(operand));
        changed = changed || operands.back() != operand;
    }
    plan::ExprPtr result = expr;
    if (changed) {
        plan::Expr copy = *expr;
        copy.operands = std::move(operands);
        result = std::make_shared<const plan::Expr>(std::move(copy));
    }
    const plan::ExprPtr folded = foldOne(*result);
    return folded ? folded : result;
}

class ConstantFolding : public Rule {
public:
    std::string_view name() const override { return "constant-folding"; }

    bool matches(const plan::Query &query, plan::NodeIndex node) const override
    {
        // The aggregate's calls keep their arguments: a constant one is part of the function.
        return !std::holds_alternative<plan::AggregateOp>(query.nodes[node].op);
    }

    bool apply(plan::Query &query, plan::NodeIndex node) const override
    {
        bool changed = false;
        rewriteNodeExprs(query.nodes[node], [&](const plan::ExprPtr &expr, std::size_t) {
            plan::ExprPtr folded = fold(expr);
            changed = changed || folded != expr;
            return folded;
        });
        return changed;
    }
};

} // namespace

std::unique_ptr<Rule> makeConstantFolding()
{
    return std::make_unique<ConstantFolding>();
}

} // namespace weir::optimize
