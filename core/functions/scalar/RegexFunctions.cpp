// REGEXP_…: regular expressions by RE2, which has no lookaround and no back references; such a
// pattern is an error.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/ListAccess.h"
#include "core/functions/Utf8.h"

#include <memory>
#include <optional>
#include <re2/re2.h>
#include <string>
#include <vector>

namespace weir::functions {

namespace {

using Text = std::string_view;
using Groups = std::vector<re2::StringPiece>;

re2::StringPiece piece(Text text)
{
    return {text.data(), text.size()};
}

/// Writes named groups `(?<name>` as RE2 wants them.
std::string re2Pattern(Text pattern)
{
    std::string result;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\' && i + 1 < pattern.size()) {
            result += pattern[i++];
        } else if (pattern.substr(i, 3) == "(?<" && i + 3 < pattern.size() &&
                   pattern[i + 3] != '=' && pattern[i + 3] != '!') {
            result += "(?P<";
            i += 2;
            continue;
        }
        result += pattern[i];
    }
    return result;
}

/// The pattern of the row before: nearly always a literal, so it is made once a batch.
class RegexCache {
public:
    /// Returns null for a pattern that cannot be read.
    const re2::RE2 *find(Text pattern)
    {
        if (!m_regex || pattern != m_text) {
            m_text = std::string(pattern);
            re2::RE2::Options options;
            options.set_log_errors(false);
            m_regex = std::make_unique<re2::RE2>(re2Pattern(pattern), options);
        }
        return m_regex->ok() ? m_regex.get() : nullptr;
    }

private:
    std::string m_text;
    std::unique_ptr<re2::RE2> m_regex;
};

/// Finds one match after the other as Java's Matcher does: after an empty match the search goes on
/// one character later.
class MatchWalk {
public:
    MatchWalk(const re2::RE2 &regex, Text text)
        : m_regex(regex)
        , m_text(text)
        , m_groups(static_cast<std::size_t>(regex.NumberOfCapturingGroups()) + 1)
    {
    }
    bool next()
    {
        if (m_next > m_text.size() ||
            !m_regex.Match(piece(m_text), m_next, m_text.size(), re2::RE2::UNANCHORED,
                           m_groups.data(), static_cast<int>(m_groups.size()))) {
            return false;
        }
        m_next = end();
        if (m_groups[0].empty()) {
            if (m_next < m_text.size()) {
                nextCodePoint(m_text, m_next);
            } else {
                ++m_next;
            }
        }
        return true;
    }
    std::size_t begin() const
    {
        return static_cast<std::size_t>(m_groups[0].data() - m_text.data());
    }
    std::size_t end() const { return begin() + m_groups[0].size(); }
    bool hasGroup(std::int32_t group) const
    {
        return group >= 0 && static_cast<std::size_t>(group) < m_groups.size();
    }
    /// Returns what a group matched; nothing if it took no part.
    std::optional<Text> group(std::int32_t group) const
    {
        const re2::StringPiece &found = m_groups[static_cast<std::size_t>(group)];
        return found.data() == nullptr ? std::nullopt
                                       : std::optional(Text(found.data(), found.size()));
    }

private:
    const re2::RE2 &m_regex;
    Text m_text;
    Groups m_groups;
    std::size_t m_next = 0;
};

/// Calls `function(regex, row)` for rows without a null whose pattern, argument `Pattern`, is good.
template <std::size_t Pattern, class Function> ScalarFunction withRegex(Function function)
{
    ScalarFunction result;
    result.kernel = [function](const ScalarCall &call, Column &out) {
        RegexCache cache;
        call.rows.forEach([&](std::uint32_t row) {
            if (!allPresent(call, out, row)) {
                return;
            }
            const re2::RE2 *regex = cache.find(call[Pattern].get<Text>(row));
            if (regex == nullptr) {
                out.setError(row);
            } else {
                function(call, out, row, *regex);
            }
        });
    };
    return result;
}

std::int32_t wantedGroup(const ScalarCall &call, std::size_t row)
{
    return call.arguments.size() > 2 ? call[2].get<std::int32_t>(row) : 0;
}

void extract(const ScalarCall &call, Column &out, std::size_t row, const re2::RE2 &regex)
{
    MatchWalk walk(regex, call[1].get<Text>(row));
    const std::int32_t group = wantedGroup(call, row);
    const std::optional<Text> found =
        walk.hasGroup(group) && walk.next() ? walk.group(group) : std::nullopt;
    if (found) {
        out.set(row, *found);
    } else {
        out.setNull(row, group < 0 ? kRowError : kRowNull);
    }
}

void extractAll(const ScalarCall &call, Column &out, std::size_t row, const re2::RE2 &regex)
{
    MatchWalk walk(regex, call[1].get<Text>(row));
    const std::int32_t group = wantedGroup(call, row);
    if (!walk.hasGroup(group)) {
        out.setNull(row, group < 0 ? kRowError : kRowNull);
        return;
    }
    ArrayBuilder result(out, row);
    while (walk.next()) {
        if (const std::optional<Text> found = walk.group(group)) {
            result.addValue(*found);
        } else {
            result.addNull();
        }
    }
    result.finish();
}

/// Appends a replacement: `$1` is a group (as many digits as name one), `\` takes the next
/// character as it is. False for a group that is not there.
bool appendReplacement(std::string &out, Text replacement, const MatchWalk &walk)
{
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        if (replacement[i] == '\\' && i + 1 < replacement.size()) {
            out += replacement[++i];
            continue;
        }
        if (replacement[i] != '$') {
            out += replacement[i];
            continue;
        }
        const auto digitAt = [&](std::size_t at) {
            return at < replacement.size() && replacement[at] >= '0' && replacement[at] <= '9'
                       ? replacement[at] - '0'
                       : -1;
        };
        std::int32_t group = digitAt(i + 1);
        if (!walk.hasGroup(group)) {
            return false;
        }
        for (++i; digitAt(i + 1) >= 0 && walk.hasGroup(group * 10 + digitAt(i + 1)); ++i) {
            group = group * 10 + digitAt(i + 1);
        }
        out += walk.group(group).value_or(Text());
    }
    return true;
}

void replace(const ScalarCall &call, Column &out, std::size_t row, const re2::RE2 &regex)
{
    const Text text = call[0].get<Text>(row);
    std::string result;
    std::size_t done = 0;
    for (MatchWalk walk(regex, text); walk.next();) {
        result += text.substr(done, walk.begin() - done);
        done = walk.end();
        if (!appendReplacement(result, call[2].get<Text>(row), walk) ||
            result.size() > kMostTextBytes) {
            out.setError(row);
            return;
        }
    }
    result += text.substr(done);
    out.set(row, call.arena.copy(result));
}

/// An empty pattern splits all characters; one that matches nothing at all cannot split.
void split(const ScalarCall &call, Column &out, std::size_t row, const re2::RE2 &regex)
{
    const Text text = call[0].get<Text>(row);
    const bool characters = call[1].get<Text>(row).empty();
    if (!characters && re2::RE2::FullMatch("", regex)) {
        out.setError(row);
        return;
    }
    ArrayBuilder result(out, row);
    std::size_t done = 0;
    for (MatchWalk walk(regex, text); walk.next();) {
        const bool atEdge = walk.end() == 0 || walk.begin() == text.size();
        if (!characters || !atEdge) {
            result.addValue(text.substr(done, walk.begin() - done));
            done = walk.end();
        }
    }
    result.addValue(text.substr(done));
    result.finish();
}

} // namespace

void addRegexFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("regular expression");
    const ScalarFunction first = withRegex<0>(extract);
    const ScalarFunction all = withRegex<0>(extractAll);
    registry.add("REGEXP_EXTRACT(STRING, STRING) -> STRING", first,
                 "Returns the first part of a text that a pattern matches.");
    registry.add("REGEXP_EXTRACT(STRING, STRING, INTEGER) -> STRING", first,
                 "Returns a group of a pattern's first match in a text.");
    registry.add("REGEXP_EXTRACT_ALL(STRING, STRING) -> ARRAY<STRING>", all,
                 "Returns all parts of a text that a pattern matches.");
    registry.add("REGEXP_EXTRACT_ALL(STRING, STRING, INTEGER) -> ARRAY<STRING>", all,
                 "Returns a group of all matches of a pattern in a text.");
    registry.add("REGEXP_REPLACE(STRING, STRING, STRING) -> STRING", withRegex<1>(replace),
                 "Replaces what a pattern matches; $1 stands for a group.");
    registry.add("REGEXP_SPLIT_TO_ARRAY(STRING, STRING) -> ARRAY<STRING>", withRegex<1>(split),
                 "Cuts a text where a pattern matches.");
}

} // namespace weir::functions
