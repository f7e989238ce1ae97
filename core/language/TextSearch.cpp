#include "core/language/TextSearch.h"

#include <array>
#include <re2/re2.h>

namespace weir::language {

namespace {

constexpr int kGroups = 10;

bool isWordByte(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') ||
           (value >= '0' && value <= '9') || value == '_' || value >= 0x80;
}

bool joinsWord(std::string_view text, std::size_t at)
{
    return at > 0 && at < text.size() && isWordByte(text[at - 1]) && isWordByte(text[at]);
}

} // namespace

TextSearch::TextSearch(SearchQuery query, std::unique_ptr<re2::RE2> expression)
    : m_query(std::move(query))
    , m_expression(std::move(expression))
{
}

TextSearch::TextSearch(TextSearch &&) noexcept = default;
TextSearch &TextSearch::operator=(TextSearch &&) noexcept = default;
TextSearch::~TextSearch() = default;

Result<TextSearch> TextSearch::compile(const SearchQuery &query)
{
    if (query.pattern.empty()) {
        return fail(userError("language.empty-search", "Nothing is looked for"));
    }
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(query.matchCase);
    const std::string pattern =
        query.expression ? "(?m:" + query.pattern + ")" : re2::RE2::QuoteMeta(query.pattern);
    auto expression = std::make_unique<re2::RE2>(pattern, options);
    if (!expression->ok()) {
        return fail(userError("language.bad-expression",
                              "The expression cannot be read: " + expression->error()));
    }
    return TextSearch(query, std::move(expression));
}

std::vector<SourceSpan> TextSearch::findAll(std::string_view text) const
{
    std::vector<SourceSpan> found;
    const re2::StringPiece whole(text.data(), text.size());
    re2::StringPiece match;
    std::size_t at = 0;
    while (at <= text.size() && found.size() < kMostMatches &&
           m_expression->Match(whole, at, text.size(), re2::RE2::UNANCHORED, &match, 1)) {
        const auto begin = static_cast<std::size_t>(match.data() - text.data());
        const std::size_t end = begin + match.size();
        const bool within = m_query.wholeWord && (joinsWord(text, begin) || joinsWord(text, end));
        if (end > begin && !within) {
            found.push_back({begin, end});
            at = end;
        } else {
            at = begin + 1;
        }
    }
    return found;
}

std::string TextSearch::replacement(std::string_view text, SourceSpan match,
                                    std::string_view with) const
{
    if (!m_query.expression) {
        return std::string(with);
    }
    std::array<re2::StringPiece, kGroups> groups;
    const int known = std::min(kGroups, m_expression->NumberOfCapturingGroups() + 1);
    m_expression->Match(re2::StringPiece(text.data(), text.size()), match.begin, match.end,
                        re2::RE2::ANCHOR_BOTH, groups.data(), known);
    std::string out;
    for (std::size_t i = 0; i < with.size(); ++i) {
        const char next = i + 1 < with.size() ? with[i + 1] : '\0';
        if (with[i] == '$' && next >= '0' && next <= '9') {
            const re2::StringPiece &group = groups[static_cast<std::size_t>(next - '0')];
            out.append(group.data() ? group.data() : "", group.size());
            ++i;
        } else if (with[i] == '$' && next == '$') {
            out += '$';
            ++i;
        } else if (with[i] == '\\' && (next == 'n' || next == 't' || next == '\\')) {
            out += next == 'n' ? '\n' : next == 't' ? '\t' : '\\';
            ++i;
        } else {
            out += with[i];
        }
    }
    return out;
}

} // namespace weir::language
