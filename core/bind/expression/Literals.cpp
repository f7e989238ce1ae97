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

/// A DOUBLE that cannot be read is too large, or nearer to 0 than any DOUBLE.
plan::ExprPtr outOfRange(ExpressionBinder &binder, const sql::Expression &expression)
{
    const std::string_view text = expression.digits();
    const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
    const std::size_t point = std::min(text.find('.'), mark);
    const std::size_t first = text.find_first_of("123456789");
    int exponent = 0;
    const std::size_t sign = mark + 1 < text.size() && text[mark + 1] == '+' ? 1 : 0;
    if (mark < text.size()) {
        std::from_chars(text.data() + mark + 1 + sign, text.data() + text.size(), exponent);
    }
    const auto places = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
    if (first >= mark || places + exponent > 0) {
        return tooLarge(binder, expression);
    }
    binder.context().error(
        "bind.number-too-small", expression.span(),
        fmt::format("The number {} is nearer to 0 than any DOUBLE can be", expression.text()),
        "Write 0");
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

/// Null for the one number whose opposite no BIGINT holds.
plan::ExprPtr negated(const plan::Expr &literal, SourceSpan span)
{
    if (literal.value.isNull()) {
        return plan::makeLiteral(Value(), literal.type, span);
    }
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
    return value == INT64_MIN ? nullptr : integerLiteral(-value, span);
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
            return outOfRange(binder, expression);
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
        plan::ExprPtr result = negated(*operand, expression.span());
        return result ? result : tooLarge(binder, expression);
    }
    const DataType type = operand->type;
    return plan::makeExpr(plan::ExprKind::Negate, type, {std::move(operand)}, {},
                          expression.span());
}

} // namespace weir::bind
