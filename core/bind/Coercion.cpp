#include "core/bind/Coercion.h"

#include "core/plan/ExprBuild.h"
#include "core/sql/view/Identifier.h"

#include <algorithm>

namespace weir::bind {

namespace {

constexpr const char *kUntypedNull = "NULL";

bool isTextLiteral(const plan::Expr &expr)
{
    return expr.kind == plan::ExprKind::Literal && expr.type.is(TypeKind::String) &&
           !expr.value.isNull();
}

bool isBooleanText(const std::string &text)
{
    const std::string word = upperCase(text);
    return word == "TRUE" || word == "FALSE" || word == "YES" || word == "NO" || word == "T" ||
           word == "F" || word == "Y" || word == "N";
}

bool isTemporal(const DataType &type)
{
    return type.is(TypeKind::Date) || type.is(TypeKind::Time) || type.is(TypeKind::Timestamp);
}

std::optional<DataType> widerNumber(const DataType &a, const DataType &b)
{
    if (a.is(TypeKind::Double) || b.is(TypeKind::Double)) {
        return DataType::doubleType();
    }
    if (a.is(TypeKind::Decimal) || b.is(TypeKind::Decimal)) {
        const DataType left = asDecimal(a);
        const DataType right = asDecimal(b);
        const int scale = std::max(left.scale(), right.scale());
        const int whole =
            std::max(left.precision() - left.scale(), right.precision() - right.scale());
        return DataType::decimal(whole + scale, scale);
    }
    const bool big = a.is(TypeKind::Bigint) || b.is(TypeKind::Bigint);
    return big ? DataType::bigint() : DataType::integer();
}

std::optional<DataType> widerStruct(const DataType &a, const DataType &b)
{
    std::vector<StructField> fields = a.fields();
    for (const StructField &field : b.fields()) {
        const int known = a.fieldIndex(field.name);
        if (known < 0) {
            fields.push_back(field);
            continue;
        }
        const std::optional<DataType> type = widerType(fields[known].type, field.type);
        if (!type) {
            return std::nullopt;
        }
        fields[known].type = *type;
    }
    return DataType::structOf(std::move(fields));
}

} // namespace

bool isUntypedNull(const plan::Expr &expr)
{
    return expr.kind == plan::ExprKind::Literal && expr.value.isNull() && expr.name == kUntypedNull;
}

plan::ExprPtr untypedNull(SourceSpan span)
{
    plan::Expr expr{.kind = plan::ExprKind::Literal, .type = DataType::string(), .span = span};
    expr.name = kUntypedNull;
    return std::make_shared<const plan::Expr>(std::move(expr));
}

DataType asDecimal(const DataType &type)
{
    switch (type.kind()) {
    case TypeKind::Integer:
        return DataType::decimal(10, 0);
    case TypeKind::Bigint:
        return DataType::decimal(19, 0);
    default:
        return type;
    }
}

std::optional<DataType> widerType(const DataType &a, const DataType &b)
{
    if (a == b) {
        return a;
    }
    if (a.isNumeric() && b.isNumeric()) {
        return widerNumber(a, b);
    }
    if (a.kind() != b.kind()) {
        return std::nullopt;
    }
    if (a.is(TypeKind::Array)) {
        const auto element = widerType(a.element(), b.element());
        return element ? std::optional(DataType::array(*element)) : std::nullopt;
    }
    if (a.is(TypeKind::Map)) {
        const auto key = widerType(a.mapKey(), b.mapKey());
        const auto value = widerType(a.mapValue(), b.mapValue());
        return key && value ? std::optional(DataType::map(*key, *value)) : std::nullopt;
    }
    return a.is(TypeKind::Struct) ? widerStruct(a, b) : std::nullopt;
}

bool widensTo(const DataType &from, const DataType &to)
{
    if (from == to) {
        return true;
    }
    const std::optional<DataType> wider = widerType(from, to);
    return wider && *wider == to;
}

bool isCastable(const DataType &from, const DataType &to)
{
    if (from == to || to.is(TypeKind::String)) {
        return from == to || !from.is(TypeKind::Bytes);
    }
    if (from.isNumeric() && to.isNumeric()) {
        return true;
    }
    if (from.is(TypeKind::String)) {
        return to.isNumeric() || to.is(TypeKind::Boolean) || isTemporal(to);
    }
    if (from.is(TypeKind::Timestamp)) {
        return to.is(TypeKind::Date) || to.is(TypeKind::Time);
    }
    if (from.is(TypeKind::Date)) {
        return to.is(TypeKind::Timestamp);
    }
    if (from.kind() != to.kind()) {
        return false;
    }
    if (from.is(TypeKind::Array)) {
        return isCastable(from.element(), to.element());
    }
    if (from.is(TypeKind::Map)) {
        return isCastable(from.mapKey(), to.mapKey()) && isCastable(from.mapValue(), to.mapValue());
    }
    if (from.is(TypeKind::Struct)) {
        return std::all_of(to.fields().begin(), to.fields().end(), [&](const StructField &field) {
            const int index = from.fieldIndex(field.name);
            return index < 0 || isCastable(from.fields()[index].type, field.type);
        });
    }
    return false;
}

plan::ExprPtr coerced(const plan::ExprPtr &expr, const DataType &type)
{
    if (isUntypedNull(*expr)) {
        return plan::makeLiteral(Value(), type, expr->span);
    }
    const bool textAsTime = isTextLiteral(*expr) && isTemporal(type);
    const bool dateAsTimestamp = expr->type.is(TypeKind::Date) && type.is(TypeKind::Timestamp);
    if (!textAsTime && !dateAsTimestamp && !widensTo(expr->type, type)) {
        return nullptr;
    }
    return plan::makeCast(expr, type, true, expr->span);
}

std::optional<DataType> commonType(const std::vector<plan::ExprPtr> &exprs)
{
    std::optional<DataType> result;
    bool text = false;
    for (const plan::ExprPtr &expr : exprs) {
        if (isUntypedNull(*expr)) {
            continue;
        }
        if (isTextLiteral(*expr)) {
            text = true;
            continue;
        }
        result = result ? widerType(*result, expr->type) : std::optional(expr->type);
        if (!result) {
            return std::nullopt;
        }
    }
    if (!text) {
        return result;
    }
    if (!result) {
        return DataType::string();
    }
    for (const plan::ExprPtr &expr : exprs) {
        if (isTextLiteral(*expr) && result->is(TypeKind::Boolean) &&
            !isBooleanText(expr->value.as<std::string>())) {
            return std::nullopt;
        }
        if (isTextLiteral(*expr) && result->isNumeric()) {
            const auto number = Decimal::parse(expr->value.as<std::string>());
            if (!number) {
                return std::nullopt;
            }
            if (number->scale() > 0 && !result->is(TypeKind::Double)) {
                result =
                    widerType(*result, DataType::decimal(number->scale() + 1, number->scale()));
            }
        }
    }
    return result;
}

plan::ExprPtr coercedElement(const plan::ExprPtr &expr, const DataType &type)
{
    const bool readable = type.isNumeric() || type.is(TypeKind::Boolean) || isTemporal(type);
    if (isTextLiteral(*expr) && readable) {
        return plan::makeCast(expr, type, true, expr->span);
    }
    return coerced(expr, type);
}

} // namespace weir::bind
