#include "core/sql/view/Identifier.h"

#include <algorithm>

namespace weir::sql {

Identifier identifierOf(SyntaxNode name)
{
    Identifier identifier;
    identifier.span = name.span();
    if (!name || name.text().empty()) {
        return identifier;
    }
    const std::string_view text = name.text();
    if (text.front() == '`' || text.front() == '"') {
        identifier.name = unquote(text);
        identifier.quoted = true;
    } else if (text.substr(0, 2) == "${") {
        identifier.name = std::string(text.substr(2, text.size() - 3));
        identifier.variable = true;
    } else {
        identifier.name = upperCase(text);
    }
    return identifier;
}

std::string quoteIdentifier(std::string_view name)
{
    const auto isPlain = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    const bool bare = !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
                      std::all_of(name.begin(), name.end(), isPlain) &&
                      !isReserved(keywordOf(name));
    if (bare) {
        return std::string(name);
    }
    std::string quoted = "`";
    for (const char c : name) {
        quoted += c;
        if (c == '`') {
            quoted += '`';
        }
    }
    return quoted + '`';
}

std::string quoteString(std::string_view text)
{
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c;
        if (c == '\'') {
            quoted += '\'';
        }
    }
    return quoted + '\'';
}

std::string unquote(std::string_view token)
{
    std::string content;
    if (token.empty()) {
        return content;
    }
    const char quote = token[0];
    for (std::size_t i = 1; i < token.size(); ++i) {
        if (token[i] == quote) {
            // A lone quote closes the token; of two, one is kept.
            if (i + 1 >= token.size()) {
                break;
            }
            ++i;
        }
        content += token[i];
    }
    return content;
}

} // namespace weir::sql
