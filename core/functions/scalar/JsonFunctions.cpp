// JSON in text columns. A text that is no JSON is an error, which is null in the result.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/JsonTree.h"
#include "core/functions/Kernels.h"
#include "core/functions/ListAccess.h"
#include "core/types/NumberText.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace weir::functions {

namespace {

using Text = std::string_view;
Text written(Arena &arena, const JsonNode &node)
{
    std::string text;
    appendJson(text, node);
    return arena.copy(text);
}

/// Reads an argument; makes the row an error when it is no JSON, null when it is of another kind.
std::optional<JsonNode> readKind(const ScalarCall &call, Column &out, std::size_t row,
                                 JsonKind kind)
{
    std::optional<JsonNode> node = readJson(call[0].get<Text>(row));
    if (!node) {
        out.setError(row);
    } else if (!node->is(kind)) {
        out.setNull(row);
        node.reset();
    }
    return node;
}

void jsonArrayLength(const ScalarCall &call, Column &out, std::size_t row)
{
    if (const auto node = readKind(call, out, row, JsonKind::Array)) {
        out.set(row, static_cast<std::int32_t>(node->items.size()));
    }
}

void jsonItems(const ScalarCall &call, Column &out, std::size_t row)
{
    if (const auto node = readKind(call, out, row, JsonKind::Array)) {
        ArrayBuilder result(out, row);
        for (const JsonNode &item : node->items) {
            result.addValue(written(call.arena, item));
        }
        result.finish();
    }
}

void jsonKeys(const ScalarCall &call, Column &out, std::size_t row)
{
    if (const auto node = readKind(call, out, row, JsonKind::Object)) {
        ArrayBuilder result(out, row);
        for (const std::string &name : node->names) {
            result.addValue(call.arena.copy(name));
        }
        result.finish();
    }
}

void jsonRecords(const ScalarCall &call, Column &out, std::size_t row)
{
    if (const auto node = readKind(call, out, row, JsonKind::Object)) {
        const auto begin = static_cast<std::uint32_t>(out.child(0).size());
        for (std::size_t i = 0; i < node->names.size(); ++i) {
            out.child(0).append(call.arena.copy(node->names[i]));
            out.child(1).append(written(call.arena, node->items[i]));
        }
        out.set(row, ListRange{begin, static_cast<std::uint32_t>(node->names.size())});
    }
}

void isJsonKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        const bool valid = !call[0].isNull(row) && readWholeJson(call[0].get<Text>(row));
        out.set<std::uint8_t>(row, valid ? 1 : 0);
    });
}

/// Objects are merged by name; otherwise all become lists, which are joined.
JsonNode concatenated(std::vector<JsonNode> nodes)
{
    JsonNode result;
    bool objects = true;
    for (const JsonNode &node : nodes) {
        objects = objects && node.is(JsonKind::Object);
    }
    result.kind = objects ? JsonKind::Object : JsonKind::Array;
    JsonObjectBuilder merged(result);
    for (JsonNode &node : nodes) {
        if (objects) {
            for (std::size_t i = 0; i < node.items.size(); ++i) {
                merged.set(std::move(node.names[i]), std::move(node.items[i]));
            }
        } else if (node.is(JsonKind::Array)) {
            std::move(node.items.begin(), node.items.end(), std::back_inserter(result.items));
        } else {
            result.items.push_back(std::move(node));
        }
    }
    return result;
}

void jsonConcat(const ScalarCall &call, Column &out, std::size_t row)
{
    std::vector<JsonNode> nodes;
    for (const ColumnPtr &argument : call.arguments) {
        std::optional<JsonNode> node = readJson(argument->get<Text>(row));
        if (!node) {
            out.setError(row);
            return;
        }
        nodes.push_back(std::move(*node));
    }
    if (nodes.empty()) {
        out.setNull(row);
    } else {
        out.set(row, written(call.arena, concatenated(std::move(nodes))));
    }
}

bool equalsValue(const JsonNode &node, const Column &values, std::size_t row)
{
    if (values.isNull(row) || node.is(JsonKind::Null)) {
        return values.isNull(row) && node.is(JsonKind::Null);
    }
    switch (values.type().kind()) {
    case TypeKind::String:
        return node.is(JsonKind::String) && node.text == values.get<Text>(row);
    case TypeKind::Boolean:
        return node.is(JsonKind::Boolean) &&
               (node.text == "true") == (values.get<std::uint8_t>(row) != 0);
    case TypeKind::Integer:
    case TypeKind::Bigint: {
        const std::int64_t wanted = values.type().is(TypeKind::Integer)
                                        ? values.get<std::int32_t>(row)
                                        : values.get<std::int64_t>(row);
        return node.is(JsonKind::Number) && parseInteger(node.text) == wanted;
    }
    case TypeKind::Double:
        return node.is(JsonKind::Number) && node.text.find_first_of(".eE") != std::string::npos &&
               parseDouble(node.text) == values.get<double>(row);
    default:
        return false;
    }
}

void jsonArrayContainsKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        bool found = false;
        if (!call[0].isNull(row)) {
            const std::optional<JsonNode> node = readJson(call[0].get<Text>(row));
            for (std::size_t i = 0; node && node->is(JsonKind::Array) && i < node->items.size();
                 ++i) {
                found = found || equalsValue(node->items[i], call[1], row);
            }
        }
        out.set<std::uint8_t>(row, found ? 1 : 0);
    });
}

} // namespace

void addJsonFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("json");
    registry.add("JSON_ARRAY_LENGTH(STRING) -> INTEGER", forRows(&jsonArrayLength),
                 "Returns the number of elements of a JSON array; null for other texts.");
    registry.add("JSON_ITEMS(STRING) -> ARRAY<STRING>", forRows(&jsonItems),
                 "Returns the elements of a JSON array, each as JSON.");
    registry.add("JSON_KEYS(STRING) -> ARRAY<STRING>", forRows(&jsonKeys),
                 "Returns the names of a JSON object.");
    registry.add("JSON_RECORDS(STRING) -> MAP<STRING, STRING>", forRows(&jsonRecords),
                 "Returns the names of a JSON object and their values as JSON.");
    registry.add("IS_JSON_STRING(STRING) -> BOOLEAN", nullAware(isJsonKernel),
                 "Says whether a text is JSON.");
    registry.add("JSON_CONCAT(STRING...) -> STRING", forRows(&jsonConcat),
                 "Merges JSON objects, or joins JSON values into one array.");
    registry.add("JSON_ARRAY_CONTAINS(STRING, T) -> BOOLEAN", nullAware(jsonArrayContainsKernel),
                 "Says whether a JSON array has an element.");
}

} // namespace weir::functions
