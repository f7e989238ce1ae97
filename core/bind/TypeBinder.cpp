#include "core/bind/TypeBinder.h"

#include "core/base/NearestName.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace weir::bind {

namespace {

const std::map<std::string, DataType> &builtinTypes()
{
    static const std::map<std::string, DataType> types = {
        {"BOOLEAN", DataType::boolean()},     {"INT", DataType::integer()},
        {"INTEGER", DataType::integer()},     {"BIGINT", DataType::bigint()},
        {"DOUBLE", DataType::doubleType()},   {"STRING", DataType::string()},
        {"VARCHAR", DataType::string()},      {"BYTES", DataType::bytes()},
        {"DATE", DataType::date()},           {"TIME", DataType::time()},
        {"TIMESTAMP", DataType::timestamp()},
    };
    return types;
}

bool isDecimal(int precision, int scale)
{
    return precision >= 1 && scale >= 0 && scale <= precision && precision <= kMostDecimalDigits;
}

/// A DECIMAL that has not two numbers. What is clear of them stands in the fix.
void reportDecimalParameters(BindContext &context, const sql::TypeName &type)
{
    if (type.node().child(sql::SyntaxKind::ErrorTokens)) {
        return; // the parser has reported it
    }
    Diagnostic &error = context.error(
        "bind.bad-type", type.span(),
        "DECIMAL has two parameters: how many digits, and how many of them behind the point",
        "Write for example DECIMAL(10, 2)");
    const std::vector<sql::SyntaxNode> given = type.parameters();
    if (given.empty()) {
        return;
    }
    const auto number = [&](std::size_t i) {
        int value = -1;
        if (i < given.size()) {
            const std::string_view text = given[i].text();
            std::from_chars(text.data(), text.data() + text.size(), value);
        }
        return value;
    };
    const int precision = number(0);
    const int scale = given.size() == 1 ? 0 : number(1);
    if (isDecimal(precision, scale)) {
        const std::string right = fmt::format("DECIMAL({}, {})", precision, scale);
        error.fixes.push_back({fmt::format("Use {}", right), {{type.span(), right}}});
    }
}

std::optional<DataType> bindSimpleType(BindContext &context, const sql::TypeName &type)
{
    const sql::Identifier identifier = type.name();
    const std::string name = context.nameOf(identifier);
    const auto builtin = builtinTypes().find(name);
    if (builtin != builtinTypes().end() && !identifier.quoted) {
        return builtin->second;
    }
    const auto named = context.catalog.types().find(name);
    if (named != context.catalog.types().end()) {
        return named->second;
    }
    if (name.empty()) {
        return std::nullopt;
    }
    if (name == "DECIMAL") {
        reportDecimalParameters(context, type);
        return std::nullopt;
    }
    Diagnostic &error =
        context.error("bind.unknown-type", type.span(), fmt::format("There is no type {}", name));
    std::vector<std::string> known;
    for (const auto &entry : builtinTypes()) {
        known.push_back(entry.first);
    }
    for (const auto &entry : context.catalog.types()) {
        known.push_back(entry.first);
    }
    const std::string near = nearestName(name, known);
    if (!near.empty()) {
        error.hint = fmt::format("Did you mean {}?", near);
        error.fixes.push_back({fmt::format("Use {}", near), {{type.span(), near}}});
    }
    return std::nullopt;
}

std::optional<DataType> bindDecimalType(BindContext &context, const sql::TypeName &type)
{
    const auto digits = type.decimal();
    if (!digits) {
        reportDecimalParameters(context, type);
        return std::nullopt;
    }
    if (!isDecimal(digits->first, digits->second)) {
        context.error("bind.bad-type", type.span(),
                      fmt::format("DECIMAL({}, {}) is no type: the precision is at least 1, not "
                                  "less than the scale and at most {}",
                                  digits->first, digits->second, kMostDecimalDigits));
        return std::nullopt;
    }
    return DataType::decimal(digits->first, digits->second);
}

/// VARCHAR(10) and its like: only a DECIMAL has parameters.
void reportParameters(BindContext &context, const sql::TypeName &type)
{
    const sql::Identifier name = type.name();
    const std::string bare(type.node().child(sql::SyntaxKind::Name).text());
    context
        .error("bind.bad-type", type.span(), fmt::format("{} takes no parameters", name.name),
               fmt::format("Write {} alone: it has no limit", bare))
        .fixes.push_back({fmt::format("Use {}", bare), {{type.span(), bare}}});
}

std::optional<DataType> bindStructType(BindContext &context, const sql::TypeName &type)
{
    std::vector<StructField> fields;
    bool good = true;
    for (const sql::TypeName::Field &field : type.fields()) {
        const std::optional<DataType> fieldType = bindType(context, field.type);
        const std::string name = context.nameOf(field.name);
        const bool twice = std::any_of(fields.begin(), fields.end(), [&](const StructField &other) {
            return other.name == name;
        });
        if (twice) {
            context.error("bind.duplicate-field", field.name.span,
                          fmt::format("The struct has two fields named {}", name));
        }
        good = good && fieldType && !twice && !name.empty();
        fields.push_back({name, fieldType.value_or(DataType())});
    }
    return good ? std::optional(DataType::structOf(std::move(fields))) : std::nullopt;
}

} // namespace

std::optional<DataType> bindType(BindContext &context, const sql::TypeName &type)
{
    switch (type.kind()) {
    case sql::SyntaxKind::SimpleType:
        return bindSimpleType(context, type);
    case sql::SyntaxKind::DecimalType:
        return bindDecimalType(context, type);
    case sql::SyntaxKind::StructType:
        return bindStructType(context, type);
    case sql::SyntaxKind::ArrayType: {
        const std::optional<DataType> element = bindType(context, type.element());
        return element ? std::optional(DataType::array(*element)) : std::nullopt;
    }
    case sql::SyntaxKind::MapType: {
        const std::optional<DataType> key = bindType(context, type.key());
        const std::optional<DataType> value = bindType(context, type.element());
        return key && value ? std::optional(DataType::map(*key, *value)) : std::nullopt;
    }
    case sql::SyntaxKind::ParameterType:
        reportParameters(context, type);
        return std::nullopt;
    default: // the parser has reported it
        return std::nullopt;
    }
}

} // namespace weir::bind
