#include "core/functions/LikePattern.h"

namespace weir::functions {

namespace {

constexpr char kLikeLiteral = 'c';
constexpr char kLikeAny = '%';
constexpr char kLikeOne = '_';

std::size_t likeCharacterSize(char first)
{
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

} // namespace

LikePattern::LikePattern(std::string_view pattern, char escape)
{
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool escaped = escape != '\0' && pattern[i] == escape && i + 1 < pattern.size();
        i += escaped ? 1 : 0;
        const char c = pattern[i];
        m_bytes += c;
        m_kinds += escaped || (c != '%' && c != '_') ? kLikeLiteral : c;
    }
    const std::size_t size = m_kinds.size();
    m_contains = size >= 2 && m_kinds.front() == kLikeAny && m_kinds.back() == kLikeAny &&
                 m_kinds.find_first_not_of(kLikeLiteral, 1) == size - 1;
}

bool LikePattern::matches(std::string_view text) const
{
    if (m_contains) {
        const std::string_view literal(m_bytes.data() + 1, m_bytes.size() - 2);
        return text.find(literal) != std::string_view::npos;
    }
    std::size_t at = 0;
    std::size_t sign = 0;
    std::size_t star = std::string::npos; // the last % and where it stopped taking text
    std::size_t mark = 0;
    while (at < text.size()) {
        if (sign < m_kinds.size() && m_kinds[sign] == kLikeAny) {
            star = sign++;
            mark = at;
        } else if (sign < m_kinds.size() && m_kinds[sign] == kLikeOne) {
            at += likeCharacterSize(text[at]);
            ++sign;
        } else if (sign < m_kinds.size() && m_bytes[sign] == text[at]) {
            ++at;
            ++sign;
        } else if (star != std::string::npos) {
            mark += likeCharacterSize(text[mark]);
            at = mark;
            sign = star + 1;
        } else {
            return false;
        }
    }
    while (sign < m_kinds.size() && m_kinds[sign] == kLikeAny) {
        ++sign;
    }
    return sign == m_kinds.size() && at == text.size();
}

} // namespace weir::functions
