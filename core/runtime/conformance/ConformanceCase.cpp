#include "core/runtime/conformance/ConformanceCase.h"

#include <simdjson.h>

#include <array>

namespace weir::runtime {
namespace {

using JsonElement = simdjson::dom::element;

std::string caseText(const JsonElement &object, const char *name)
{
    std::string_view text;
    return object[name].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::int64_t caseNumber(const JsonElement &object, const char *name, std::int64_t otherwise = 0)
{
    std::int64_t number = 0;
    return object[name].get(number) == simdjson::SUCCESS ? number : otherwise;
}

std::string caseBase64(std::string_view text)
{
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        int digit = 0;
        if (c >= 'A' && c <= 'Z') {
            digit = c - 'A';
        } else if (c >= 'a' && c <= 'z') {
            digit = c - 'a' + 26;
        } else if (c >= '0' && c <= '9') {
            digit = c - '0' + 52;
        } else if (c == '+' || c == '/') {
            digit = c == '+' ? 62 : 63;
        } else {
            continue;
        }
        bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xffU));
        }
    }
    return bytes;
}

/// Finds the raw text of each input's key and value, so that number literals stay as written.
class RawInputs {
public:
    explicit RawInputs(std::string_view line)
        : m_line(line)
    {
    }

    Status read(std::vector<CaseInput> &inputs)
    {
        simdjson::ondemand::document document;
        simdjson::ondemand::array array;
        if (m_parser.iterate(m_line).get(document) != simdjson::SUCCESS ||
            document["inputs"].get_array().get(array) != simdjson::SUCCESS) {
            return {};
        }
        std::size_t index = 0;
        for (auto element : array) {
            simdjson::ondemand::object object;
            if (element.get_object().get(object) != simdjson::SUCCESS || index >= inputs.size()) {
                return fail(userError("runtime.case-malformed", "An input is not an object"));
            }
            for (auto field : object) {
                std::string_view name;
                std::string_view raw;
                if (field.unescaped_key().get(name) != simdjson::SUCCESS ||
                    rawText(field.value(), raw) != simdjson::SUCCESS) {
                    return fail(userError("runtime.case-malformed", "An input cannot be read"));
                }
                if (name == "key") {
                    inputs[index].key = raw;
                } else if (name == "value") {
                    inputs[index].value = raw;
                }
            }
            ++index;
        }
        return {};
    }

private:
    static simdjson::error_code rawText(simdjson::ondemand::value value, std::string_view &raw)
    {
        simdjson::ondemand::json_type type{};
        if (const auto error = value.type().get(type)) {
            return error;
        }
        if (type == simdjson::ondemand::json_type::object) {
            simdjson::ondemand::object object;
            const auto error = value.get_object().get(object);
            return error ? error : object.raw_json().get(raw);
        }
        if (type == simdjson::ondemand::json_type::array) {
            simdjson::ondemand::array array;
            const auto error = value.get_array().get(array);
            return error ? error : array.raw_json().get(raw);
        }
        raw = value.raw_json_token();
        while (!raw.empty() && static_cast<unsigned char>(raw.back()) <= ' ') {
            raw.remove_suffix(1);
        }
        return simdjson::SUCCESS;
    }

    simdjson::padded_string m_line;
    simdjson::ondemand::parser m_parser;
};

CaseInput caseInput(const JsonElement &element)
{
    CaseInput input;
    input.topic = caseText(element, "topic");
    input.timestamp = caseNumber(element, "timestamp");
    JsonElement window;
    if (element["window"].get(window) == simdjson::SUCCESS && window.is_object()) {
        input.window = CaseWindow{caseNumber(window, "start"), caseNumber(window, "end"),
                                  caseText(window, "type") == "SESSION"};
    }
    simdjson::dom::array headers;
    if (element["headers"].get(headers) == simdjson::SUCCESS) {
        for (const JsonElement header : headers) {
            std::string_view value;
            const bool null = header["VALUE"].get(value) != simdjson::SUCCESS;
            input.headers.emplace_back(caseText(header, "KEY"),
                                       null ? std::nullopt : std::optional(caseBase64(value)));
        }
    }
    return input;
}

void readCaseProperties(const JsonElement &root, ConformanceCase &result)
{
    simdjson::dom::object properties;
    if (root["properties"].get(properties) != simdjson::SUCCESS) {
        return;
    }
    for (const auto &field : properties) {
        std::string_view text;
        result.properties[std::string(field.key)] = field.value.get(text) == simdjson::SUCCESS
                                                        ? std::string(text)
                                                        : simdjson::minify(field.value);
    }
}

void readCaseTopics(const JsonElement &root, ConformanceCase &result)
{
    simdjson::dom::array topics;
    if (root["topics"].get(topics) != simdjson::SUCCESS) {
        return;
    }
    for (const JsonElement element : topics) {
        CaseTopic topic;
        topic.name = caseText(element, "name");
        topic.partitions = static_cast<int>(caseNumber(element, "partitions", 1));
        topic.replicas = static_cast<int>(caseNumber(element, "replicas", 1));
        bool declared = false;
        topic.declared = element["declared"].get(declared) == simdjson::SUCCESS && declared;
        JsonElement schema;
        for (const char *side : {"keySchema", "valueSchema"}) {
            topic.hasSchema = topic.hasSchema ||
                              (element[side].get(schema) == simdjson::SUCCESS && !schema.is_null());
        }
        result.topics.push_back(std::move(topic));
    }
}

} // namespace

Result<ConformanceCase> parseConformanceCase(std::string_view line)
{
    simdjson::dom::parser parser;
    JsonElement root;
    const simdjson::padded_string padded(line);
    if (parser.parse(padded).get(root) != simdjson::SUCCESS || !root.is_object()) {
        return fail(userError("runtime.case-malformed", "The case is not a JSON object"));
    }
    ConformanceCase result;
    result.id = caseText(root, "id");
    result.rest = caseText(root, "kind") == "rest";
    readCaseProperties(root, result);
    readCaseTopics(root, result);
    simdjson::dom::array array;
    if (root["statements"].get(array) == simdjson::SUCCESS) {
        for (const JsonElement element : array) {
            std::string_view text;
            if (element.get(text) == simdjson::SUCCESS) {
                result.statements.emplace_back(text);
            }
        }
    }
    if (root["inputs"].get(array) == simdjson::SUCCESS) {
        for (const JsonElement element : array) {
            result.inputs.push_back(caseInput(element));
        }
    }
    WEIR_TRY(RawInputs(line).read(result.inputs));
    return result;
}

} // namespace weir::runtime
