#include "core/functions/TextEncoding.h"

#include "core/base/AsciiCase.h"
#include "core/functions/Utf8.h"
#include "core/types/Base64.h"
#include "core/types/Utf8Repair.h"

namespace weir::functions {

namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

int hexDigit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

std::optional<std::string> fromHex(std::string_view text)
{
    std::string digits(text);
    if (text.substr(0, 2) == "0x") {
        digits = text.substr(2);
        if (digits.size() % 2 == 1) {
            digits.insert(digits.begin(), '0');
        }
    } else if (text.size() >= 3 && (text[0] == 'x' || text[0] == 'X') && text[1] == '\'' &&
               text.back() == '\'') {
        digits = text.substr(2, text.size() - 3);
    }
    if (digits.size() % 2 == 1) {
        return std::nullopt;
    }
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const int high = hexDigit(digits[i]);
        const int low = hexDigit(digits[i + 1]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::string toAscii(std::string_view text)
{
    std::string bytes;
    for (std::size_t position = 0; position < text.size();) {
        const std::uint32_t c = nextCodePoint(text, position);
        bytes += c < 0x80 ? static_cast<char>(c) : '?';
    }
    return bytes;
}

} // namespace

std::optional<TextEncoding> textEncoding(std::string_view name)
{
    const std::string lower = lowerCase(name);
    if (lower == "hex") {
        return TextEncoding::Hex;
    }
    if (lower == "utf8") {
        return TextEncoding::Utf8;
    }
    if (lower == "ascii") {
        return TextEncoding::Ascii;
    }
    return lower == "base64" ? std::optional(TextEncoding::Base64) : std::nullopt;
}

std::optional<std::string> bytesFromText(std::string_view text, TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Hex:
        return fromHex(text);
    case TextEncoding::Ascii:
        return toAscii(text);
    case TextEncoding::Base64:
        return fromBase64(text);
    case TextEncoding::Utf8:
        break;
    }
    return std::string(text);
}

std::string textFromBytes(std::string_view bytes, TextEncoding encoding)
{
    if (encoding == TextEncoding::Hex) {
        return toHex(bytes);
    }
    if (encoding == TextEncoding::Base64) {
        return toBase64(bytes);
    }
    std::string text;
    if (encoding == TextEncoding::Utf8) {
        appendRepaired(bytes, text);
        return text;
    }
    for (const char byte : bytes) {
        appendUtf8(text, static_cast<unsigned char>(byte) < 0x80 ? static_cast<std::uint32_t>(byte)
                                                                 : kReplacement);
    }
    return text;
}

std::string toHex(std::string_view bytes)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

} // namespace weir::functions
