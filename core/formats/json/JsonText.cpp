#include "core/formats/json/JsonText.h"

namespace weir::formats {

namespace {

std::string_view trimmedRaw(std::string_view text)
{
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') {
        text.remove_suffix(1);
    }
    return text;
}

bool coerceArray(simdjson::ondemand::value value, std::string &out)
{
    simdjson::ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) {
        return false;
    }
    out += '[';
    bool first = true;
    for (auto element : array) {
        simdjson::ondemand::value inner;
        if (element.get(inner) != simdjson::SUCCESS) {
            return false;
        }
        out += first ? "" : ", ";
        first = false;
        if (!coerceJsonToText(inner, out)) {
            return false;
        }
    }
    out += ']';
    return true;
}

bool coerceObject(simdjson::ondemand::value value, std::string &out)
{
    simdjson::ondemand::object object;
    std::string_view raw;
    if (value.get_object().get(object) != simdjson::SUCCESS ||
        object.raw_json().get(raw) != simdjson::SUCCESS) {
        return false;
    }
    std::string compact(raw.size() + simdjson::SIMDJSON_PADDING, '\0');
    std::size_t size = 0;
    if (simdjson::minify(raw.data(), raw.size(), compact.data(), size) != simdjson::SUCCESS) {
        return false;
    }
    out.append(compact, 0, size);
    return true;
}

bool coerceScalar(simdjson::ondemand::value value, std::string_view token, std::string &out)
{
    const std::string_view text = trimmedRaw(token);
    if (text.empty()) {
        return false; // a control character in place of a value
    }
    if (text[0] == 't' || text[0] == 'f') {
        bool flag = false;
        if (value.get_bool().get(flag) != simdjson::SUCCESS) {
            return false;
        }
    } else if (text[0] == 'n') {
        if (text != "null") {
            return false;
        }
    } else {
        double number = 0;
        const auto error = value.get_double().get(number);
        if (error != simdjson::SUCCESS && error != simdjson::NUMBER_OUT_OF_RANGE) {
            return false;
        }
    }
    out += text;
    return true;
}

} // namespace

bool coerceJsonToText(simdjson::ondemand::value value, std::string &out)
{
    const std::string_view token = value.raw_json_token();
    if (token.empty()) {
        return false;
    }
    if (token[0] == '[') {
        return coerceArray(value, out);
    }
    if (token[0] == '{') {
        return coerceObject(value, out);
    }
    if (token[0] == '"') {
        std::string_view text;
        if (value.get_string().get(text) != simdjson::SUCCESS) {
            return false;
        }
        out += text;
        return true;
    }
    return coerceScalar(value, token, out);
}

} // namespace weir::formats
