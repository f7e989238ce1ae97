#include "core/sql/print/TextMeasure.h"

#include <algorithm>

namespace weir::sql {

std::size_t widthOf(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
    }));
}

int lineEndsIn(std::string_view text)
{
    int ends = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        ends += (text[i] == '\n' || text[i] == '\r') && !pair ? 1 : 0;
    }
    return ends;
}

std::string lineEndOf(const SyntaxTree &tree)
{
    for (auto token = tree.tokens().rbegin(); token != tree.tokens().rend(); ++token) {
        const std::string_view text = tree.text(*token);
        const std::size_t end = text.find_last_of("\r\n");
        if (token->kind == TokenKind::Whitespace && end != std::string_view::npos) {
            const bool pair = text[end] == '\n' && end > 0 && text[end - 1] == '\r';
            return pair ? "\r\n" : std::string(1, text[end]);
        }
    }
    return "\n";
}

} // namespace weir::sql
