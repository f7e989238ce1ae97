#include "core/formats/json/JsonWriter.h"

#include "core/types/Base64.h"
#include "core/types/JsonQuote.h"
#include "core/types/NumberText.h"

#include <cmath>

namespace weir::formats {

namespace {

void appendNumber(const char *begin, const char *end, std::string &out)
{
    out.append(begin, static_cast<std::size_t>(end - begin));
}

void appendDouble(double value, std::string &out)
{
    char text[kMaxNumberText];
    const char *end = writeDouble(text, value);
    const bool quoted = !std::isfinite(value);
    out += quoted ? "\"" : "";
    appendNumber(text, end, out);
    out += quoted ? "\"" : "";
}

void appendArray(const Column &column, std::size_t row, std::string &out)
{
    const ListRange range = column.get<ListRange>(row);
    out += '[';
    for (std::uint32_t i = 0; i < range.size; ++i) {
        out += i == 0 ? "" : ",";
        appendJsonValue(column.child(0), range.begin + i, out);
    }
    out += ']';
}

void appendMap(const Column &column, std::size_t row, std::string &out)
{
    const ListRange range = column.get<ListRange>(row);
    out += '{';
    for (std::uint32_t i = 0; i < range.size; ++i) {
        out += i == 0 ? "" : ",";
        const Value key = column.child(0).valueAt(range.begin + i);
        appendJsonText(toText(key, column.type().mapKey()), out);
        out += ':';
        appendJsonValue(column.child(1), range.begin + i, out);
    }
    out += '}';
}

void appendStruct(const Column &column, std::size_t row, std::string &out)
{
    out += '{';
    for (std::size_t i = 0; i < column.childCount(); ++i) {
        out += i == 0 ? "" : ",";
        appendJsonText(column.type().fields()[i].name, out);
        out += ':';
        appendJsonValue(column.child(i), column.index(row), out);
    }
    out += '}';
}

} // namespace

void appendJsonValue(const Column &column, std::size_t row, std::string &out)
{
    if (column.isNull(row)) {
        out += "null";
        return;
    }
    char text[kMaxNumberText];
    switch (column.type().kind()) {
    case TypeKind::Boolean:
        out += column.get<std::uint8_t>(row) != 0 ? "true" : "false";
        return;
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        appendNumber(text, writeInteger(text, column.get<std::int32_t>(row)), out);
        return;
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        appendNumber(text, writeInteger(text, column.get<std::int64_t>(row)), out);
        return;
    case TypeKind::Double:
        appendDouble(column.get<double>(row), out);
        return;
    case TypeKind::Decimal:
        appendNumber(text, writeDecimal(text, column.unscaledAt(row), column.type().scale()), out);
        return;
    case TypeKind::String:
        appendJsonText(column.get<std::string_view>(row), out);
        return;
    case TypeKind::Bytes:
        out += '"' + toBase64(column.get<std::string_view>(row)) + '"';
        return;
    case TypeKind::Array:
        return appendArray(column, row, out);
    case TypeKind::Map:
        return appendMap(column, row, out);
    case TypeKind::Struct:
        break;
    }
    appendStruct(column, row, out);
}

} // namespace weir::formats
