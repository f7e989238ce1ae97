#include "core/types/Utf8Repair.h"

#include <cstdint>
#include <cstring>

namespace weir {

namespace {

/// Returns how many bytes at the front are ASCII, in steps of eight until the last.
std::size_t asciiFront(std::string_view bytes)
{
    std::size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        if ((word & 0x8080808080808080ULL) != 0) {
            break;
        }
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) {
        ++at;
    }
    return at;
}

/// The bytes of the character at the front; if there is none, of what one U+FFFD stands for.
struct Utf8Front {
    std::size_t size = 0;
    bool good = false;
};

/// The second byte's range tells overlong forms, surrogates and numbers beyond 0x10FFFF apart
/// (table 3-7 of the Unicode standard).
Utf8Front utf8Front(std::string_view bytes)
{
    const auto lead = static_cast<unsigned char>(bytes[0]);
    if (lead < 0x80) {
        return {1, true};
    }
    const std::size_t size = lead < 0xC2   ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
    if (size == 0) {
        return {1, false};
    }
    unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t i = 1; i < size; ++i) {
        const unsigned byte = i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
        if (byte < low || byte > high) {
            return {i, false};
        }
        low = 0x80;
        high = 0xBF;
    }
    return {size, true};
}

/// Returns how many bytes at the front are UTF-8.
std::size_t utf8Size(std::string_view bytes)
{
    std::size_t at = 0;
    while (true) {
        at += asciiFront(bytes.substr(at));
        if (at == bytes.size()) {
            return at;
        }
        const Utf8Front front = utf8Front(bytes.substr(at));
        if (!front.good) {
            return at;
        }
        at += front.size;
    }
}

} // namespace

bool isUtf8(std::string_view bytes)
{
    return utf8Size(bytes) == bytes.size();
}

void appendRepaired(std::string_view bytes, std::string &out)
{
    while (true) {
        const std::size_t good = utf8Size(bytes);
        out += bytes.substr(0, good);
        bytes.remove_prefix(good);
        if (bytes.empty()) {
            return;
        }
        out += "\xEF\xBF\xBD";
        bytes.remove_prefix(utf8Front(bytes).size);
    }
}

std::string_view repairedText(std::string_view bytes, Arena &arena)
{
    if (isUtf8(bytes)) {
        return bytes;
    }
    std::string text;
    appendRepaired(bytes, text);
    return arena.copy(text);
}

} // namespace weir
