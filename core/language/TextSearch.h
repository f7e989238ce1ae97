#pragma once

#include "core/base/Result.h"
#include "core/base/SourceSpan.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace weir::language {

/// What is looked for in a text.
struct SearchQuery {
    std::string pattern;
    bool matchCase = false;
    bool wholeWord = false;
    /// The pattern is a regular expression (RE2); `^` and `$` are ends of lines.
    bool expression = false;

    bool operator==(const SearchQuery &) const = default;
};

/// A search made ready once and run on any text, in time linear in the text. One thread.
class TextSearch {
public:
    /// No search finds more places than this.
    static constexpr std::size_t kMostMatches = 100'000;

    /// Errors: `language.bad-expression`, with RE2's words; `language.empty-search`.
    static Result<TextSearch> compile(const SearchQuery &query);

    TextSearch(TextSearch &&) noexcept;
    TextSearch &operator=(TextSearch &&) noexcept;
    ~TextSearch();

    /// Returns the places in order, not overlapping, none of them empty.
    std::vector<SourceSpan> findAll(std::string_view text) const;
    /// Returns what takes the place of one match. For an expression `$0` to `$9` stand for what it
    /// and its groups matched, `$$` for a dollar, `\n` and `\t` for line end and tab.
    std::string replacement(std::string_view text, SourceSpan match, std::string_view with) const;

private:
    TextSearch(SearchQuery query, std::unique_ptr<re2::RE2> expression);

    SearchQuery m_query;
    std::unique_ptr<re2::RE2> m_expression;
};

} // namespace weir::language
