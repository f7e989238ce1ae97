#include "core/bind/Coercion.h"
#include "core/bind/CommonType.h"
#include "core/bind/expression/Kinds.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::bind {

namespace {

plan::ExprPtr makePredicate(plan::ExprKind kind, std::vector<plan::ExprPtr> operands,
                            const sql::Expression &expression)
{
    plan::Expr expr{.kind = kind, .type = DataType::boolean(), .span = expression.span()};
    expr.operands = std::move(operands);
    expr.negated = expression.isNegated();
    return std::make_shared<const plan::Expr>(std::move(expr));
}

bool anyMissing(const std::vector<plan::ExprPtr> &exprs)
{
    return std::any_of(exprs.begin(), exprs.end(), [](const plan::ExprPtr &e) { return !e; });
}

/// The type of which all of a BETWEEN is, from those that each bound is compared as.
std::optional<DataType> commonBound(const DataType &low, const DataType &high)
{
    const bool days = (low.is(TypeKind::Date) && high.is(TypeKind::Timestamp)) ||
                      (low.is(TypeKind::Timestamp) && high.is(TypeKind::Date));
    return days ? std::optional(DataType::timestamp()) : widerType(low, high);
}

} // namespace

plan::ExprPtr bindBetween(ExpressionBinder &binder, const sql::Expression &expression)
{
    std::vector<plan::ExprPtr> operands = binder.bindAll(expression.operands());
    for (std::size_t i = 1; i < operands.size(); ++i) {
        operands[i] = asPointInTime(binder, expression.operand(0), std::move(operands[i]));
    }
    if (operands.size() != 3 || anyMissing(operands)) {
        return nullptr;
    }
    // The comparisons it stands for decide about types; each bound against the value.
    std::optional<DataType> type;
    for (const std::size_t bound : {std::size_t(1), std::size_t(2)}) {
        const plan::ExprPtr comparison =
            makeComparison(binder, bound == 1 ? ">=" : "<=", operands[0], operands[bound],
                           expression.operand(bound).span(), expression.operand(0).text(),
                           expression.operand(bound).text());
        if (!comparison) {
            return nullptr;
        }
        const DataType &compared = comparison->operands[0]->type;
        type = type ? commonBound(*type, compared) : std::optional(compared);
        if (!type) {
            binder.context().error("bind.no-common-type", expression.span(),
                                   fmt::format("{} cannot be compared with both bounds as values "
                                               "of one type",
                                               expression.operand(0).text()),
                                   "CAST one of the bounds");
            return nullptr;
        }
    }
    for (plan::ExprPtr &operand : operands) {
        operand = plan::makeCast(operand, *type, true, operand->span);
    }
    return makePredicate(plan::ExprKind::Between, std::move(operands), expression);
}

plan::ExprPtr bindIn(ExpressionBinder &binder, const sql::Expression &expression)
{
    std::vector<plan::ExprPtr> operands = binder.bindAll(expression.operands());
    if (operands.empty() || anyMissing(operands)) {
        return nullptr;
    }
    const std::optional<DataType> type = commonType(operands);
    bool good = type.has_value();
    for (plan::ExprPtr &operand : operands) {
        operand = good ? coercedElement(operand, *type) : nullptr;
        good = good && operand;
    }
    if (!good) {
        binder.context().error("bind.no-common-type", expression.span(),
                               fmt::format("{} cannot be compared with every value of the list",
                                           expression.operand(0).text()));
        return nullptr;
    }
    return makePredicate(plan::ExprKind::In, std::move(operands), expression);
}

plan::ExprPtr bindLike(ExpressionBinder &binder, const sql::Expression &expression)
{
    std::vector<plan::ExprPtr> operands = {binder.bind(expression.operand(0)),
                                           binder.bind(expression.operand(1))};
    if (anyMissing(operands)) {
        return nullptr;
    }
    for (std::size_t i = 0; i < operands.size(); ++i) {
        if (!isUntypedNull(*operands[i]) && !operands[i]->type.is(TypeKind::String)) {
            binder.context().error("bind.not-a-text", expression.operand(i).span(),
                                   fmt::format("LIKE needs texts, but {} is {}",
                                               expression.operand(i).text(),
                                               operands[i]->type.toString()));
            return nullptr;
        }
        operands[i] = coerced(operands[i], DataType::string());
    }
    if (const std::optional<std::string> escape = expression.escape()) {
        if (escape->size() != 1) {
            binder.context().error("bind.bad-escape", expression.span(),
                                   "ESCAPE must be a single character");
            return nullptr;
        }
        operands.push_back(plan::makeLiteral(Value(*escape), DataType::string()));
    }
    return makePredicate(plan::ExprKind::Like, std::move(operands), expression);
}

} // namespace weir::bind
