#include "core/bind/CommonType.h"

#include "core/base/AsciiCase.h"
#include "core/bind/Coercion.h"
#include "core/plan/ExprBuild.h"

#include <algorithm>
#include <utility>

namespace weir::bind {

namespace {

bool isBooleanText(const std::string &text)
{
    const std::string word = upperCase(text);
    return word == "TRUE" || word == "FALSE" || word == "YES" || word == "NO" || word == "T" ||
           word == "F" || word == "Y" || word == "N";
}

/// One of the values that need a common type: an expression, or a part of one of which only the
/// type is known.
struct ListPart {
    DataType type;
    const plan::Expr *expr = nullptr;

    bool isNull() const { return expr != nullptr && isUntypedNull(*expr); }
    bool isText() const { return expr != nullptr && isTextLiteral(*expr); }
};

std::optional<DataType> commonOf(const std::vector<ListPart> &parts);

/// The operands of a constructor from `first` on, each `step`-th; of any other value its type.
void addParts(const ListPart &whole, plan::ExprKind constructor, std::size_t first,
              std::size_t step, const DataType &partType, std::vector<ListPart> &parts)
{
    if (whole.expr == nullptr || whole.expr->kind != constructor) {
        parts.push_back({partType});
        return;
    }
    for (std::size_t i = first; i < whole.expr->operands.size(); i += step) {
        const plan::ExprPtr &operand = whole.expr->operands[i];
        parts.push_back({operand->type, operand.get()});
    }
}

std::optional<DataType> commonStruct(const std::vector<ListPart> &structs)
{
    std::vector<StructField> fields;
    for (const ListPart &part : structs) {
        for (const StructField &field : part.type.fields()) {
            const bool known = std::any_of(fields.begin(), fields.end(), [&](const auto &other) {
                return other.name == field.name;
            });
            if (!known) {
                fields.push_back(field);
            }
        }
    }
    for (StructField &field : fields) {
        std::vector<ListPart> values;
        for (const ListPart &part : structs) {
            const int index = part.type.fieldIndex(field.name);
            if (index >= 0) {
                const auto place = static_cast<std::size_t>(index);
                addParts(part, plan::ExprKind::StructOf, place, part.type.fields().size(),
                         part.type.fields()[place].type, values);
            }
        }
        const std::optional<DataType> type = commonOf(values);
        if (!type) {
            return std::nullopt;
        }
        field.type = *type;
    }
    return DataType::structOf(std::move(fields));
}

/// Arrays, maps and structs part by part, so that a text inside one is read as its place asks.
std::optional<DataType> commonNested(const std::vector<ListPart> &parts)
{
    const TypeKind kind = parts.front().type.kind();
    if (kind == TypeKind::Struct) {
        return commonStruct(parts);
    }
    std::vector<ListPart> keys;
    std::vector<ListPart> values;
    for (const ListPart &part : parts) {
        if (kind == TypeKind::Array) {
            addParts(part, plan::ExprKind::ArrayOf, 0, 1, part.type.element(), values);
        } else {
            addParts(part, plan::ExprKind::MapOf, 0, 2, part.type.mapKey(), keys);
            addParts(part, plan::ExprKind::MapOf, 1, 2, part.type.mapValue(), values);
        }
    }
    const std::optional<DataType> value = commonOf(values);
    if (!value || kind == TypeKind::Array) {
        return value ? std::optional(DataType::array(*value)) : std::nullopt;
    }
    const std::optional<DataType> key = commonOf(keys);
    return key ? std::optional(DataType::map(*key, *value)) : std::nullopt;
}

/// The type that a text's number has by itself: as a literal would, and for what has a point or an
/// exponent the DECIMAL that holds it.
std::optional<DataType> numberTypeOf(const std::string &text)
{
    const auto number = Decimal::parse(text);
    if (!number) {
        return std::nullopt;
    }
    if (text.find_first_of(".eE") == std::string::npos) {
        const Decimal least(INT64_MIN, 0);
        const Decimal most(INT64_MAX, 0);
        const bool small = number->compare(Decimal(INT32_MIN, 0)) >= 0 &&
                           number->compare(Decimal(INT32_MAX, 0)) <= 0;
        if (small) {
            return DataType::integer();
        }
        if (number->compare(least) >= 0 && number->compare(most) <= 0) {
            return DataType::bigint();
        }
    }
    return DataType::decimal(std::max(number->digitCount(), number->scale()), number->scale());
}

/// The type of values that are no text literals with one that stands among them.
std::optional<DataType> withText(const DataType &type, const std::string &text)
{
    if (type.is(TypeKind::Boolean)) {
        return isBooleanText(text) ? std::optional(type) : std::nullopt;
    }
    if (!type.isNumeric()) {
        return type;
    }
    const std::optional<DataType> own = numberTypeOf(text);
    return own ? widerType(type, *own) : std::nullopt;
}

std::optional<DataType> commonOf(const std::vector<ListPart> &parts)
{
    std::vector<ListPart> typed;
    for (const ListPart &part : parts) {
        if (!part.isNull() && !part.isText()) {
            typed.push_back(part);
        }
    }
    const bool text =
        std::any_of(parts.begin(), parts.end(), [](const ListPart &part) { return part.isText(); });
    if (typed.empty()) {
        return text ? std::optional(DataType::string()) : std::nullopt;
    }
    std::optional<DataType> result = typed.front().type;
    const bool nested =
        result->isNested() && std::all_of(typed.begin(), typed.end(), [&](const ListPart &part) {
            return part.type.kind() == result->kind();
        });
    if (nested) {
        result = commonNested(typed);
    } else {
        for (const ListPart &part : typed) {
            result = result ? widerType(*result, part.type) : std::nullopt;
        }
    }
    for (const ListPart &part : parts) {
        if (result && part.isText()) {
            result = withText(*result, part.expr->value.as<std::string>());
        }
    }
    return result;
}

bool isConstructorOf(const plan::Expr &expr, const DataType &type)
{
    return (expr.kind == plan::ExprKind::ArrayOf && type.is(TypeKind::Array)) ||
           (expr.kind == plan::ExprKind::MapOf && type.is(TypeKind::Map)) ||
           (expr.kind == plan::ExprKind::StructOf && type.is(TypeKind::Struct));
}

/// Makes the constructor anew with every part as `type` asks.
plan::ExprPtr coercedConstructor(const plan::Expr &expr, const DataType &type)
{
    if (expr.type == type) {
        return std::make_shared<const plan::Expr>(expr);
    }
    std::vector<plan::ExprPtr> parts;
    if (expr.kind == plan::ExprKind::StructOf) {
        for (const StructField &field : type.fields()) {
            const int index = expr.type.fieldIndex(field.name);
            parts.push_back(
                index < 0
                    ? plan::makeLiteral(Value(), field.type, expr.span)
                    : coercedElement(expr.operands[static_cast<std::size_t>(index)], field.type));
        }
    } else {
        for (std::size_t i = 0; i < expr.operands.size(); ++i) {
            const bool key = type.is(TypeKind::Map) && i % 2 == 0;
            const DataType &part = type.is(TypeKind::Array) ? type.element()
                                   : key                    ? type.mapKey()
                                                            : type.mapValue();
            parts.push_back(coercedElement(expr.operands[i], part));
        }
    }
    const bool missing = std::any_of(parts.begin(), parts.end(),
                                     [](const plan::ExprPtr &part) { return part == nullptr; });
    return missing ? nullptr : plan::makeExpr(expr.kind, type, std::move(parts), {}, expr.span);
}

} // namespace

std::optional<DataType> commonType(const std::vector<plan::ExprPtr> &exprs)
{
    std::vector<ListPart> parts;
    for (const plan::ExprPtr &expr : exprs) {
        parts.push_back({expr->type, expr.get()});
    }
    return commonOf(parts);
}

plan::ExprPtr coercedElement(const plan::ExprPtr &expr, const DataType &type)
{
    const bool readable = type.isNumeric() || type.is(TypeKind::Boolean) || type.isTemporal();
    if (isTextLiteral(*expr) && readable) {
        return plan::makeCast(expr, type, true, expr->span);
    }
    return isConstructorOf(*expr, type) ? coercedConstructor(*expr, type) : coerced(expr, type);
}

} // namespace weir::bind
