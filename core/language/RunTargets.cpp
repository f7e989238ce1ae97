#include "core/language/RunTargets.h"

#include "core/sql/Lexer.h"
#include "core/sql/Parser.h"
#include "core/sql/view/Statement.h"

#include <algorithm>

namespace weir::language {

namespace {

RunTarget targetOf(const sql::StatementView &statement, const std::string &key)
{
    const RunTarget::How how = sql::isPlanStatement(statement.kind()) ? RunTarget::How::Apply
                               : statement.kind() == sql::SyntaxKind::QueryStatement
                                   ? RunTarget::How::Query
                                   : RunTarget::How::Run;
    return {how, key, std::string(statement.node().text())};
}

/// Whether a comment that begins on a line of its own stands between a statement's end and a caret,
/// or on the caret's line: such a comment is about the statement below it.
bool isAtCommentBelow(const std::string &text, std::size_t end, std::size_t caret)
{
    const std::size_t lineEnd = std::min(text.find('\n', caret), text.size());
    bool below = false;
    for (const sql::Token &token :
         sql::tokenize(std::string_view(text).substr(end, lineEnd - end))) {
        const bool comment =
            token.kind == sql::TokenKind::LineComment || token.kind == sql::TokenKind::BlockComment;
        if (comment && below) {
            return true;
        }
        below = below || text.find('\n', end + token.begin) < end + token.end;
    }
    return false;
}

std::size_t statementNear(const std::string &text, const std::vector<sql::StatementView> &all,
                          std::size_t caret)
{
    std::size_t next = 0;
    while (next < all.size() && all[next].span().begin <= caret) {
        ++next;
    }
    if (next == 0) {
        return 0;
    }
    const std::size_t end = all[next - 1].spanWithSemicolon().end;
    const bool goesOn = next < all.size() && caret > end && isAtCommentBelow(text, end, caret);
    return goesOn ? next : next - 1;
}

/// The statements that a part of one holds; none when the part is not made of whole statements.
std::vector<RunTarget> targetsWithin(const std::string &bytes)
{
    const sql::ParsedScript parsed = sql::parse(bytes);
    std::vector<RunTarget> targets;
    for (const sql::StatementView statement : sql::statementsOf(*parsed.tree)) {
        targets.push_back(targetOf(statement, {}));
    }
    const bool runs =
        parsed.ok() && std::none_of(targets.begin(), targets.end(),
                                    [](const auto &t) { return t.how == RunTarget::How::Apply; });
    return runs ? targets : std::vector<RunTarget>();
}

} // namespace

std::vector<RunTarget> runTargets(const std::string &text, SourceSpan selection)
{
    const sql::ParsedScript parsed = sql::parse(text);
    const std::vector<sql::StatementView> statements = sql::statementsOf(*parsed.tree);
    if (statements.empty()) {
        return {};
    }
    const std::vector<std::string> keys = sql::statementKeys(*parsed.tree);
    std::vector<RunTarget> touched;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const SourceSpan span = statements[i].span();
        if (std::max(span.begin, selection.begin) >= std::min(span.end, selection.end)) {
            continue;
        }
        touched.push_back(targetOf(statements[i], keys[i]));
        if (selection.begin >= span.begin && selection.end <= span.end &&
            selection.length() < span.length()) {
            auto alone = targetsWithin(text.substr(selection.begin, selection.length()));
            return alone.empty() ? touched : alone;
        }
    }
    if (!touched.empty()) {
        return touched;
    }
    const std::size_t near = statementNear(text, statements, selection.end);
    return {targetOf(statements[near], keys[near])};
}

} // namespace weir::language
