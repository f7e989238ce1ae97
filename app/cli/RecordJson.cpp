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

/// A known KAFKA key of text must not be read as JSON: the key 42 of a STRING column is "42".
DisplayText describeKey(std::optional<std::string_view> key, const catalog::Source *source)
{
    DisplayText shown = formats::describeBytes(key);
    const bool knownText = source != nullptr && source->keyFormat.name == "KAFKA" &&
                           source->schema.key.size() == 1 &&
                           source->schema.key[0].type.is(TypeKind::String);
    if (knownText && shown.appearance == Appearance::Json) {
        shown.appearance = Appearance::Text;
    }
    return shown;
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
        jsonOf(formats::describeBytes(present(record.hasValue(), record.value()))),
        headersJson(headers), window);
}

std::string recordToTextLine(const TopicPartition &partition, const RecordView &record,
                             const catalog::Source *source)
{
    const KeyParts key = splitKey(record.key(), source);
    const auto shownKey = describeKey(present(record.hasKey(), key.inner), source);
    const auto shownValue = formats::describeBytes(present(record.hasValue(), record.value()));
    const auto text = [](const DisplayText &shown) {
        return shown.appearance == Appearance::Null ? std::string("NULL") : onOneLine(shown.text);
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
