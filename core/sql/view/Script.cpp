#include "core/sql/view/Statement.h"

#include <map>

namespace weir::sql {

namespace {

constexpr std::string_view kDraftOpening = "weir:draft";

/// A draft's text between `weir:draft` and `*/`.
std::string_view draftContent(std::string_view comment)
{
    const std::size_t mark = comment.find(kDraftOpening);
    if (mark == std::string_view::npos) {
        return {};
    }
    comment.remove_prefix(mark + kDraftOpening.size());
    if (comment.size() >= 2 && comment.substr(comment.size() - 2) == "*/") {
        comment.remove_suffix(2);
    }
    return comment;
}

bool isDraftBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Splits a draft's text into its name and the rest.
std::pair<std::string_view, std::string_view> splitDraft(std::string_view content)
{
    std::size_t begin = 0;
    while (begin < content.size() && isDraftBlank(content[begin])) {
        ++begin;
    }
    std::size_t end = begin;
    while (end < content.size() && !isDraftBlank(content[end])) {
        ++end;
    }
    return {content.substr(begin, end - begin), content.substr(end)};
}

/// The words a statement begins with, for the key of one that defines no name.
std::string statementWord(StatementView statement)
{
    switch (statement.kind()) {
    case SyntaxKind::InsertValues:
        return "INSERT VALUES:" + statement.name().name;
    case SyntaxKind::ErrorStatement:
        return "?";
    case SyntaxKind::QueryStatement:
        return "SELECT";
    default: {
        const std::vector<Token> tokens = statement.node().ownTokens();
        return tokens.empty() ? "?" : upperCase(statement.node().text(tokens.front()));
    }
    }
}

/// The key before it is made unique, and whether it is always followed by a count.
std::pair<std::string, bool> statementKeyStem(StatementView statement)
{
    switch (statement.kind()) {
    case SyntaxKind::CreateSource:
    case SyntaxKind::CreateAsSelect: {
        const std::string name = statement.name().name;
        return name.empty() ? std::pair(std::string("CREATE"), true) : std::pair(name, false);
    }
    case SyntaxKind::InsertInto: {
        const std::optional<Property> id = statement.properties().find("QUERY_ID");
        return id ? std::pair(upperCase(id->text()), false)
                  : std::pair("INSERT:" + statement.name().name, true);
    }
    case SyntaxKind::CreateType:
        return {"TYPE:" + statement.name().name, false};
    case SyntaxKind::Draft:
        return {"DRAFT:" + upperCase(statement.draftName()), false};
    default:
        return {statementWord(statement), true};
    }
}

} // namespace

std::string StatementView::draftName() const
{
    return std::string(splitDraft(draftContent(m_node.text())).first);
}

std::string StatementView::draftBody() const
{
    return std::string(splitDraft(draftContent(m_node.text())).second);
}

std::vector<StatementView> statementsOf(const SyntaxTree &tree)
{
    std::vector<StatementView> statements;
    for (const SyntaxNode node : SyntaxNode(&tree, 0).children()) {
        if (isStatement(node.kind()) && node.kind() != SyntaxKind::EmptyStatement) {
            statements.emplace_back(node);
        }
    }
    return statements;
}

StatementView statementAt(const SyntaxTree &tree, std::size_t offset)
{
    StatementView before;
    for (const StatementView statement : statementsOf(tree)) {
        const SourceSpan span = statement.spanWithSemicolon();
        if (span.begin > offset) {
            break;
        }
        if (offset <= span.end) {
            return statement;
        }
        before = statement;
    }
    if (!before) {
        return {};
    }
    const std::size_t end = before.spanWithSemicolon().end;
    const std::string_view between = std::string_view(tree.text()).substr(end, offset - end);
    return between.find('\n') == std::string_view::npos ? before : StatementView();
}

std::vector<std::string> statementKeys(const SyntaxTree &tree)
{
    std::vector<std::string> keys;
    std::map<std::string, int> counts;
    for (const StatementView statement : statementsOf(tree)) {
        auto [key, counted] = statementKeyStem(statement);
        const int count = ++counts[key];
        if (counted) {
            key += "#" + std::to_string(count);
        } else if (count > 1) {
            key += "@" + std::to_string(count);
        }
        keys.push_back(std::move(key));
    }
    return keys;
}

} // namespace weir::sql
