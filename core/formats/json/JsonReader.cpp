#include "core/formats/json/JsonReader.h"

#include "core/formats/json/JsonText.h"
#include "core/types/Base64.h"
#include "core/types/NumberText.h"
#include "core/types/RowIndex.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace weir::formats {

namespace {

using JsonValue = simdjson::ondemand::value;

constexpr const char *kJsonNotNumber = "not a number";
constexpr const char *kJsonOutOfRange = "number out of range";
constexpr const char *kJsonMalformed = "malformed JSON";
constexpr const char *kJsonNotText = "not a text";

std::string_view trimmedToken(std::string_view token)
{
    while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ') {
        token.remove_suffix(1);
    }
    return token;
}

/// Takes a text value: a view into the payload, or unescaped in the arena.
bool takeText(JsonValue &value, std::string_view token, Arena &arena, std::string_view &text)
{
    token = trimmedToken(token);
    if (token.size() < 2 || token.back() != '"') {
        return false;
    }
    const std::string_view inner = token.substr(1, token.size() - 2);
    if (std::memchr(inner.data(), '\\', inner.size()) == nullptr) {
        text = inner;
        return value.get_raw_json_string().error() == simdjson::SUCCESS;
    }
    if (value.get_string().get(text) != simdjson::SUCCESS) {
        return false;
    }
    text = arena.copy(text);
    return true;
}

/// Reads a number or numeric text as a whole number, cutting a fraction off.
const char *takeWhole(JsonValue &value, std::string_view token, Arena &arena, std::int64_t &whole)
{
    if (token[0] != '"') {
        if (value.get_int64().get(whole) == simdjson::SUCCESS) {
            return nullptr;
        }
        double number = 0;
        if (value.get_double().get(number) != simdjson::SUCCESS) {
            return kJsonNotNumber;
        }
        if (!(number > -9.3e18 && number < 9.3e18)) {
            return kJsonOutOfRange;
        }
        const std::optional<Decimal> exact = Decimal::parse(trimmedToken(token));
        const Int128 cut = exact && !exact->isWide() && exact->scale() <= 38
                               ? exact->unscaled() / powerOfTen(exact->scale())
                               : static_cast<Int128>(number);
        whole = static_cast<std::int64_t>(cut);
        return cut == whole ? nullptr : kJsonOutOfRange;
    }
    std::string_view text;
    if (!takeText(value, token, arena, text)) {
        return kJsonMalformed;
    }
    const std::optional<std::int64_t> parsed = parseInteger(text);
    whole = parsed.value_or(0);
    return parsed ? nullptr : kJsonNotNumber;
}

const char *readInteger(JsonValue &value, std::string_view token, Column &out, std::size_t row,
                        Arena &arena)
{
    std::int64_t whole = 0;
    if (const char *reason = takeWhole(value, token, arena, whole)) {
        return reason;
    }
    if (whole < std::numeric_limits<std::int32_t>::min() ||
        whole > std::numeric_limits<std::int32_t>::max()) {
        return kJsonOutOfRange;
    }
    out.set(row, static_cast<std::int32_t>(whole));
    return nullptr;
}

const char *readBigint(JsonValue &value, std::string_view token, Column &out, std::size_t row,
                       Arena &arena)
{
    std::int64_t whole = 0;
    const char *reason = takeWhole(value, token, arena, whole);
    if (reason == nullptr) {
        out.set(row, whole);
    }
    return reason;
}

const char *readDouble(JsonValue &value, std::string_view token, Column &out, std::size_t row,
                       Arena &arena)
{
    double number = 0;
    if (token[0] != '"') {
        if (value.get_double().get(number) != simdjson::SUCCESS) {
            // Larger than any double is infinite, as in Java.
            const std::optional<double> parsed = parseDouble(trimmedToken(token));
            if (!parsed || !std::isinf(*parsed)) {
                return kJsonNotNumber;
            }
            number = *parsed;
        }
        out.set(row, number);
        return nullptr;
    }
    std::string_view text;
    if (!takeText(value, token, arena, text)) {
        return kJsonMalformed;
    }
    const std::optional<double> parsed = parseDouble(text);
    if (!parsed) {
        return kJsonNotNumber;
    }
    out.set(row, *parsed);
    return nullptr;
}

const char *readDecimal(JsonValue &value, std::string_view token, Column &out, std::size_t row,
                        Arena &arena)
{
    std::string_view text = trimmedToken(token);
    double unused = 0;
    if (token[0] == '"' ? !takeText(value, token, arena, text)
                        : value.get_double().get(unused) != simdjson::SUCCESS) {
        return kJsonNotNumber;
    }
    const std::optional<Decimal> number = Decimal::parse(text);
    if (!number) {
        return kJsonNotNumber;
    }
    const DataType &type = out.type();
    const std::optional<Decimal> fitting = fitAnyDecimal(*number, type.precision(), type.scale());
    if (!fitting || !(*fitting == *number)) {
        return "number has more digits than the column";
    }
    out.setDecimal(row, *fitting);
    return nullptr;
}

const char *readBytes(JsonValue &value, std::string_view token, Column &out, std::size_t row,
                      Arena &arena)
{
    std::string_view text;
    if (token[0] != '"' || !takeText(value, token, arena, text)) {
        return kJsonNotText;
    }
    const std::optional<std::string> bytes = fromBase64(text);
    if (!bytes) {
        return "not base64";
    }
    out.set(row, arena.copy(*bytes));
    return nullptr;
}

const char *readText(JsonValue &value, std::string_view token, Column &out, std::size_t row,
                     Arena &arena)
{
    std::string_view text;
    if (token[0] == '"') {
        if (!takeText(value, token, arena, text)) {
            return kJsonMalformed;
        }
        out.set(row, text);
        return nullptr;
    }
    std::string coerced;
    if (!coerceJsonToText(value, coerced)) {
        return kJsonMalformed;
    }
    out.set(row, arena.copy(coerced));
    return nullptr;
}

const char *readArray(JsonValue &value, Column &out, std::size_t row, Arena &arena)
{
    simdjson::ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) {
        return "not an array";
    }
    Column &elements = out.child(0);
    const auto begin = static_cast<std::uint32_t>(elements.size());
    for (auto element : array) {
        JsonValue inner;
        if (element.get(inner) != simdjson::SUCCESS) {
            return kJsonMalformed;
        }
        elements.appendNull();
        if (const char *reason = readJsonValue(inner, elements, elements.size() - 1, arena)) {
            return reason;
        }
    }
    out.set(row, ListRange{begin, static_cast<std::uint32_t>(elements.size()) - begin});
    return nullptr;
}

/// Puts a map entry in; of equal keys the last value stands at the place of the first.
std::size_t entryFor(Column &map, RowIndex &known, std::string_view key)
{
    map.child(0).append(key);
    const std::size_t entry = known.settleLast(map.child(0));
    map.child(1).resize(map.child(0).size());
    return entry;
}

const char *readMap(JsonValue &value, Column &out, std::size_t row, Arena &arena)
{
    simdjson::ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) {
        return "not an object";
    }
    if (!out.type().mapKey().is(TypeKind::String)) {
        return "names of an object are texts, not keys of this type";
    }
    const auto begin = static_cast<std::uint32_t>(out.child(0).size());
    RowIndex known(begin);
    for (auto field : object) {
        std::string_view key;
        JsonValue inner;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS ||
            field.value().get(inner) != simdjson::SUCCESS) {
            return kJsonMalformed;
        }
        const std::size_t entry = entryFor(out, known, arena.copy(key));
        if (const char *reason = readJsonValue(inner, out.child(1), entry, arena)) {
            return reason;
        }
    }
    const auto end = static_cast<std::uint32_t>(out.child(0).size());
    out.set(row, ListRange{begin, end - begin});
    return nullptr;
}

const char *readStruct(JsonValue &value, Column &out, std::size_t row, Arena &arena)
{
    simdjson::ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) {
        return "not an object";
    }
    out.setNull(row);
    out.setValid(row);
    std::vector<bool> exact(out.childCount());
    for (auto field : object) {
        std::string_view key;
        JsonValue inner;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS ||
            field.value().get(inner) != simdjson::SUCCESS) {
            return kJsonMalformed;
        }
        int index = out.type().fieldIndex(std::string(key));
        const bool isExact = index >= 0;
        index = isExact ? index : out.type().fieldIndex(upperFieldName(key));
        if (index < 0 || (!isExact && exact[static_cast<std::size_t>(index)])) {
            continue;
        }
        const auto child = static_cast<std::size_t>(index);
        exact[child] = isExact;
        if (const char *reason = readJsonValue(inner, out.child(child), row, arena)) {
            return reason;
        }
    }
    return nullptr;
}

const char *readBoolean(JsonValue &value, Column &out, std::size_t row)
{
    bool flag = false;
    if (value.get_bool().get(flag) != simdjson::SUCCESS) {
        return "not true or false";
    }
    out.set<std::uint8_t>(row, flag ? 1 : 0);
    return nullptr;
}

} // namespace

const char *readJsonValue(JsonValue &value, Column &out, std::size_t row, Arena &arena)
{
    const std::string_view token = value.raw_json_token();
    if (token.empty()) {
        return kJsonMalformed;
    }
    if (token[0] == 'n') {
        if (trimmedToken(token) != "null") {
            return kJsonMalformed;
        }
        out.setNull(row);
        return nullptr;
    }
    switch (out.type().kind()) {
    case TypeKind::Boolean:
        return readBoolean(value, out, row);
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        return readInteger(value, token, out, row, arena);
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        return readBigint(value, token, out, row, arena);
    case TypeKind::Double:
        return readDouble(value, token, out, row, arena);
    case TypeKind::Decimal:
        return readDecimal(value, token, out, row, arena);
    case TypeKind::String:
        return readText(value, token, out, row, arena);
    case TypeKind::Bytes:
        return readBytes(value, token, out, row, arena);
    case TypeKind::Array:
        return readArray(value, out, row, arena);
    case TypeKind::Map:
        return readMap(value, out, row, arena);
    case TypeKind::Struct:
        break;
    }
    return readStruct(value, out, row, arena);
}

std::string upperFieldName(std::string_view name)
{
    std::string result(name);
    for (char &c : result) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    return result;
}

} // namespace weir::formats
