#include "core/functions/LetterCase.h"

#include "core/functions/Utf8.h"

#include <utf8proc.h>

namespace weir::functions {

namespace {

constexpr std::uint32_t kSharpS = 0xDF;
constexpr std::uint32_t kDottedI = 0x130;
constexpr std::uint32_t kSigma = 0x3A3;
constexpr std::uint32_t kFinalSigma = 0x3C2;

utf8proc_category_t categoryOf(std::uint32_t c)
{
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool isCased(std::uint32_t c)
{
    const utf8proc_category_t category = categoryOf(c);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL ||
           category == UTF8PROC_CATEGORY_LT;
}

/// Says whether a character between letters leaves them one word: accents, apostrophes, points.
bool isWithinWord(std::uint32_t c)
{
    switch (categoryOf(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
        return true;
    default:
        return c == '\'' || c == '.' || c == ':' || c == 0xB7 || c == 0x2019;
    }
}

bool isWhitespace(std::uint32_t c)
{
    if (c < 0x80) {
        return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
    }
    const bool unbroken = c == 0xA0 || c == 0x2007 || c == 0x202F;
    const utf8proc_category_t category = categoryOf(c);
    return !unbroken && (category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
                         category == UTF8PROC_CATEGORY_ZP);
}

std::uint32_t simpleUpper(std::uint32_t c)
{
    return static_cast<std::uint32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}

/// The letters whose upper case is several letters are those whose folded form is: each of these in
/// upper case. Large letters fold too, but stay as they are.
void appendUpper(std::string &out, std::uint32_t c)
{
    constexpr int kMostFolded = 4;
    utf8proc_int32_t folded[kMostFolded];
    int boundary = 0;
    const utf8proc_ssize_t count =
        c < 0x80 || categoryOf(c) == UTF8PROC_CATEGORY_LU
            ? 1
            : utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), folded, kMostFolded,
                                      UTF8PROC_CASEFOLD, &boundary);
    if (count < 2 || count > kMostFolded) {
        appendUtf8(out, simpleUpper(c));
        return;
    }
    for (utf8proc_ssize_t i = 0; i < count; ++i) {
        appendUtf8(out, simpleUpper(static_cast<std::uint32_t>(folded[i])));
    }
}

/// Says whether a letter follows in the same word.
bool letterFollows(std::string_view text, std::size_t position)
{
    while (position < text.size()) {
        const std::uint32_t c = nextCodePoint(text, position);
        if (!isWithinWord(c)) {
            return isCased(c);
        }
    }
    return false;
}

} // namespace

std::string upperText(std::string_view text)
{
    std::string result;
    for (std::size_t position = 0; position < text.size();) {
        appendUpper(result, nextCodePoint(text, position));
    }
    return result;
}

std::string lowerText(std::string_view text)
{
    std::string result;
    bool inWord = false;
    for (std::size_t position = 0; position < text.size();) {
        const std::uint32_t c = nextCodePoint(text, position);
        if (c == kDottedI) {
            result += "i\xCC\x87";
        } else if (c == kSigma && inWord && !letterFollows(text, position)) {
            appendUtf8(result, kFinalSigma);
        } else {
            appendUtf8(result, static_cast<std::uint32_t>(
                                   utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
        }
        inWord = isCased(c) || (inWord && isWithinWord(c));
    }
    return result;
}

std::string capitalizedText(std::string_view text)
{
    const std::string lower = lowerText(text);
    std::string result;
    bool wordStart = true;
    for (std::size_t position = 0; position < lower.size();) {
        const std::uint32_t c = nextCodePoint(lower, position);
        const bool changes = wordStart && c != kSharpS;
        appendUtf8(result, changes ? static_cast<std::uint32_t>(
                                         utf8proc_totitle(static_cast<utf8proc_int32_t>(c)))
                                   : c);
        wordStart = isWhitespace(c);
    }
    return result;
}

LetterKind letterKind(std::uint32_t codePoint)
{
    switch (categoryOf(codePoint)) {
    case UTF8PROC_CATEGORY_LU:
        return LetterKind::Upper;
    case UTF8PROC_CATEGORY_LL:
        return LetterKind::Lower;
    case UTF8PROC_CATEGORY_ND:
        return LetterKind::Digit;
    default:
        return LetterKind::Other;
    }
}

} // namespace weir::functions
