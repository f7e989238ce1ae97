#include "core/bind/query/PullLookup.h"
#include "core/bind/query/SelectBinder.h"
#include "core/bind/statement/Statements.h"

#include <fmt/format.h>

namespace weir::bind {

namespace {

void refuseInPull(QueryDraft &draft, const sql::QueryView &view, const sql::SyntaxNode &clause,
                  const char *what)
{
    if (!clause) {
        return;
    }
    const sql::SyntaxNode limit = view.clause(sql::SyntaxKind::LimitClause);
    const std::size_t end = limit ? limit.span().begin : draft.query.statement.end;
    draft.context
        .error("bind.pull-clause", clause.span(),
               fmt::format("Pull queries don't support {}; a query that runs on needs EMIT CHANGES",
                           what),
               "Add EMIT CHANGES")
        .fixes.push_back(
            {"Add EMIT CHANGES", {{{end, end}, limit ? "EMIT CHANGES " : " EMIT CHANGES"}}});
    draft.failed = true;
}

/// What is looked up has no place in a topic any more.
void refuseRowPlaceInPull(QueryDraft &draft, const sql::SyntaxNode &node)
{
    if (node.kind() == sql::SyntaxKind::ColumnReference) {
        const std::string name = sql::Expression(node).column().name;
        if (name == "ROWPARTITION" || name == "ROWOFFSET") {
            draft.context.error("bind.pull-row-place", node.span(),
                                fmt::format("Pull queries don't support the column {}", name));
            draft.failed = true;
        }
    }
    for (const sql::SyntaxNode &child : node.children()) {
        refuseRowPlaceInPull(draft, child);
    }
}

/// Pull queries, and LIMIT in them, may be switched off.
void checkPullEnabled(QueryDraft &draft, const sql::QueryView &view)
{
    const sql::SyntaxNode limit = view.clause(sql::SyntaxKind::LimitClause);
    if (draft.context.setting("ksql.pull.queries.enable", "true") == "false") {
        refuseInPull(draft, view, view.node(), "anything while ksql.pull.queries.enable is false");
    } else if (limit &&
               draft.context.setting("ksql.query.pull.limit.clause.enabled", "true") == "false") {
        refuseInPull(draft, view, limit,
                     "LIMIT while ksql.query.pull.limit.clause.enabled is false");
    }
}

void checkPull(QueryDraft &draft, const sql::QueryView &view)
{
    checkPullEnabled(draft, view);
    refuseInPull(draft, view, view.clause(sql::SyntaxKind::WindowClause), "WINDOW clauses");
    refuseInPull(draft, view, view.clause(sql::SyntaxKind::GroupByClause), "GROUP BY clauses");
    refuseInPull(draft, view, view.clause(sql::SyntaxKind::PartitionByClause),
                 "PARTITION BY clauses");
    refuseInPull(draft, view, view.clause(sql::SyntaxKind::HavingClause), "HAVING clauses");
    if (view.from().kind() == sql::SyntaxKind::JoinRelation) {
        refuseInPull(draft, view, view.from().node(), "JOIN clauses");
    }
    refuseRowPlaceInPull(draft, view.node());
    if (draft.leftSource && draft.leftSource->isTable() && draft.leftSource->writtenBy.empty() &&
        !draft.leftSource->readOnly) {
        draft.context.error(
            "bind.not-materialised", view.from().span(),
            fmt::format("{} is not kept anywhere that a query could look things up in",
                        draft.leftSource->name),
            fmt::format("Make it CREATE SOURCE TABLE, or keep it by CREATE TABLE … AS SELECT * "
                        "FROM {}",
                        draft.leftSource->name));
        draft.failed = true;
    }
    checkPullLookup(draft, view);
}

} // namespace

StatementAction bindQueryStatement(StatementDraft &draft)
{
    const sql::QueryView view = draft.view.query();
    const bool push = view.emitMode() != sql::EmitMode::Unspecified;
    const plan::QueryKind kind = push ? plan::QueryKind::Push : plan::QueryKind::Pull;
    QueryDraft query{.context = draft.context, .query = beginQuery(draft, kind)};
    const BoundSelect select = bindSelect(query, view, kind);
    if (!push) {
        checkPull(query, view);
    }
    const std::size_t before = draft.context.diagnostics.size();
    const std::optional<std::int64_t> limit = readCount(draft.context, view.limit(), "LIMIT", 0);
    query.failed = query.failed || draft.context.diagnostics.size() > before;
    if (query.failed || query.query.nodes.empty() || draft.view.hasError()) {
        return Nothing{};
    }
    const Schema schema = query.node(query.last()).schema;
    if (limit) {
        query.add("limit", plan::LimitOp{*limit}, {query.last()}, schema,
                  view.clause(sql::SyntaxKind::LimitClause).span());
    }
    query.add("result", plan::ResultOp{.columns = select.order}, {query.last()}, schema,
              select.selectSpan);
    return StartQuery{.query = std::make_shared<const plan::Query>(std::move(query.query))};
}

} // namespace weir::bind
