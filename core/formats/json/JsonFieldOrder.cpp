#include "core/formats/json/JsonFieldOrder.h"

#include <algorithm>

namespace weir::formats {

namespace {

constexpr std::size_t kMaxLearnedFields = 256;
/// No payload has this where a name begins.
constexpr const char *kUnknownName = "\x01";

} // namespace

void JsonFieldOrder::learn(std::size_t position, std::string_view name, JsonTarget target)
{
    if (position >= kMaxLearnedFields || name.size() > kMaxNameBytes ||
        name.find_first_of("\"\\") != std::string_view::npos) {
        return;
    }
    if (position >= m_fields.size()) {
        m_fields.resize(position + 1, {kUnknownName, {}, true});
    }
    const bool ascii = std::none_of(name.begin(), name.end(), [](char c) { return c < 0; });
    m_fields[position] = {'"' + std::string(name) + '"', target, ascii};
}

const JsonFieldOrder::Field *JsonFieldOrder::findElsewhere(const char *text,
                                                           std::size_t &position) const
{
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        if (begins(text, m_fields[i].quoted)) {
            position = i;
            return &m_fields[i];
        }
    }
    return nullptr;
}

} // namespace weir::formats
