#include "core/bind/Coercion.h"

#include "core/plan/ExprBuild.h"

#include <algorithm>

namespace weir::bind {

namespace {

constexpr const char *kUntypedNull = "NULL";

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

bool isTextLiteral(const plan::Expr &expr)
{
    return expr.kind == plan::ExprKind::Literal && expr.type.is(TypeKind::String) &&
           !expr.value.isNull();
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
    if (from.kind() != to.kind() || !from.isNested()) {
        const std::optional<DataType> wider = widerType(from, to);
        return wider && *wider == to;
    }
    if (from.is(TypeKind::Array)) {
        return widensTo(from.element(), to.element());
    }
    if (from.is(TypeKind::Map)) {
        return widensTo(from.mapKey(), to.mapKey()) && widensTo(from.mapValue(), to.mapValue());
    }
    // Fields are found by name, so their order may be another, and what is missing is null.
    return std::all_of(from.fields().begin(), from.fields().end(), [&](const StructField &field) {
        const int index = to.fieldIndex(field.name);
        return index >= 0 &&
               widensTo(field.type, to.fields()[static_cast<std::size_t>(index)].type);
    });
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
        return to.isNumeric() || to.is(TypeKind::Boolean) || to.isTemporal();
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
    const bool textAsTime = isTextLiteral(*expr) && type.isTemporal();
    const bool dateAsTimestamp = expr->type.is(TypeKind::Date) && type.is(TypeKind::Timestamp);
    if (!textAsTime && !dateAsTimestamp && !widensTo(expr->type, type)) {
        return nullptr;
    }
    return plan::makeCast(expr, type, true, expr->span);
}

} // namespace weir::bind
