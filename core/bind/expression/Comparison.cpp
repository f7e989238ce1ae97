#include "core/bind/Coercion.h"
#include "core/bind/expression/Kinds.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace weir::bind {

namespace {

/// The type both sides are compared as; nothing if they cannot be.
std::optional<DataType> comparedAs(const plan::Expr &left, const plan::Expr &right)
{
    const DataType &a = left.type;
    const DataType &b = right.type;
    if (a.isNumeric() && b.isNumeric()) {
        return widerType(a, b);
    }
    const bool text = a.is(TypeKind::String) != b.is(TypeKind::String);
    if (text && a.isTemporal()) {
        return a;
    }
    if (text && b.isTemporal()) {
        return b;
    }
    const bool days = (a.is(TypeKind::Date) && b.is(TypeKind::Timestamp)) ||
                      (a.is(TypeKind::Timestamp) && b.is(TypeKind::Date));
    if (days) {
        return DataType::timestamp();
    }
    return a == b ? std::optional(a) : std::nullopt;
}

bool mayOrder(const DataType &type)
{
    return !type.isNested() && !type.is(TypeKind::Boolean);
}

std::string operatorName(const std::string &op)
{
    static const std::map<std::string, std::string> names = {
        {"=", "EQUAL"},
        {"<>", "NOT_EQUAL"},
        {"<", "LESS_THAN"},
        {"<=", "LESS_THAN_OR_EQUAL"},
        {">", "GREATER_THAN"},
        {">=", "GREATER_THAN_OR_EQUAL"},
        {"IS DISTINCT FROM", "IS_DISTINCT_FROM"},
        {"IS NOT DISTINCT FROM", "IS_NOT_DISTINCT_FROM"},
    };
    return names.at(op);
}

std::string typeText(const plan::Expr &expr)
{
    return isUntypedNull(expr) ? "null" : expr.type.toString();
}

/// `ID = '10'` where ID is a number: proposes the literal without its quotes.
void proposeNumber(Diagnostic &error, const plan::Expr &number, const plan::Expr &text)
{
    const bool literal = text.kind == plan::ExprKind::Literal && text.type.is(TypeKind::String) &&
                         !text.value.isNull();
    if (!literal || !number.type.isNumeric()) {
        return;
    }
    const std::string &digits = text.value.as<std::string>();
    if (Decimal::parse(digits)) {
        error.fixes.push_back(
            {fmt::format("Compare with the number {}", digits), {{text.span, digits}}});
    }
}

} // namespace

plan::ExprPtr makeComparison(ExpressionBinder &binder, const std::string &op, plan::ExprPtr left,
                             plan::ExprPtr right, SourceSpan span, std::string_view leftText,
                             std::string_view rightText)
{
    const bool ordering = op.front() == '<' ? op != "<>" : op.front() == '>';
    std::optional<DataType> type;
    if (!isUntypedNull(*left) && !isUntypedNull(*right)) {
        type = comparedAs(*left, *right);
    }
    if (!type || (ordering && !mayOrder(*type))) {
        Diagnostic &error = binder.context().error(
            "bind.cannot-compare", span,
            fmt::format("Cannot compare {} ({}) to {} ({}) with {}.", leftText, typeText(*left),
                        rightText, typeText(*right), operatorName(op)));
        if (isUntypedNull(*left) || isUntypedNull(*right)) {
            error.hint = "Write IS NULL or IS NOT NULL";
        }
        proposeNumber(error, *left, *right);
        proposeNumber(error, *right, *left);
        return nullptr;
    }
    return plan::makeExpr(plan::ExprKind::Compare, DataType::boolean(),
                          {plan::makeCast(left, *type, true, left->span),
                           plan::makeCast(right, *type, true, right->span)},
                          op, span);
}

plan::ExprPtr bindComparison(ExpressionBinder &binder, const sql::Expression &expression)
{
    std::vector<Diagnostic> &diagnostics = binder.context().diagnostics;
    const std::size_t before = diagnostics.size();
    const std::set<std::string> reported = binder.context().reportedAliases;
    plan::ExprPtr left = binder.bind(expression.left());
    const bool leftFailed = !left;
    const std::size_t middle = diagnostics.size();
    plan::ExprPtr right =
        binder.bind(expression.right(), left ? std::optional(left->type) : std::nullopt);
    if (leftFailed && right) {
        // Once more, now that it is known what type the left name should have.
        diagnostics.erase(diagnostics.begin() + static_cast<std::ptrdiff_t>(before),
                          diagnostics.begin() + static_cast<std::ptrdiff_t>(middle));
        binder.context().reportedAliases = reported;
        binder.bind(expression.left(), right->type);
    }
    left = leftFailed ? nullptr : asPointInTime(binder, expression.right(), std::move(left));
    right = asPointInTime(binder, expression.left(), std::move(right));
    if (!left || !right) {
        return nullptr;
    }
    return makeComparison(binder, std::string(sql::spelling(expression.op())), std::move(left),
                          std::move(right), expression.span(), expression.left().text(),
                          expression.right().text());
}

} // namespace weir::bind
