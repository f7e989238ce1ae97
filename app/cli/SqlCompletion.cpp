#include "app/cli/SqlCompletion.h"

#include "core/base/AsciiCase.h"
#include "core/language/Completion.h"
#include "core/sql/Parser.h"

#include <algorithm>
#include <cctype>

namespace weir::cli {

namespace {

bool beginsWith(const std::string &text, const std::string &word)
{
    return text.size() >= word.size() &&
           std::equal(word.begin(), word.end(), text.begin(),
                      [](char a, char b) { return lowerCase(a) == lowerCase(b); });
}

bool typedInLowerCase(const std::string &word)
{
    return std::any_of(word.begin(), word.end(), [](unsigned char c) { return std::islower(c); }) &&
           std::none_of(word.begin(), word.end(), [](unsigned char c) { return std::isupper(c); });
}

} // namespace

std::vector<std::string> sqlCompletions(const std::string &text, std::size_t caret,
                                        const std::string &word,
                                        const catalog::Environment &catalog)
{
    plan::LogicalPlan plan;
    plan.sources = catalog.sources;
    language::CompletionFacts facts{.plan = &plan};
    for (const auto &[name, topic] : catalog.topics) {
        facts.topics.push_back(name);
    }
    const sql::ParsedScript script = sql::parse(text);
    const bool lower = typedInLowerCase(word);
    std::vector<std::string> result;
    for (const language::Completion &entry :
         language::complete(*script.tree, caret, facts).entries) {
        if (!beginsWith(entry.inserts, word)) {
            continue;
        }
        const bool folds = entry.kind != language::CompletionKind::Topic &&
                           entry.kind != language::CompletionKind::Value &&
                           entry.inserts.find_first_of("`\"'") == std::string::npos;
        result.push_back(entry.inserts);
        if (lower && folds) {
            result.back() = lowerCase(result.back());
        }
    }
    return result;
}

} // namespace weir::cli
