#include "core/catalog/FormatRules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace weir::catalog {

namespace {

constexpr std::array kFormats = {"JSON", "DELIMITED", "KAFKA",         "NONE",
                                 "AVRO", "PROTOBUF",  "PROTOBUF_NOSR", "JSON_SR"};

Error cannotHold(std::string message)
{
    return userError("catalog.format-cannot-hold", std::move(message));
}

bool containsMap(const DataType &type)
{
    switch (type.kind()) {
    case TypeKind::Map:
        return true;
    case TypeKind::Array:
        return containsMap(type.element());
    case TypeKind::Struct:
        return std::any_of(type.fields().begin(), type.fields().end(),
                           [](const StructField &field) { return containsMap(field.type); });
    default:
        return false;
    }
}

std::string kindName(const DataType &type)
{
    const std::string text = type.toString();
    return text.substr(0, text.find_first_of("<("));
}

Error unsupportedType(const std::string &format, const ColumnDefinition &column)
{
    return cannotHold(fmt::format("The '{}' format does not support type '{}' (column {})", format,
                                  kindName(column.type), column.name));
}

Status checkKafka(const std::vector<ColumnDefinition> &columns)
{
    if (columns.size() > 1) {
        return fail(
            cannotHold(fmt::format("The 'KAFKA' format only supports a single field, got {}",
                                   Schema{{}, columns}.toString())));
    }
    for (const ColumnDefinition &column : columns) {
        switch (column.type.kind()) {
        case TypeKind::Integer:
        case TypeKind::Bigint:
        case TypeKind::Double:
        case TypeKind::String:
        case TypeKind::Bytes:
            break;
        default:
            return fail(unsupportedType("KAFKA", column));
        }
    }
    return {};
}

Status checkDelimited(const std::vector<ColumnDefinition> &columns)
{
    for (const ColumnDefinition &column : columns) {
        if (column.type.isNested()) {
            return fail(unsupportedType("DELIMITED", column));
        }
    }
    return {};
}

Status checkJson(const std::vector<ColumnDefinition> &columns)
{
    for (const ColumnDefinition &column : columns) {
        if (!hasTextKeysOnly(column.type)) {
            return fail(cannotHold(fmt::format(
                "The 'JSON' format only supports MAPs with STRING keys, but column {} is {}",
                column.name, column.type.toString())));
        }
    }
    return {};
}

Status checkAvro(const std::vector<ColumnDefinition> &columns)
{
    for (const ColumnDefinition &column : columns) {
        const unsigned char first = static_cast<unsigned char>(column.name.front());
        const bool goodName =
            (std::isalpha(first) != 0 || first == '_') &&
            std::all_of(column.name.begin(), column.name.end(),
                        [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
        if (!goodName) {
            return fail(
                cannotHold(fmt::format("{} cannot be the name of an Avro field", column.name)));
        }
        if (!hasTextKeysOnly(column.type)) {
            return fail(cannotHold("Avro only supports MAPs with STRING keys"));
        }
    }
    return {};
}

} // namespace

bool isFormat(const std::string &name)
{
    return std::find(kFormats.begin(), kFormats.end(), name) != kFormats.end();
}

bool needsRegistry(const std::string &format)
{
    return format == "AVRO" || format == "PROTOBUF" || format == "JSON_SR";
}

bool infersColumns(const std::string &format)
{
    return needsRegistry(format);
}

bool hasTextKeysOnly(const DataType &type)
{
    switch (type.kind()) {
    case TypeKind::Map:
        return type.mapKey().is(TypeKind::String) && hasTextKeysOnly(type.mapValue());
    case TypeKind::Array:
        return hasTextKeysOnly(type.element());
    case TypeKind::Struct:
        return std::all_of(type.fields().begin(), type.fields().end(),
                           [](const StructField &field) { return hasTextKeysOnly(field.type); });
    default:
        return true;
    }
}

Status checkFormat(const FormatSpec &format, const std::vector<ColumnDefinition> &columns,
                   FormatSide side)
{
    if (side == FormatSide::Key) {
        for (const ColumnDefinition &column : columns) {
            if (containsMap(column.type)) {
                return fail(userError(
                    "catalog.map-in-key",
                    fmt::format("A key cannot be or contain a MAP (key column {})", column.name)));
            }
        }
    }
    if (format.name == "KAFKA") {
        return checkKafka(columns);
    }
    if (format.name == "DELIMITED") {
        return checkDelimited(columns);
    }
    if (format.name == "JSON") {
        return checkJson(columns);
    }
    if (format.name == "AVRO") {
        return checkAvro(columns);
    }
    if (format.name == "NONE" && !columns.empty()) {
        return fail(cannotHold(fmt::format("The 'NONE' format can only be used when there are no "
                                           "columns, got {}",
                                           Schema{{}, columns}.toString())));
    }
    return {};
}

} // namespace weir::catalog
