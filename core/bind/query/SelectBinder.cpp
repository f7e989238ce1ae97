#include "core/bind/query/SelectBinder.h"

namespace weir::bind {

namespace {

/// Reports what the dialect knows but Weir cannot bind yet; true when there is something.
bool reportUnsupported(QueryDraft &draft, const sql::QueryView &view)
{
    const char *what = nullptr;
    SourceSpan span = view.span();
    if (view.isUnion()) {
        what = "UNION";
    } else if (!view.commonTables().empty()) {
        what = "WITH … AS (SELECT …)";
    } else if (view.isDistinct()) {
        what = "SELECT DISTINCT";
    }
    if (what == nullptr) {
        return false;
    }
    draft.context.error("bind.not-yet", span, std::string(what) + " is not supported yet");
    draft.failed = true;
    return true;
}

bool isPersistent(plan::QueryKind kind)
{
    return kind == plan::QueryKind::CreateAs || kind == plan::QueryKind::InsertInto;
}

/// Either makes a key, and a result has one.
void checkOneKey(SelectDraft &draft)
{
    const sql::SyntaxNode partition = draft.view.clause(sql::SyntaxKind::PartitionByClause);
    if (partition && draft.view.clause(sql::SyntaxKind::GroupByClause)) {
        draft.context()
            .error("bind.group-and-partition", partition.span(),
                   "GROUP BY makes the result's key, so there can be no PARTITION BY beside it",
                   "To count rows by another key, group by that one")
            .fixes.push_back({"Remove PARTITION BY", {{partition.span(), ""}}});
        draft.query.failed = true;
    }
}

/// A windowed table may be asked, but not be read by a query that runs on.
void checkWindowedTable(SelectDraft &draft)
{
    for (const plan::Node &node : draft.query.query.nodes) {
        const auto *scan = std::get_if<plan::ScanOp>(&node.op);
        const bool windowedTable =
            scan != nullptr && scan->source->isTable() && scan->source->keyWindow;
        if (windowedTable && draft.persistent) {
            draft.context().error("bind.windowed-table", node.span,
                                  "Persistent queries on windowed tables are not supported",
                                  "Read the topic as a stream: CREATE STREAM … WITH "
                                  "(WINDOW_TYPE=…, KAFKA_TOPIC=…)");
            draft.query.failed = true;
        }
    }
}

} // namespace

BoundSelect bindSelect(QueryDraft &draft, const sql::QueryView &view, plan::QueryKind kind)
{
    BoundSelect result{.selectSpan = view.selectSpan()};
    if (reportUnsupported(draft, view)) {
        return result;
    }
    surveyQuery(draft, view);
    std::optional<Relation> relation = bindRelation(draft, view.from(), false);
    if (!relation) {
        draft.failed = true;
        return result;
    }
    GeneratedNames names(relation->scope);
    SelectDraft select{.query = draft,
                       .view = view,
                       .scope = relation->scope,
                       .names = names,
                       .node = relation->node,
                       .persistent = isPersistent(kind)};
    for (const ScopeColumn &column : select.scope.columns) {
        const bool equal =
            column.key && select.scope.joined() && column.index >= select.input().schema.key.size();
        if (equal) {
            select.equalToKey.insert(column.index);
        }
    }
    checkWindowedTable(select);
    checkOneKey(select);
    bindWhere(select);
    ExpressionBinder binder(draft.context, select.scope,
                            {.clause = "SELECT",
                             .aggregates = true,
                             .tableFunctions = true,
                             .windowBounds = view.window() && !select.scope.joined()});
    select.items = bindSelectItems(
        draft, view, binder,
        {.windowBoundsInStar = !select.persistent, .pseudoColumnsInStar = listsPseudoColumns(view)},
        names);
    checkNames(draft, select.items, select.persistent);
    if (draft.failed && !view.clause(sql::SyntaxKind::GroupByClause)) {
        // Columns are missing, so what depends on the whole SELECT would report nonsense.
        return result;
    }
    bindTableFunctions(select);
    bindPartitionBy(select);
    bindGroupBy(select);
    if (!draft.failed) {
        result.order = bindProjection(select);
    }
    return result;
}

} // namespace weir::bind
