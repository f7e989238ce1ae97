#include "app/cli/RecordJson.h"

#include "core/base/BigEndian.h"
#include "core/formats/DisplayText.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <ctime>

namespace weir::cli {

namespace {

using formats::Appearance;
using formats::DisplayText;

std::string jsonString(const std::string &text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// JSON spreads over lines only where its writer put line breaks between tokens.
std::string onOneLine(std::string json)
{
    for (char &c : json) {
        if (c == '\n' || c == '\r') {
            c = ' ';
        }
    }
    return json;
}

/// For a terminal: what stands in a record must not move its cursor.
std::string withoutControls(std::string text)
{
    for (char &c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            c = ' ';
        }
    }
    return text;
}

std::string jsonOf(const DisplayText &shown)
{
    switch (shown.appearance) {
    case Appearance::Null:
        return "null";
    case Appearance::Json:
        return onOneLine(shown.text);
    case Appearance::Int:
    case Appearance::Bigint:
        return shown.text;
    case Appearance::Double: // JSON has no word for NaN and Infinity
        return nlohmann::json::accept(shown.text) ? shown.text : jsonString(shown.text);
    case Appearance::Text:
        return jsonString(shown.text);
    case Appearance::Binary:
        break;
    }
    return fmt::format(R"({{"hex":"{}"}})", shown.text);
}

std::optional<std::string_view> present(bool has, std::string_view bytes)
{
    return has ? std::optional(bytes) : std::nullopt;
}

/// What is declared need not be guessed: the key 42 of a STRING column is "42".
DisplayText describeSide(std::optional<std::string_view> bytes, const catalog::FormatSpec &format,
                         const std::vector<ColumnDefinition> &columns)
{
    if (format.name == "KAFKA" && columns.size() == 1) {
        return formats::describeKafkaBytes(bytes, columns[0].type);
    }
    DisplayText shown = formats::describeBytes(bytes);
    if (format.name == "DELIMITED" && shown.appearance == Appearance::Json) {
        shown.appearance = Appearance::Text;
    }
    return shown;
}

DisplayText describeKey(std::optional<std::string_view> key, const catalog::Source *source)
{
    return source == nullptr ? formats::describeBytes(key)
                             : describeSide(key, source->keyFormat, source->schema.key);
}

DisplayText describeValue(std::optional<std::string_view> value, const catalog::Source *source)
{
    return source == nullptr ? formats::describeBytes(value)
                             : describeSide(value, source->valueFormat, source->payloadColumns());
}

std::string headersJson(std::span<const HeaderView> headers)
{
    std::string result = "[";
    for (const HeaderView &header : headers) {
        result += fmt::format(R"({}{{"key":{},"value":{}}})", result.size() > 1 ? "," : "",
                              jsonString(std::string(header.key)),
                              jsonOf(formats::describeBytes(header.value)));
    }
    return result + "]";
}

} // namespace

KeyParts splitKey(std::string_view key, const catalog::Source *source)
{
    if (source == nullptr || !source->keyWindow) {
        return {key, std::nullopt, std::nullopt};
    }
    const bool session = source->keyWindow->kind == WindowKind::Session;
    const std::size_t suffix = session ? 16 : 8;
    if (key.size() < suffix) {
        return {key, std::nullopt, std::nullopt};
    }
    const std::string_view inner = key.substr(0, key.size() - suffix);
    const std::string_view window = key.substr(inner.size());
    if (session) {
        return {inner, getBigEndian<EpochMs>(window.data() + 8),
                getBigEndian<EpochMs>(window.data())};
    }
    const EpochMs start = getBigEndian<EpochMs>(window.data());
    return {inner, start, start + source->keyWindow->sizeMs.value_or(0)};
}

std::string recordToJsonLine(const TopicPartition &partition, const RecordView &record,
                             std::span<const HeaderView> headers, const catalog::Source *source)
{
    const KeyParts key = splitKey(record.key(), source);
    std::string window;
    if (key.windowStart) {
        window =
            fmt::format(R"(,"window":{{"start":{},"end":{}}})", *key.windowStart, *key.windowEnd);
    }
    return fmt::format(
        R"({{"topic":{},"partition":{},"offset":{},"timestamp":{},"key":{},"value":{},"headers":{}{}}})",
        jsonString(partition.topic), partition.partition, record.offset, record.timestamp,
        jsonOf(describeKey(present(record.hasKey(), key.inner), source)),
        jsonOf(describeValue(present(record.hasValue(), record.value()), source)),
        headersJson(headers), window);
}

std::string recordToTextLine(const TopicPartition &partition, const RecordView &record,
                             const catalog::Source *source)
{
    const KeyParts key = splitKey(record.key(), source);
    const auto shownKey = describeKey(present(record.hasKey(), key.inner), source);
    const auto shownValue = describeValue(present(record.hasValue(), record.value()), source);
    const auto text = [](const DisplayText &shown) {
        return shown.appearance == Appearance::Null ? std::string("NULL")
                                                    : withoutControls(shown.text);
    };
    const std::string window =
        key.windowStart
            ? fmt::format(" [{} … {}]", isoTime(*key.windowStart), isoTime(*key.windowEnd))
            : "";
    return fmt::format("{}  {}:{}  {}{}  {}", isoTime(record.timestamp), partition.partition,
                       record.offset, text(shownKey), window, text(shownValue));
}

std::string isoTime(EpochMs time)
{
    const std::int64_t seconds = time >= 0 ? time / 1000 : (time - 999) / 1000;
    const auto whole = static_cast<std::time_t>(seconds);
    std::tm parts{};
    gmtime_r(&whole, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                       time - seconds * 1000);
}

} // namespace weir::cli
