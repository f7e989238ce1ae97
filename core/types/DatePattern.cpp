#include "core/types/DatePattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace weir {

namespace {

constexpr std::string_view kLetters = "GyuQqMLDdEahHkKmsSAnNVzOXxZ";
constexpr std::size_t kLongestRun = 9;

/// Takes `'text'` at a position and moves behind it; a doubled quote is one, alone or in a text.
std::optional<std::string> takeQuoted(std::string_view pattern, std::size_t &at)
{
    std::string text;
    for (std::size_t i = at + 1; i < pattern.size(); ++i) {
        if (pattern[i] == '\'') {
            const bool doubled = i + 1 < pattern.size() && pattern[i + 1] == '\'';
            if (!doubled) {
                at = i + 1;
                return text.empty() ? "'" : text;
            }
            ++i;
        }
        text += pattern[i];
    }
    return std::nullopt;
}

} // namespace

Result<DatePattern> DatePattern::make(std::string_view pattern)
{
    DatePattern result;
    int open = 0;
    const auto bad = [pattern](const char *why) {
        return fail(userError("types.bad-date-pattern",
                              fmt::format("'{}' is not a date pattern: {}", pattern, why)));
    };
    for (std::size_t i = 0; i < pattern.size();) {
        const char c = pattern[i];
        if (c == '\'') {
            const std::optional<std::string> quoted = takeQuoted(pattern, i);
            if (!quoted) {
                return bad("a quote has no end");
            }
            result.m_parts.push_back({'\0', 0, *quoted});
        } else if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
            const std::size_t end = std::min(pattern.find_first_not_of(c, i), pattern.size());
            if (kLetters.find(c) == std::string_view::npos || end - i > kLongestRun ||
                (c == 'V' && end - i != 2)) {
                return bad("a letter is not known");
            }
            result.m_parts.push_back({c, static_cast<int>(end - i)});
            i = end;
        } else if (c == '[' || c == ']') {
            open += c == '[' ? 1 : -1;
            if (open < 0) {
                return bad("a bracket closes what is not open");
            }
            result.m_parts.push_back({c, 0});
            ++i;
        } else if (c == '{' || c == '}' || c == '#') {
            return bad("{, } and # are reserved");
        } else {
            result.m_parts.push_back({'\0', 0, std::string(1, c)});
            ++i;
        }
    }
    for (; open > 0; --open) { // an open part ends with the pattern
        result.m_parts.push_back({']', 0});
    }
    return result;
}

bool DatePattern::hasAny(std::string_view letters) const
{
    return std::any_of(m_parts.begin(), m_parts.end(), [letters](const Part &part) {
        return part.letter != '\0' && letters.find(part.letter) != std::string_view::npos;
    });
}

} // namespace weir
