#include "core/types/JsonQuote.h"

namespace weir {

namespace {

constexpr bool needsEscape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

void appendEscape(unsigned char c, std::string &out)
{
    constexpr char kHex[] = "0123456789ABCDEF";
    switch (c) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\b':
        out += "\\b";
        break;
    case '\f':
        out += "\\f";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        out += "\\u00";
        out += kHex[c >> 4];
        out += kHex[c & 0xF];
    }
}

} // namespace

void appendJsonText(std::string_view text, std::string &out)
{
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (needsEscape(c)) {
            out.append(text.data() + plain, i - plain);
            appendEscape(c, out);
            plain = i + 1;
        }
    }
    out.append(text.data() + plain, text.size() - plain);
    out += '"';
}

} // namespace weir
