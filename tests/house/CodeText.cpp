#include "tests/house/HouseRules.h"

#include <algorithm>
#include <cctype>

namespace weir::house {

namespace {

/// Walks over C++ source and copies what is code.
class CodeScanner {
public:
    CodeScanner(std::string_view text, bool blankStrings)
        : m_text(text)
        , m_code(text)
        , m_blankStrings(blankStrings)
    {
    }

    std::string scan()
    {
        while (m_at < m_text.size()) {
            if (startsWith("//")) {
                blankUntil(m_text.find('\n', m_at));
            } else if (startsWith("/*")) {
                const std::size_t end = m_text.find("*/", m_at + 2);
                blankUntil(end == std::string_view::npos ? end : end + 2);
            } else if (startsWith("R\"")) {
                rawString();
            } else if (m_text[m_at] == '"') {
                quoted('"');
            } else if (m_text[m_at] == '\'' && !isDigitSeparator()) {
                quoted('\'');
            } else {
                ++m_at;
            }
        }
        return std::move(m_code);
    }

private:
    bool startsWith(std::string_view word) const { return m_text.substr(m_at).starts_with(word); }
    bool isDigitSeparator() const
    {
        return m_at > 0 && std::isalnum(static_cast<unsigned char>(m_text[m_at - 1])) != 0;
    }
    void blank(std::size_t from, std::size_t to)
    {
        for (std::size_t i = from; i < to; ++i) {
            if (m_code[i] != '\n') {
                m_code[i] = ' ';
            }
        }
    }
    void blankUntil(std::size_t end)
    {
        end = std::min(end, m_text.size());
        blank(m_at, end);
        m_at = end;
    }
    void quoted(char quote)
    {
        const std::size_t begin = ++m_at;
        while (m_at < m_text.size() && m_text[m_at] != quote && m_text[m_at] != '\n') {
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        }
        m_at = std::min(m_at, m_text.size());
        if (m_blankStrings) {
            blank(begin, m_at);
        }
        m_at = std::min(m_at + 1, m_text.size());
    }
    void rawString()
    {
        const std::size_t open = m_text.find('(', m_at);
        if (open == std::string_view::npos) {
            ++m_at;
            return;
        }
        const std::string close =
            ")" + std::string(m_text.substr(m_at + 2, open - m_at - 2)) + "\"";
        const std::size_t end = std::min(m_text.find(close, open), m_text.size());
        if (m_blankStrings) {
            blank(open + 1, end);
        }
        m_at = std::min(end + close.size(), m_text.size());
    }

    std::string_view m_text;
    std::string m_code;
    std::size_t m_at = 0;
    bool m_blankStrings;
};

} // namespace

std::string codeOf(std::string_view text, bool blankStrings)
{
    return CodeScanner(text, blankStrings).scan();
}

std::vector<std::string> callArguments(std::string_view code, std::size_t open)
{
    std::vector<std::string> arguments(1);
    int depth = 0;
    for (std::size_t i = open + 1; i < code.size(); ++i) {
        const char c = code[i];
        if (depth == 0 && c == ')') {
            break;
        }
        if (depth == 0 && c == ',') {
            arguments.emplace_back();
            continue;
        }
        depth += c == '(' || c == '{' || c == '[' ? 1 : 0;
        depth -= c == ')' || c == '}' || c == ']' ? 1 : 0;
        const bool leading =
            arguments.back().empty() && std::isspace(static_cast<unsigned char>(c)) != 0;
        if (!leading) {
            arguments.back() += c;
        }
    }
    return arguments;
}

} // namespace weir::house
