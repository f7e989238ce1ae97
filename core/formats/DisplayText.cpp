#include "core/formats/DisplayText.h"

#include "core/base/BigEndian.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdint>

namespace weir::formats {

namespace {

bool hasControlCharacters(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
    });
}

bool isJsonDocument(std::string_view bytes)
{
    const auto first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos ||
        std::string_view("{[\"-0123456789tfn").find(bytes[first]) == std::string_view::npos) {
        return false;
    }
    simdjson::dom::parser parser;
    return parser.parse(bytes.data(), bytes.size()).error() == simdjson::SUCCESS;
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
        return {Appearance::Int, std::to_string(getBigEndian<std::int32_t>(bytes->data()))};
    }
    if (bytes->size() == 8) {
        return {Appearance::Bigint, std::to_string(getBigEndian<std::int64_t>(bytes->data()))};
    }
    std::string hex;
    hex.reserve(bytes->size() * 2);
    for (const char c : *bytes) {
        fmt::format_to(std::back_inserter(hex), "{:02x}", static_cast<unsigned char>(c));
    }
    return {Appearance::Binary, std::move(hex)};
}

} // namespace weir::formats
