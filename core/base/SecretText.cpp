#include "core/base/SecretText.h"

#include "core/base/AsciiCase.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace weir {

namespace {

constexpr std::array<std::string_view, 9> kSecretWords{"password", "passwd",     "secret",
                                                       "token",    "credential", "sasl",
                                                       "api_key",  "apikey",     "basic.auth"};

/// Where the next word that names a secret ends, or npos.
std::size_t endOfSecretWord(std::string_view lower, std::size_t from)
{
    std::size_t first = std::string_view::npos;
    std::size_t end = std::string_view::npos;
    for (const std::string_view word : kSecretWords) {
        const std::size_t at = lower.find(word, from);
        if (at < first) {
            first = at;
            end = at + word.size();
        }
    }
    return end;
}

/// Where the value of a name that ends at `from` begins, or npos when no `=` or `:` follows it.
std::size_t valueBehind(std::string_view text, std::size_t from)
{
    constexpr std::string_view kNameBytes = "abcdefghijklmnopqrstuvwxyz0123456789._-";
    const std::size_t separator = std::min(text.find_first_not_of(kNameBytes, from), text.size());
    const std::size_t value = std::min(text.find_first_not_of(" \t\"'`=:", separator), text.size());
    const std::string_view between = text.substr(separator, value - separator);
    return between.find_first_of("=:") == std::string_view::npos ? std::string_view::npos : value;
}

} // namespace

bool mayHoldSecret(std::string_view text)
{
    return endOfSecretWord(lowerCase(text), 0) != std::string_view::npos;
}

std::string maskSecrets(std::string_view text)
{
    const std::string lower = lowerCase(text);
    std::string masked;
    std::size_t copied = 0;
    for (std::size_t at = endOfSecretWord(lower, 0); at != std::string::npos;
         at = endOfSecretWord(lower, std::max(at, copied))) {
        const std::size_t value = valueBehind(lower, at);
        if (value == std::string_view::npos || value < copied) {
            continue;
        }
        const std::size_t end = std::min(text.find_first_of("\"'`&,;) \t\r\n", value), text.size());
        masked.append(text.substr(copied, value - copied));
        masked += end > value ? "…" : "";
        copied = end;
    }
    masked.append(text.substr(copied));
    return masked;
}

} // namespace weir
