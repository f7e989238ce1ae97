#include "core/bind/query/SinkBinder.h"
#include "core/bind/statement/Statements.h"

#include <fmt/format.h>

namespace weir::bind {

namespace {

/// CREATE STREAM must make a stream, CREATE TABLE a table.
void checkResultKind(QueryDraft &draft, const sql::StatementView &view)
{
    const bool table = draft.node(draft.last()).table;
    const bool declaredTable = view.sourceType() == sql::SourceType::Table;
    if (table == declaredTable) {
        return;
    }
    draft.failed = true;
    const char *right = table ? "TABLE" : "STREAM";
    Diagnostic &error = draft.context.error(
        table ? "bind.result-is-table" : "bind.result-is-stream", view.sourceTypeSpan(),
        table ? "Invalid result type: the SELECT makes a table, for it keeps one row a key"
              : "Invalid result type: the SELECT makes a stream, for it keeps every row",
        fmt::format("Make it CREATE {}", right));
    error.fixes.push_back(
        {fmt::format("Make it CREATE {}", right), {{view.sourceTypeSpan(), right}}});
}

/// What only a source over a topic has: columns, and SOURCE for one that is read only.
bool checkHead(BindContext &context, const sql::StatementView &view)
{
    const sql::SyntaxNode columns = view.node().child(sql::SyntaxKind::ColumnList);
    if (columns) {
        refusePart(context, "bind.columns-in-create-as", columns.span(),
                   "The columns of CREATE … AS SELECT are those of its SELECT",
                   "Remove the list of columns");
    }
    if (view.isReadOnlySource()) {
        refusePart(context, "bind.source-in-create-as",
                   view.node().token(sql::Keyword::Source).span(),
                   "SOURCE makes a stream or table over a topic read only; what a SELECT writes is "
                   "not",
                   "Remove SOURCE");
    }
    return !columns && !view.isReadOnlySource();
}

} // namespace

StatementAction bindCreateAsSelect(StatementDraft &draft)
{
    BindContext &context = draft.context;
    const sql::StatementView &view = draft.view;
    const std::string name = context.nameOf(view.name());
    const NameCheck check = checkNewName(draft, name);
    if (check == NameCheck::Skip) {
        return Nothing{};
    }
    const bool good = checkHead(context, view);
    QueryDraft query{.context = context, .query = beginQuery(draft, plan::QueryKind::CreateAs)};
    bindSelect(query, view.query(), plan::QueryKind::CreateAs);
    const bool limited = refuseLimit(context, view.query(), "CREATE … AS SELECT");
    query.failed = query.failed || limited || !good;
    if (query.failed || query.query.nodes.empty()) {
        return Nothing{};
    }
    checkResultKind(query, view);
    const auto source = bindNewSink(query, view, name);
    if (!source || query.failed || check == NameCheck::Refused || view.hasError()) {
        return Nothing{};
    }
    registerSource(context, source);
    registerQuery(context, query.query);
    return StartQuery{.query = std::make_shared<const plan::Query>(std::move(query.query)),
                      .replaces = check == NameCheck::Replaces};
}

} // namespace weir::bind
