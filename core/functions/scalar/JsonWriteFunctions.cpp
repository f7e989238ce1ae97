// TO_JSON_STRING and EXTRACTJSONFIELD.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/JsonPath.h"
#include "core/functions/Kernels.h"
#include "core/types/Base64.h"
#include "core/types/CivilTime.h"
#include "core/types/JsonQuote.h"
#include "core/types/NumberText.h"

#include <cmath>
#include <string>

namespace weir::functions {

namespace {

using Text = std::string_view;

void writeRow(const Column &column, std::size_t row, std::string &out);

void writeElements(const Column &column, std::size_t row, std::string &out)
{
    const bool map = column.type().is(TypeKind::Map);
    const ListRange range = column.get<ListRange>(row);
    out += map ? '{' : '[';
    for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
        out += i == range.begin ? "" : ",";
        if (map) {
            appendJsonText(toText(column.child(0).valueAt(i), column.type().mapKey()), out);
            out += ':';
        }
        writeRow(column.child(map ? 1 : 0), i, out);
    }
    out += map ? '}' : ']';
}

void writeFields(const Column &column, std::size_t row, std::string &out)
{
    out += '{';
    for (std::size_t i = 0; i < column.childCount(); ++i) {
        out += i == 0 ? "" : ",";
        appendJsonText(column.type().fields()[i].name, out);
        out += ':';
        writeRow(column.child(i), column.index(row), out);
    }
    out += '}';
}

/// Writes dates and times as texts, which a column in format JSON has as numbers.
void writeRow(const Column &column, std::size_t row, std::string &out)
{
    if (column.isNull(row)) {
        out += "null";
        return;
    }
    switch (column.type().kind()) {
    case TypeKind::Array:
    case TypeKind::Map:
        return writeElements(column, row, out);
    case TypeKind::Struct:
        return writeFields(column, row, out);
    case TypeKind::String:
        return appendJsonText(column.get<Text>(row), out);
    case TypeKind::Bytes:
        return appendJsonText(toBase64(column.get<Text>(row)), out);
    case TypeKind::Date:
        return appendJsonText(dateToText(column.get<std::int32_t>(row)), out);
    case TypeKind::Time:
        return appendJsonText(timeToText(column.get<std::int32_t>(row)), out);
    case TypeKind::Timestamp:
        return appendJsonText(timestampToText(column.get<std::int64_t>(row)), out);
    case TypeKind::Double:
        if (!std::isfinite(column.get<double>(row))) {
            return appendJsonText(doubleToText(column.get<double>(row)), out);
        }
        break;
    default:
        break;
    }
    out += toText(column.valueAt(row), column.type());
}

void toJsonKernel(const ScalarCall &call, Column &out)
{
    std::string text;
    call.rows.forEach([&](std::uint32_t row) {
        text.clear();
        writeRow(call[0], row, text);
        out.set(row, call.arena.copy(text));
    });
}

/// The path is nearly always a literal: it is read once a batch.
void extractKernel(const ScalarCall &call, Column &out)
{
    std::string known;
    std::optional<JsonPath> path = JsonPath::parse(known);
    call.rows.forEach([&](std::uint32_t row) {
        if (!allPresent(call, out, row)) {
            return;
        }
        if (call[1].get<Text>(row) != known) {
            known = call[1].get<Text>(row);
            path = JsonPath::parse(known);
        }
        const std::optional<JsonNode> node = path ? readJson(call[0].get<Text>(row)) : std::nullopt;
        if (!node) {
            out.setError(row);
            return;
        }
        const JsonNode *found = path->find(*node);
        if (found == nullptr) {
            out.setNull(row);
            return;
        }
        std::string text;
        if (!found->is(JsonKind::String)) {
            appendJson(text, *found);
        }
        out.set(row, call.arena.copy(found->is(JsonKind::String) ? found->text : text));
    });
}

} // namespace

void addJsonWriteFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("json");
    registry.add("TO_JSON_STRING(ANY) -> STRING", nullAware(toJsonKernel),
                 "Writes a value of any type as JSON.");
    registry.add("EXTRACTJSONFIELD(STRING, STRING) -> STRING", ScalarFunction{extractKernel},
                 "Returns what stands at a path ($.a.b[0]) of a JSON text.");
}

} // namespace weir::functions
