#pragma once

#include <string>
#include <string_view>

namespace weir {

/// Case of the letters a-z and A-Z alone, whatever the locale; all other bytes stay as they are.
inline char upperCase(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

inline char lowerCase(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Returns the text with a-z in upper case.
inline std::string upperCase(std::string_view text)
{
    std::string upper(text);
    for (char &c : upper) {
        c = upperCase(c);
    }
    return upper;
}

/// Returns the text with A-Z in lower case.
inline std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower) {
        c = lowerCase(c);
    }
    return lower;
}

} // namespace weir
