#include "core/bind/Coercion.h"
#include "core/bind/CommonType.h"
#include "core/bind/expression/Kinds.h"
#include "core/plan/ExprBuild.h"

namespace weir::bind {

namespace {

/// `WHEN value` of the simple form means `operand = value`.
plan::ExprPtr bindWhen(ExpressionBinder &binder, const sql::Expression &expression,
                       const plan::ExprPtr &operand, const sql::Expression &condition)
{
    if (!expression.caseOperand()) {
        plan::ExprPtr bound = binder.bind(condition);
        if (bound && !bound->type.is(TypeKind::Boolean)) {
            binder.context().error("bind.not-a-condition", condition.span(),
                                   "WHEN needs a condition");
            return nullptr;
        }
        return bound;
    }
    plan::ExprPtr value = binder.bind(condition);
    if (!operand || !value) {
        return nullptr;
    }
    return makeComparison(binder, "=", operand, std::move(value), condition.span(),
                          expression.caseOperand().text(), condition.text());
}

} // namespace

plan::ExprPtr bindCase(ExpressionBinder &binder, const sql::Expression &expression)
{
    plan::ExprPtr operand;
    bool good = true;
    if (expression.caseOperand()) {
        operand = binder.bind(expression.caseOperand());
    }
    std::vector<plan::ExprPtr> conditions;
    std::vector<plan::ExprPtr> results;
    for (const sql::Expression::When &when : expression.whens()) {
        conditions.push_back(bindWhen(binder, expression, operand, when.condition));
        results.push_back(binder.bind(when.result));
        good = good && conditions.back() && results.back();
    }
    if (expression.elseResult()) {
        results.push_back(binder.bind(expression.elseResult()));
        good = good && results.back();
    }
    if (!good || conditions.empty()) {
        return nullptr; // a CASE without WHEN is the parser's to report
    }
    const std::optional<DataType> type = commonType(results);
    std::vector<plan::ExprPtr> operands;
    for (std::size_t i = 0; i < results.size(); ++i) {
        plan::ExprPtr result = type ? coercedElement(results[i], *type) : nullptr;
        if (!result) {
            binder.context().error("bind.no-common-type", expression.span(),
                                   "The branches of CASE have no common type");
            return nullptr;
        }
        if (i < conditions.size()) {
            operands.push_back(conditions[i]);
        }
        operands.push_back(std::move(result));
    }
    return plan::makeExpr(plan::ExprKind::Case, *type, std::move(operands), {}, expression.span());
}

} // namespace weir::bind
