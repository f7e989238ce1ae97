#include "core/bind/query/SinkBinder.h"
#include "core/bind/relation/Relation.h"
#include "core/bind/statement/Statements.h"

#include <fmt/format.h>

namespace weir::bind {

namespace {

bool checkTarget(BindContext &context, const catalog::Source &target, SourceSpan span)
{
    if (target.isTable()) {
        context.error("bind.insert-into-table", span,
                      fmt::format("INSERT INTO can only be used to insert into a stream. {} is a "
                                  "table",
                                  target.name));
        return false;
    }
    if (target.readOnly) {
        context.error("bind.read-only-source", span,
                      fmt::format("Cannot insert into read-only stream: {}", target.name));
        return false;
    }
    if (!target.headers.empty()) {
        context.error("bind.insert-headers", span,
                      fmt::format("Cannot insert into {}, which has header columns", target.name));
        return false;
    }
    return true;
}

} // namespace

StatementAction bindInsertInto(StatementDraft &draft)
{
    BindContext &context = draft.context;
    const sql::StatementView &view = draft.view;
    const std::shared_ptr<const catalog::Source> target = findSource(context, view.name());
    const catalog::WithProperties with =
        readWith(context, view.properties(), catalog::PropertyUse::Insert);
    QueryDraft query{.context = context, .query = beginQuery(draft, plan::QueryKind::InsertInto)};
    const BoundSelect select = bindSelect(query, view.query(), plan::QueryKind::InsertInto);
    const bool limited = refuseLimit(context, view.query(), "INSERT INTO … SELECT");
    const sql::SyntaxNode columns = view.node().child(sql::SyntaxKind::NameList);
    if (columns) {
        refusePart(context, "bind.columns-in-insert", columns.span(),
                   "INSERT INTO … SELECT fills all columns of the stream, in their order",
                   "Remove the list of columns");
    }
    query.failed = query.failed || limited || columns;
    if (!target || !checkTarget(context, *target, view.name().span) || query.failed ||
        query.query.nodes.empty()) {
        return Nothing{};
    }
    bindInsertSink(query, view, target, select);
    if (query.failed || view.hasError()) {
        return Nothing{};
    }
    registerQuery(context, query.query);
    return StartQuery{.query = std::make_shared<const plan::Query>(std::move(query.query))};
}

} // namespace weir::bind
