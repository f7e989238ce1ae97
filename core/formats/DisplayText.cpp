#include "core/formats/DisplayText.h"

#include "core/base/BigEndian.h"
#include "core/formats/json/JsonScan.h"
#include "core/types/NumberText.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace weir::formats {

namespace {

bool hasControlCharacters(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
    });
}

/// Puts a 0 in place of every number: JSON knows no largest one, the parser does. A blank keeps
/// what follows from becoming a part of it.
std::string withoutNumbers(std::string_view json)
{
    std::string result;
    bool inText = false;
    const char *const end = json.data() + json.size();
    for (const char *at = json.data(); at < end;) {
        const bool number = !inText && (*at == '-' || (*at >= '0' && *at <= '9'));
        if (const char *behind = number ? scan::anyNumber(at, end) : nullptr) {
            result += "0 ";
            at = behind;
            continue;
        }
        inText = inText != (*at == '"');
        if (inText && *at == '\\') {
            result += *at++;
        }
        if (at < end) {
            result += *at++;
        }
    }
    return result;
}

bool isJsonDocument(std::string_view bytes)
{
    const auto first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos ||
        std::string_view("{[\"-0123456789tfn").find(bytes[first]) == std::string_view::npos) {
        return false;
    }
    simdjson::dom::parser parser;
    const auto error = parser.parse(bytes.data(), bytes.size()).error();
    return error == simdjson::SUCCESS ||
           (error == simdjson::NUMBER_ERROR &&
            parser.parse(withoutNumbers(bytes)).error() == simdjson::SUCCESS);
}

std::string hexOf(std::string_view bytes)
{
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        fmt::format_to(std::back_inserter(hex), "{:02x}", static_cast<unsigned char>(c));
    }
    return hex;
}

DisplayText intText(std::string_view bytes)
{
    return {Appearance::Int, std::to_string(getBigEndian<std::int32_t>(bytes.data()))};
}

DisplayText bigintText(std::string_view bytes)
{
    return {Appearance::Bigint, std::to_string(getBigEndian<std::int64_t>(bytes.data()))};
}

DisplayText doubleText(std::string_view bytes)
{
    const auto bits = getBigEndian<std::uint64_t>(bytes.data());
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    char text[kMaxNumberText];
    return {Appearance::Double, std::string(text, writeDouble(text, value))};
}

} // namespace

bool isUtf8(std::string_view bytes)
{
    return simdjson::validate_utf8(bytes.data(), bytes.size());
}

DisplayText describeBytes(std::optional<std::string_view> bytes)
{
    if (!bytes) {
        return {Appearance::Null, ""};
    }
    if (isUtf8(*bytes) && !hasControlCharacters(*bytes)) {
        const auto appearance = isJsonDocument(*bytes) ? Appearance::Json : Appearance::Text;
        return {appearance, std::string(*bytes)};
    }
    if (bytes->size() == 4) {
        return intText(*bytes);
    }
    if (bytes->size() == 8) {
        return bigintText(*bytes);
    }
    return {Appearance::Binary, hexOf(*bytes)};
}

DisplayText describeKafkaBytes(std::optional<std::string_view> bytes, const DataType &type)
{
    if (!bytes) {
        return {Appearance::Null, ""};
    }
    if (type.is(TypeKind::Integer) && bytes->size() == 4) {
        return intText(*bytes);
    }
    if (type.is(TypeKind::Bigint) && bytes->size() == 8) {
        return bigintText(*bytes);
    }
    if (type.is(TypeKind::Double) && bytes->size() == 8) {
        return doubleText(*bytes);
    }
    if (type.is(TypeKind::String) && isUtf8(*bytes)) {
        return {Appearance::Text, std::string(*bytes)};
    }
    if (type.is(TypeKind::Bytes)) {
        return {Appearance::Binary, hexOf(*bytes)};
    }
    return describeBytes(bytes);
}

} // namespace weir::formats
