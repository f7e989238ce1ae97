#include "core/functions/JsonTree.h"

#include "core/functions/Utf8.h"
#include "core/types/JsonQuote.h"

#include <algorithm>
#include <functional>

namespace weir::functions {

namespace {

constexpr int kDeepest = 512;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

class JsonTreeReader {
public:
    explicit JsonTreeReader(std::string_view text)
        : m_text(text)
    {
    }

    bool readValue(JsonNode &node)
    {
        skipBlanks();
        switch (peek()) {
        case '{':
            return readObject(node);
        case '[':
            return readArray(node);
        case '"':
            node.kind = JsonKind::String;
            return readString(node.text);
        case 't':
            return readWord(node, JsonKind::Boolean, "true");
        case 'f':
            return readWord(node, JsonKind::Boolean, "false");
        case 'n':
            return readWord(node, JsonKind::Null, "null");
        default:
            return readNumber(node);
        }
    }
    bool atEnd()
    {
        skipBlanks();
        return m_at == m_text.size();
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool accept(char c)
    {
        const bool found = peek() == c && m_at < m_text.size();
        m_at += found ? 1 : 0;
        return found;
    }
    void skipBlanks()
    {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            ++m_at;
        }
    }
    bool readWord(JsonNode &node, JsonKind kind, std::string_view word)
    {
        node.kind = kind;
        node.text = kind == JsonKind::Null ? "" : std::string(word);
        const bool found = m_text.substr(m_at, word.size()) == word;
        m_at += word.size();
        const char next = peek();
        return found && !isDigit(next) && !(next >= 'a' && next <= 'z') &&
               !(next >= 'A' && next <= 'Z') && next != '_';
    }
    bool digits()
    {
        const std::size_t start = m_at;
        while (isDigit(peek())) {
            ++m_at;
        }
        return m_at > start;
    }
    bool readNumber(JsonNode &node)
    {
        const std::size_t start = m_at;
        accept('-');
        const bool zero = peek() == '0';
        const std::size_t first = m_at;
        if (!digits() || (zero && m_at > first + 1)) {
            return false;
        }
        if (accept('.') && !digits()) {
            return false;
        }
        if (accept('e') || accept('E')) {
            if (!accept('+')) {
                accept('-');
            }
            if (!digits()) {
                return false;
            }
        }
        node.kind = JsonKind::Number;
        node.text = std::string(m_text.substr(start, m_at - start));
        return true;
    }
    std::optional<std::uint32_t> hexUnit()
    {
        std::uint32_t unit = 0;
        for (int i = 0; i < 4; ++i, ++m_at) {
            const char c = peek();
            const int digit = isDigit(c)             ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) {
                return std::nullopt;
            }
            unit = unit * 16 + static_cast<std::uint32_t>(digit);
        }
        return unit;
    }
    bool readUnicode(std::string &out)
    {
        std::optional<std::uint32_t> unit = hexUnit();
        if (!unit) {
            return false;
        }
        if (*unit >= 0xD800 && *unit < 0xDC00 && m_text.substr(m_at, 2) == "\\u") {
            m_at += 2;
            const std::optional<std::uint32_t> low = hexUnit();
            if (!low || *low < 0xDC00 || *low > 0xDFFF) {
                return false;
            }
            unit = 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00);
        }
        appendUtf8(out, *unit >= 0xD800 && *unit < 0xE000 ? 0xFFFD : *unit);
        return true;
    }
    bool readEscape(std::string &out)
    {
        static constexpr std::string_view kLetters = "\"\\/bfnrt";
        static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        const char c = peek();
        ++m_at;
        if (c == 'u') {
            return readUnicode(out);
        }
        const std::size_t letter = kLetters.find(c);
        if (letter == std::string_view::npos) {
            return false;
        }
        out += kMeanings[letter];
        return true;
    }
    bool readString(std::string &out)
    {
        ++m_at;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (static_cast<unsigned char>(c) < 0x20) {
                return false;
            }
            ++m_at;
            if (c == '"') {
                return true;
            }
            if (c != '\\') {
                out += c;
            } else if (!readEscape(out)) {
                return false;
            }
        }
        return false;
    }
    bool readArray(JsonNode &node)
    {
        node.kind = JsonKind::Array;
        ++m_at;
        skipBlanks();
        if (accept(']')) {
            return true;
        }
        if (++m_depth > kDeepest) {
            return false;
        }
        do {
            if (!readValue(node.items.emplace_back())) {
                return false;
            }
            skipBlanks();
        } while (accept(','));
        --m_depth;
        return accept(']');
    }
    bool readObject(JsonNode &node)
    {
        node.kind = JsonKind::Object;
        JsonObjectBuilder object(node);
        ++m_at;
        skipBlanks();
        if (accept('}')) {
            return true;
        }
        if (++m_depth > kDeepest) {
            return false;
        }
        do {
            skipBlanks();
            std::string name;
            JsonNode value;
            if (peek() != '"' || !readString(name)) {
                return false;
            }
            skipBlanks();
            if (!accept(':') || !readValue(value)) {
                return false;
            }
            object.set(std::move(name), std::move(value));
            skipBlanks();
        } while (accept(','));
        --m_depth;
        return accept('}');
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

const JsonNode *JsonNode::find(std::string_view name) const
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? nullptr : &items[static_cast<std::size_t>(found - names.begin())];
}

void JsonObjectBuilder::set(std::string name, JsonNode value)
{
    const std::vector<std::string> &names = m_object.names;
    const std::hash<std::string_view> hash;
    const std::int64_t known = m_index.find(
        0, names.size(), [&](std::size_t i) { return names[i] == name; },
        [&](std::size_t i) { return hash(names[i]); }, [&] { return hash(name); });
    if (known >= 0) {
        m_object.items[static_cast<std::size_t>(known)] = std::move(value);
        return;
    }
    m_object.names.push_back(std::move(name));
    m_object.items.push_back(std::move(value));
}

std::optional<JsonNode> readJson(std::string_view text)
{
    JsonNode node;
    return JsonTreeReader(text).readValue(node) ? std::optional(std::move(node)) : std::nullopt;
}

std::optional<JsonNode> readWholeJson(std::string_view text)
{
    JsonNode node;
    JsonTreeReader reader(text);
    return reader.readValue(node) && reader.atEnd() ? std::optional(std::move(node)) : std::nullopt;
}

void appendJson(std::string &out, const JsonNode &node)
{
    switch (node.kind) {
    case JsonKind::Null:
        out += "null";
        break;
    case JsonKind::Boolean:
    case JsonKind::Number:
        out += node.text;
        break;
    case JsonKind::String:
        appendJsonText(node.text, out);
        break;
    case JsonKind::Array:
    case JsonKind::Object: {
        const bool object = node.is(JsonKind::Object);
        out += object ? '{' : '[';
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            out += i == 0 ? "" : ",";
            if (object) {
                appendJsonText(node.names[i], out);
                out += ':';
            }
            appendJson(out, node.items[i]);
        }
        out += object ? '}' : ']';
        break;
    }
    }
}

} // namespace weir::functions
