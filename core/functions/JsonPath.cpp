#include "core/functions/JsonPath.h"

#include "core/types/NumberText.h"

#include <algorithm>

namespace weir::functions {

namespace {

constexpr auto kNone = std::string_view::npos;

/// Takes `['name']`, `["name"]` or `[3]` off the front of a path.
std::optional<std::string> takeBracket(std::string_view &path)
{
    const char quote = path.size() > 1 ? path[1] : '\0';
    if (quote == '\'' || quote == '"') {
        const std::size_t end = path.find(std::string{quote, ']'}, 2);
        if (end == kNone) {
            return std::nullopt;
        }
        std::string step(path.substr(2, end - 2));
        path.remove_prefix(end + 2);
        return step;
    }
    const std::size_t end = path.find(']');
    if (end == kNone || end == 1) {
        return std::nullopt;
    }
    std::string step(path.substr(1, end - 1));
    path.remove_prefix(end + 1);
    return step.find_first_not_of("0123456789") == std::string::npos ? std::optional(step)
                                                                     : std::nullopt;
}

} // namespace

std::optional<JsonPath> JsonPath::parse(std::string_view text)
{
    if (text.empty() || text.front() != '$') {
        return std::nullopt;
    }
    text.remove_prefix(1);
    JsonPath result;
    while (!text.empty()) {
        if (text.front() == '[') {
            const std::optional<std::string> step = takeBracket(text);
            if (!step) {
                return std::nullopt;
            }
            result.m_steps.push_back(*step);
            continue;
        }
        const std::size_t end = std::min(text.find_first_of(".[", 1), text.size());
        if (text.front() != '.' || end == 1) {
            return std::nullopt;
        }
        result.m_steps.emplace_back(text.substr(1, end - 1));
        text.remove_prefix(end);
    }
    return result;
}

const JsonNode *JsonPath::find(const JsonNode &root) const
{
    const JsonNode *node = &root;
    for (const std::string &step : m_steps) {
        if (node->is(JsonKind::Object)) {
            node = node->find(step);
        } else {
            const std::optional<std::int64_t> index =
                node->is(JsonKind::Array) ? parseInteger(step) : std::nullopt;
            const bool there =
                index && *index >= 0 && *index < static_cast<std::int64_t>(node->items.size());
            node = there ? &node->items[static_cast<std::size_t>(*index)] : nullptr;
        }
        if (node == nullptr) {
            return nullptr;
        }
    }
    return node;
}

} // namespace weir::functions
