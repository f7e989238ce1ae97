#include "core/functions/Uri.h"

#include "core/functions/TextEncoding.h"
#include "core/types/NumberText.h"

#include <algorithm>
#include <cctype>

namespace weir::functions {

namespace {

using Text = std::string_view;

constexpr Text kMarks = "-_.!~*'()";
constexpr Text kReserved = ";/?:@&=+$,[]";

bool isAlphanumeric(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80;
}

int digitOf(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/// Reads the byte of `%41` at a position; negative if it is none.
int encodedByte(Text text, std::size_t at)
{
    if (at + 2 >= text.size() || digitOf(text[at + 1]) < 0 || digitOf(text[at + 2]) < 0) {
        return -1;
    }
    return digitOf(text[at + 1]) * 16 + digitOf(text[at + 2]);
}

/// Every character may stand in a URI: marks, reserved, encoded ones, and all beyond ASCII.
bool hasLegalCharacters(Text text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%' ? encodedByte(text, i) < 0
                     : !(isAlphanumeric(c) || static_cast<unsigned char>(c) >= 0x80 ||
                         kMarks.find(c) != Text::npos || kReserved.find(c) != Text::npos)) {
            return false;
        }
    }
    return true;
}

/// Takes `scheme:` off the front; nothing if there is none.
std::optional<Text> takeScheme(Text &text)
{
    const std::size_t end = text.find_first_of(":/?#");
    if (end == Text::npos || text[end] != ':') {
        return std::nullopt;
    }
    const Text scheme = text.substr(0, end);
    text.remove_prefix(end + 1);
    return scheme;
}

bool isScheme(Text scheme)
{
    if (scheme.empty() || std::isdigit(static_cast<unsigned char>(scheme[0])) != 0) {
        return false;
    }
    for (const char c : scheme) {
        if (!isAlphanumeric(c) && c != '+' && c != '-' && c != '.') {
            return false;
        }
    }
    return true;
}

bool isHost(Text host)
{
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        return true;
    }
    if (host.empty() || host.front() == '-' || host.front() == '.') {
        return false;
    }
    for (const char c : host) {
        if (!isAlphanumeric(c) && c != '-' && c != '.') {
            return false;
        }
    }
    return host.back() != '-';
}

/// Reads `user@host:port`; another authority has neither host nor port.
void readServer(Text authority, Uri &uri)
{
    const std::size_t at = authority.rfind('@');
    const Text server = at == Text::npos ? authority : authority.substr(at + 1);
    const std::size_t bracket = server.rfind(']');
    const std::size_t colon = server.find(':', bracket == Text::npos ? 0 : bracket);
    const Text digits = colon == Text::npos ? Text() : server.substr(colon + 1);
    const std::optional<std::int64_t> port = parseInteger(digits);
    const bool goodPort = digits.empty() || (port && *port >= 0 && *port <= INT32_MAX);
    if (goodPort && isHost(server.substr(0, colon))) {
        uri.host = server.substr(0, colon);
        if (port) {
            uri.port = static_cast<std::int32_t>(*port);
        }
    }
}

/// Cuts a text at the first `mark`; the rest behind it is the part.
std::optional<Text> cutAt(Text &text, char mark)
{
    const std::size_t at = text.find(mark);
    if (at == Text::npos) {
        return std::nullopt;
    }
    const Text part = text.substr(at + 1);
    text = text.substr(0, at);
    return part;
}

} // namespace

std::optional<Uri> Uri::parse(std::string_view text)
{
    Uri uri;
    uri.fragment = cutAt(text, '#');
    if (!hasLegalCharacters(text) || (uri.fragment && !hasLegalCharacters(*uri.fragment))) {
        return std::nullopt;
    }
    uri.scheme = takeScheme(text);
    if (uri.scheme && (!isScheme(*uri.scheme) || text.empty())) {
        return std::nullopt;
    }
    if (uri.scheme && text.front() != '/') {
        return uri; // opaque: mailto:a@b
    }
    uri.query = cutAt(text, '?');
    if (text.substr(0, 2) == "//") {
        const std::size_t end = std::min(text.find('/', 2), text.size());
        if (end == 2 && end == text.size()) {
            return std::nullopt;
        }
        readServer(text.substr(2, end - 2), uri);
        text.remove_prefix(end);
    }
    uri.path = text;
    return uri;
}

std::string percentDecoded(std::string_view text)
{
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int byte = text[i] == '%' ? encodedByte(text, i) : -1;
        bytes += byte < 0 ? text[i] : static_cast<char>(byte);
        i += byte < 0 ? 0 : 2;
    }
    return textFromBytes(bytes, TextEncoding::Utf8);
}

std::string formEncoded(std::string_view text)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        if (isAlphanumeric(c) || c == '-' || c == '_' || c == '.' || c == '*') {
            result += c;
        } else if (c == ' ') {
            result += '+';
        } else {
            result += '%';
            result += kDigits[static_cast<unsigned char>(c) >> 4];
            result += kDigits[static_cast<unsigned char>(c) & 15];
        }
    }
    return result;
}

std::optional<std::string> formDecoded(std::string_view text)
{
    std::string blanks(text);
    for (std::size_t i = 0; i < blanks.size(); ++i) {
        if (blanks[i] == '%' && encodedByte(blanks, i) < 0) {
            return std::nullopt;
        }
        blanks[i] = blanks[i] == '+' ? ' ' : blanks[i];
    }
    return percentDecoded(blanks);
}

} // namespace weir::functions
