#include "core/runtime/conformance/CaseRecord.h"

#include "core/base/BigEndian.h"
#include "core/types/Value.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <charconv>
#include <cstring>

namespace weir::runtime {
namespace {

/// Returns the text of a JSON string, or the JSON text itself of anything else.
std::string plainCaseText(const std::string &json)
{
    simdjson::dom::parser parser;
    simdjson::dom::element element;
    std::string_view text;
    const simdjson::padded_string padded(json);
    if (!json.empty() && json.front() == '"' &&
        parser.parse(padded).get(element) == simdjson::SUCCESS &&
        element.get(text) == simdjson::SUCCESS) {
        return std::string(text);
    }
    return json;
}

std::string kafkaCaseBytes(const std::string &json, const DataType &type)
{
    const std::string text = plainCaseText(json);
    switch (type.kind()) {
    case TypeKind::Integer:
        return bigEndianBytes(static_cast<std::uint32_t>(std::strtoll(text.c_str(), nullptr, 10)));
    case TypeKind::Bigint:
        return bigEndianBytes(static_cast<std::uint64_t>(std::strtoll(text.c_str(), nullptr, 10)));
    case TypeKind::Double: {
        double value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        return bigEndianBytes(bits);
    }
    default:
        return text;
    }
}

Result<std::optional<std::string>> encodeCaseSide(const std::string &json,
                                                  const catalog::FormatSpec &format,
                                                  const std::vector<ColumnDefinition> &columns)
{
    if (json == "null" || json.empty()) {
        return std::optional<std::string>();
    }
    if (format.name == "JSON") {
        return std::optional<std::string>(json);
    }
    if (format.name == "DELIMITED" || format.name == "NONE") {
        return std::optional<std::string>(plainCaseText(json));
    }
    if (format.name == "KAFKA") {
        return std::optional<std::string>(columns.empty() ? plainCaseText(json)
                                                          : kafkaCaseBytes(json, columns[0].type));
    }
    return fail(userError("runtime.case-not-yet",
                          "Records in format " + format.name + " cannot be written yet"));
}

std::string renderKafkaCase(std::string_view bytes, const DataType &type)
{
    std::string out;
    switch (type.kind()) {
    case TypeKind::Integer:
        return std::to_string(static_cast<std::int32_t>(getBigEndian<std::uint32_t>(bytes.data())));
    case TypeKind::Bigint:
        return std::to_string(static_cast<std::int64_t>(getBigEndian<std::uint64_t>(bytes.data())));
    case TypeKind::Double: {
        const auto bits = getBigEndian<std::uint64_t>(bytes.data());
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return toText(Value(value), type);
    }
    default:
        appendCaseText(bytes, out);
        return out;
    }
}

void renderCaseSide(const std::optional<std::string> &bytes, const catalog::FormatSpec *format,
                    const std::vector<ColumnDefinition> &columns, std::string &out)
{
    if (!bytes) {
        out += "null";
    } else if (format != nullptr && format->name == "JSON") {
        out += *bytes;
    } else if (format != nullptr && format->name == "KAFKA" && !columns.empty()) {
        out += renderKafkaCase(*bytes, columns[0].type);
    } else {
        appendCaseText(*bytes, out);
    }
}

} // namespace

std::string caseToBase64(std::string_view bytes)
{
    static constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t bits = 0;
        for (std::size_t at = i; at < i + 3; ++at) {
            bits = (bits << 8U) | (at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U);
        }
        for (std::size_t digit = 0; digit < 4; ++digit) {
            const bool filled = i + digit <= bytes.size();
            text.push_back(filled ? kDigits[(bits >> (18U - 6U * digit)) & 63U] : '=');
        }
    }
    return text;
}

void appendCaseText(std::string_view text, std::string &out)
{
    out.push_back('"');
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out.push_back(c);
        }
    }
    out.push_back('"');
}

Result<CaseRecord> encodeCaseInput(const CaseInput &input, const catalog::Source *source)
{
    static const catalog::FormatSpec kRaw{.name = "NONE"};
    CaseRecord record;
    record.timestamp = input.timestamp;
    const std::vector<ColumnDefinition> none;
    WEIR_ASSIGN(record.key, encodeCaseSide(input.key, source ? source->keyFormat : kRaw,
                                           source ? source->schema.key : none));
    WEIR_ASSIGN(record.value, encodeCaseSide(input.value, source ? source->valueFormat : kRaw,
                                             source ? source->payloadColumns() : none));
    if (input.window) {
        if (!record.key) {
            record.key = std::string();
        }
        if (input.window->session) {
            *record.key += bigEndianBytes(static_cast<std::uint64_t>(input.window->end));
        }
        *record.key += bigEndianBytes(static_cast<std::uint64_t>(input.window->start));
    }
    for (const auto &[key, value] : input.headers) {
        record.headers.emplace_back(key, value);
    }
    return record;
}

void renderCaseRecord(const std::string &topic, const CaseRecord &record,
                      const catalog::Source *source, std::string &out)
{
    const std::vector<ColumnDefinition> none;
    std::optional<std::string> key = record.key;
    std::string window = "null";
    if (source != nullptr && source->keyWindow && key && key->size() >= 8) {
        const bool session = source->keyWindow->kind == WindowKind::Session;
        const auto start =
            static_cast<std::int64_t>(getBigEndian<std::uint64_t>(key->data() + key->size() - 8));
        std::int64_t end = start + source->keyWindow->sizeMs.value_or(0);
        key->resize(key->size() - 8);
        if (session && key->size() >= 8) {
            end = static_cast<std::int64_t>(
                getBigEndian<std::uint64_t>(key->data() + key->size() - 8));
            key->resize(key->size() - 8);
        }
        window = fmt::format(R"({{"start":{},"end":{},"type":"{}"}})", start, end,
                             session ? "SESSION" : "TIME");
    }
    out += "{\"topic\":";
    appendCaseText(topic, out);
    out += ",\"key\":";
    renderCaseSide(key, source ? &source->keyFormat : nullptr, source ? source->schema.key : none,
                   out);
    out += ",\"value\":";
    renderCaseSide(record.value, source ? &source->valueFormat : nullptr,
                   source ? source->payloadColumns() : none, out);
    out += fmt::format(",\"timestamp\":{},\"window\":{},\"headers\":[", record.timestamp, window);
    bool first = true;
    for (const auto &[name, value] : record.headers) {
        out += first ? "{\"KEY\":" : ",{\"KEY\":";
        first = false;
        appendCaseText(name, out);
        out += ",\"VALUE\":";
        if (value) {
            appendCaseText(caseToBase64(*value), out);
        } else {
            out += "null";
        }
        out += "}";
    }
    out += "]}";
}

} // namespace weir::runtime
