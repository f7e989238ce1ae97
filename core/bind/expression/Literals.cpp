#include "core/bind/Coercion.h"
#include "core/bind/expression/Kinds.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace weir::bind {

namespace {

plan::ExprPtr tooLarge(ExpressionBinder &binder, const sql::Expression &expression)
{
    binder.context().error("bind.number-too-large", expression.span(),
                           fmt::format("The number {} is too large", expression.text()));
    return nullptr;
}

plan::ExprPtr integerLiteral(std::int64_t value, SourceSpan span)
{
    if (value >= INT32_MIN && value <= INT32_MAX) {
        return plan::makeLiteral(Value(static_cast<std::int32_t>(value)), DataType::integer(),
                                 span);
    }
    return plan::makeLiteral(Value(value), DataType::bigint(), span);
}

/// The one BIGINT whose digits without the sign are too many.
bool isSmallestBigint(const sql::Expression &expression)
{
    std::string_view digits = expression.text();
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return expression.kind() == sql::SyntaxKind::IntegerLiteral && digits == "9223372036854775808";
}

plan::ExprPtr decimalLiteral(const Decimal &value, SourceSpan span)
{
    const int precision = std::max(value.digitCount(), value.scale());
    return plan::makeLiteral(Value(value), DataType::decimal(precision, value.scale()), span);
}

plan::ExprPtr negated(const plan::Expr &literal, SourceSpan span)
{
    if (literal.type.is(TypeKind::Double)) {
        return plan::makeLiteral(Value(-literal.value.as<double>()), literal.type, span);
    }
    if (literal.type.is(TypeKind::Decimal)) {
        const Decimal &value = literal.value.as<Decimal>();
        return plan::makeLiteral(Value(value.negated()), literal.type, span);
    }
    const std::int64_t value = literal.type.is(TypeKind::Integer)
                                   ? literal.value.as<std::int32_t>()
                                   : literal.value.as<std::int64_t>();
    return integerLiteral(-value, span);
}

} // namespace

plan::ExprPtr bindLiteral(ExpressionBinder &binder, const sql::Expression &expression)
{
    const SourceSpan span = expression.span();
    switch (expression.kind()) {
    case sql::SyntaxKind::IntegerLiteral: {
        const std::optional<std::int64_t> value = expression.integer();
        return value ? integerLiteral(*value, span) : tooLarge(binder, expression);
    }
    case sql::SyntaxKind::DecimalLiteral: {
        const std::optional<Decimal> value = Decimal::parse(expression.digits());
        return value ? decimalLiteral(*value, span) : tooLarge(binder, expression);
    }
    case sql::SyntaxKind::FloatLiteral: {
        const std::string_view digits = expression.digits();
        double value = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc() || end != digits.data() + digits.size()) {
            return tooLarge(binder, expression);
        }
        return plan::makeLiteral(Value(value), DataType::doubleType(), span);
    }
    case sql::SyntaxKind::StringLiteral:
        return plan::makeLiteral(Value(binder.context().substituteText(expression.string(), span)),
                                 DataType::string(), span);
    case sql::SyntaxKind::BooleanLiteral:
        return plan::makeLiteral(Value(expression.isTrue()), DataType::boolean(), span);
    default:
        return untypedNull(span);
    }
}

plan::ExprPtr bindUnary(ExpressionBinder &binder, const sql::Expression &expression)
{
    if (expression.isMinus() && isSmallestBigint(expression.operand().unwrapped())) {
        return integerLiteral(INT64_MIN, expression.span());
    }
    plan::ExprPtr operand = binder.bind(expression.operand());
    if (!operand) {
        return nullptr;
    }
    if (isUntypedNull(*operand) || !operand->type.isNumeric()) {
        binder.context().error(
            "bind.not-a-number", expression.span(),
            fmt::format("{} needs a number, but {} is {}", expression.isMinus() ? "-" : "+",
                        expression.operand().text(),
                        isUntypedNull(*operand) ? "NULL" : operand->type.toString()));
        return nullptr;
    }
    if (!expression.isMinus()) {
        return operand;
    }
    if (operand->kind == plan::ExprKind::Literal) {
        return negated(*operand, expression.span());
    }
    const DataType type = operand->type;
    return plan::makeExpr(plan::ExprKind::Negate, type, {std::move(operand)}, {},
                          expression.span());
}

} // namespace weir::bind
