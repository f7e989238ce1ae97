#include "core/types/Value.h"

#include "core/types/Base64.h"
#include "core/types/CivilTime.h"
#include "core/types/NumberText.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace weir {

namespace {

bool sameEntries(const ValueMap &a, const ValueMap &b)
{
    return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&b](const auto &entry) {
               return std::find(b.begin(), b.end(), entry) != b.end();
           });
}

std::string quotedText(const std::string &text)
{
    std::string result = "'";
    for (const char c : text) {
        result += c;
        if (c == '\'') {
            result += '\'';
        }
    }
    return result + "'";
}

std::string joinedLiterals(const ValueList &values, const DataType &type)
{
    std::string result;
    for (std::size_t i = 0; i < values.size(); ++i) {
        result += (i == 0 ? "" : ", ") + toSqlLiteral(values[i], type);
    }
    return result;
}

std::string castLiteral(const std::string &literal, const DataType &type)
{
    return fmt::format("CAST({} AS {})", literal, type.toString());
}

std::string doubleLiteral(double value)
{
    const std::string text = doubleToText(value);
    if (!std::isfinite(value)) {
        return castLiteral(quotedText(text), DataType::doubleType());
    }
    return text.find('E') == std::string::npos ? text + "E0" : text;
}

/// A plain `1.23` is DECIMAL(3, 2); any other type needs to be said.
std::string decimalLiteral(const std::string &text, const DataType &type)
{
    const auto digits = static_cast<int>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
    const bool natural = type.scale() > 0 && digits == type.precision() && text[0] != '-';
    return natural ? text : castLiteral(quotedText(text), type);
}

std::string nestedLiteral(const Value &value, const DataType &type)
{
    if (type.is(TypeKind::Array)) {
        if (value.asList().empty()) {
            return castLiteral("ARRAY[]", type);
        }
        return "ARRAY[" + joinedLiterals(value.asList(), type.element()) + "]";
    }
    std::string result;
    if (type.is(TypeKind::Map)) {
        for (const auto &[key, entry] : value.asMap()) {
            result +=
                fmt::format("{}{} := {}", result.empty() ? "" : ", ",
                            toSqlLiteral(key, type.mapKey()), toSqlLiteral(entry, type.mapValue()));
        }
        return "MAP(" + result + ")";
    }
    for (std::size_t i = 0; i < type.fields().size(); ++i) {
        const StructField &field = type.fields()[i];
        result += fmt::format("{}{} := {}", i == 0 ? "" : ", ", backquoted(field.name),
                              toSqlLiteral(value.asList()[i], field.type));
    }
    return "STRUCT(" + result + ")";
}

std::string nestedText(const Value &value, const DataType &type)
{
    std::string result;
    if (type.is(TypeKind::Array)) {
        const char *separator = "";
        for (const Value &element : value.asList()) {
            result += separator + toText(element, type.element());
            separator = ", ";
        }
        return "[" + result + "]";
    }
    if (type.is(TypeKind::Map)) {
        for (const auto &[key, entry] : value.asMap()) {
            result += (result.empty() ? "" : ", ") + toText(key, type.mapKey()) + "=" +
                      toText(entry, type.mapValue());
        }
        return "{" + result + "}";
    }
    for (std::size_t i = 0; i < type.fields().size(); ++i) {
        // The reference leaves out fields that are null.
        if (!value.asList()[i].isNull()) {
            result += (result.empty() ? "" : ",") + type.fields()[i].name + "=" +
                      toText(value.asList()[i], type.fields()[i].type);
        }
    }
    return "Struct{" + result + "}";
}

} // namespace

bool Value::operator==(const Value &other) const
{
    if (m_storage.index() != other.m_storage.index()) {
        return false;
    }
    if (std::holds_alternative<std::shared_ptr<const ValueList>>(m_storage)) {
        return asList() == other.asList();
    }
    if (std::holds_alternative<std::shared_ptr<const ValueMap>>(m_storage)) {
        return sameEntries(asMap(), other.asMap());
    }
    return m_storage == other.m_storage;
}

std::string toText(const Value &value, const DataType &type)
{
    if (value.isNull()) {
        return "null";
    }
    switch (type.kind()) {
    case TypeKind::Boolean:
        return value.as<bool>() ? "true" : "false";
    case TypeKind::Integer:
        return std::to_string(value.as<std::int32_t>());
    case TypeKind::Bigint:
        return std::to_string(value.as<std::int64_t>());
    case TypeKind::Double:
        return doubleToText(value.as<double>());
    case TypeKind::Decimal:
        return value.as<Decimal>().toString();
    case TypeKind::String:
        return value.as<std::string>();
    case TypeKind::Bytes:
        return toBase64(value.as<std::string>());
    case TypeKind::Date:
        return dateToText(value.as<std::int32_t>());
    case TypeKind::Time:
        return timeToText(value.as<std::int32_t>());
    case TypeKind::Timestamp:
        return timestampToText(value.as<std::int64_t>());
    case TypeKind::Array:
    case TypeKind::Map:
    case TypeKind::Struct:
        break;
    }
    return nestedText(value, type);
}

std::string toSqlLiteral(const Value &value, const DataType &type)
{
    if (value.isNull()) {
        return castLiteral("NULL", type);
    }
    switch (type.kind()) {
    case TypeKind::Boolean:
        return value.as<bool>() ? "TRUE" : "FALSE";
    case TypeKind::Integer:
        return std::to_string(value.as<std::int32_t>());
    case TypeKind::Bigint: {
        const std::int64_t number = value.as<std::int64_t>();
        const std::string text = std::to_string(number);
        const bool fitsInteger = number >= INT32_MIN && number <= INT32_MAX;
        return fitsInteger ? castLiteral(text, type) : text;
    }
    case TypeKind::Double:
        return doubleLiteral(value.as<double>());
    case TypeKind::Decimal:
        return decimalLiteral(value.as<Decimal>().toString(), type);
    case TypeKind::String:
        return quotedText(value.as<std::string>());
    case TypeKind::Bytes:
        return fmt::format("TO_BYTES({}, 'base64')", quotedText(toText(value, type)));
    case TypeKind::Date:
    case TypeKind::Time:
    case TypeKind::Timestamp:
        return castLiteral(quotedText(toText(value, type)), type);
    case TypeKind::Array:
    case TypeKind::Map:
    case TypeKind::Struct:
        break;
    }
    return nestedLiteral(value, type);
}

} // namespace weir
