#include "core/project/EditOp.h"

#include "core/project/RenameEdit.h"
#include "core/sql/Parser.h"
#include "core/sql/view/Statement.h"

namespace weir::project {

namespace {

using sql::StatementView;
using sql::SyntaxKind;

std::string lineEndOf(const std::string &text)
{
    const std::size_t first = text.find('\n');
    return first != std::string::npos && first > 0 && text[first - 1] == '\r' ? "\r\n" : "\n";
}

/// The bytes that go between the present text and a statement behind it.
std::string separatorBehind(const std::string &text)
{
    if (text.empty() || text == "\xef\xbb\xbf") {
        return {};
    }
    return text.back() == '\n' || text.back() == '\r' ? std::string() : lineEndOf(text);
}

/// Makes the change that puts `statement` behind all others; `begin` is where it then stands.
Result<Change> appended(const EditContext &context, const std::string &statement,
                        std::size_t &begin)
{
    const std::string &text = context.text.bytes();
    for (const sql::Token &token : context.tree.tokens()) {
        if (token.unterminated) {
            return fail(userError("project.open-text",
                                  "The text ends within a string or comment: close it first",
                                  SourceSpan{token.begin, token.begin + 1}));
        }
    }
    std::vector<TextEdit> edits;
    const std::vector<StatementView> statements = sql::statementsOf(context.tree);
    std::size_t added = 0;
    if (!statements.empty() && statements.back().kind() != SyntaxKind::Draft &&
        statements.back().spanWithSemicolon() == statements.back().span()) {
        const std::size_t end = statements.back().span().end;
        edits.push_back({{end, end}, ";"});
        added = 1;
    }
    const std::string separator = separatorBehind(text);
    edits.push_back({{text.size(), text.size()}, separator + statement + lineEndOf(text)});
    // Both may stand at the end of the text: there the `;` belongs before the statement.
    if (added == 1 && edits[0].span == edits[1].span) {
        edits[1].text = edits[0].text + edits[1].text;
        edits.erase(edits.begin());
    }
    begin = text.size() + added + separator.size();
    return Change{sql::patchesOf(context.text, edits)};
}

void place(const EditContext &context, const std::string &key, std::optional<Position> position,
           Change &change)
{
    if (!position) {
        return;
    }
    const auto old = context.arrangement.positions.find(key);
    const bool placed = old != context.arrangement.positions.end();
    change.positions.push_back(
        {key, placed ? std::optional(old->second) : std::nullopt, snappedToGrid(*position)});
}

/// The key of the last statement of the text as `change` leaves it.
Result<std::string> lastKeyAfter(const EditContext &context, const Change &change)
{
    sql::SqlText after = context.text;
    for (const sql::TextPatch &patch : change.patches) {
        WEIR_TRY(after.apply(patch));
    }
    const sql::ParsedScript script = sql::parse(after.bytes());
    const std::vector<std::string> keys = sql::statementKeys(*script.tree);
    return keys.empty() ? std::string() : keys.back();
}

Result<Edit> planInsert(const EditContext &context, const InsertStatement &op)
{
    const sql::ParsedScript script = sql::parse(op.statement);
    const std::vector<StatementView> statements = sql::statementsOf(*script.tree);
    if (!script.ok() || statements.size() != 1) {
        return fail(userError("project.wrong-statement", "What is inserted must be one statement"));
    }
    std::string statement(statements[0].node().text());
    statement += statements[0].kind() == SyntaxKind::Draft ? "" : ";";
    Edit edit;
    std::size_t begin = 0;
    WEIR_ASSIGN(edit.change, appended(context, statement, begin));
    WEIR_ASSIGN(const std::string key, lastKeyAfter(context, edit.change));
    edit.label =
        definesSource(statements[0]) ? "Add " + statements[0].name().name : "Add statement";
    place(context, key, op.position, edit.change);
    edit.touched = {key};
    edit.selection = SourceSpan{begin, begin + statement.size()};
    return edit;
}

/// `NAME_FILTERED`, with a number when that is taken.
std::string freeName(const std::vector<StatementView> &statements, const std::string &stem)
{
    for (int n = 1;; ++n) {
        const std::string name = n == 1 ? stem : stem + "_" + std::to_string(n);
        bool taken = false;
        for (const StatementView &statement : statements) {
            taken = taken || (definesSource(statement) && statement.name().name == name);
        }
        if (!taken) {
            return name;
        }
    }
}

Result<Edit> planFilter(const EditContext &context, const AddFilter &op)
{
    const std::vector<StatementView> statements = sql::statementsOf(context.tree);
    std::optional<sql::SourceType> type;
    for (const StatementView &statement : statements) {
        // Of a name defined twice the last runs.
        if (definesSource(statement) && statement.name().name == op.source) {
            type = statement.sourceType();
        }
    }
    if (!type) {
        return fail(
            userError("project.unknown-source", "No stream or table is named " + op.source));
    }
    const std::string name = freeName(statements, op.source + "_FILTERED");
    const std::string head = std::string("CREATE ") +
                             (*type == sql::SourceType::Stream ? "STREAM " : "TABLE ") +
                             sql::quoteIdentifier(name) + " AS SELECT * FROM " +
                             sql::quoteIdentifier(op.source) + " WHERE ";
    Edit edit;
    edit.label = "Filter " + op.source;
    std::size_t begin = 0;
    WEIR_ASSIGN(edit.change, appended(context, head + "TRUE;", begin));
    place(context, name, op.position, edit.change);
    edit.touched = {name};
    edit.selection = SourceSpan{begin + head.size(), begin + head.size() + 4};
    return edit;
}

} // namespace

Result<Edit> planEdit(const EditContext &context, const EditOp &op)
{
    if (const auto *insert = std::get_if<InsertStatement>(&op)) {
        return planInsert(context, *insert);
    }
    if (const auto *rename = std::get_if<RenameSource>(&op)) {
        return planRename(context, *rename);
    }
    if (const auto *rename = std::get_if<RenameColumn>(&op)) {
        return planRenameColumn(context, *rename);
    }
    return planFilter(context, std::get<AddFilter>(op));
}

} // namespace weir::project
