#include "core/functions/Utf8.h"

namespace weir::functions {

std::size_t utf16Length(std::string_view text)
{
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        units += (byte & 0xC0U) != 0x80U ? 1 : 0;
        units += byte >= 0xF0U ? 1 : 0;
    }
    return units;
}

std::size_t utf16Position(std::string_view text, std::size_t unit)
{
    std::size_t position = 0;
    while (unit > 0 && position < text.size()) {
        const auto byte = static_cast<unsigned char>(text[position]);
        const std::size_t units = byte >= 0xF0U ? 2 : 1;
        position += byte < 0x80U ? 1 : byte < 0xE0U ? 2 : byte < 0xF0U ? 3 : 4;
        unit -= units < unit ? units : unit;
    }
    return position < text.size() ? position : text.size();
}

void appendUtf8(std::string &out, std::uint32_t codePoint)
{
    if (codePoint < 0x80) {
        out += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        out += static_cast<char>(0xC0 | (codePoint >> 6));
        out += static_cast<char>(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        out += static_cast<char>(0xE0 | (codePoint >> 12));
        out += static_cast<char>(0x80 | ((codePoint >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (codePoint & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (codePoint >> 18));
        out += static_cast<char>(0x80 | ((codePoint >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((codePoint >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (codePoint & 0x3F));
    }
}

std::uint32_t nextCodePoint(std::string_view text, std::size_t &position)
{
    constexpr std::uint32_t kReplacement = 0xFFFD;
    const auto first = static_cast<unsigned char>(text[position++]);
    if (first < 0x80) {
        return first;
    }
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    if (more == 0 || position + more > text.size()) {
        return kReplacement;
    }
    std::uint32_t codePoint = first & (0x3FU >> more);
    for (std::size_t i = 0; i < more; ++i) {
        const auto byte = static_cast<unsigned char>(text[position]);
        if ((byte & 0xC0U) != 0x80U) {
            return kReplacement;
        }
        codePoint = (codePoint << 6) | (byte & 0x3FU);
        ++position;
    }
    return codePoint;
}

} // namespace weir::functions
