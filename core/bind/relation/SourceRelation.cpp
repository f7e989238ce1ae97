#include "core/base/NearestName.h"
#include "core/bind/relation/Relation.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::bind {

namespace {

void addColumn(Relation &relation, const std::string &alias, ColumnDefinition column,
               std::size_t index, bool key)
{
    relation.scope.columns.push_back({.source = alias,
                                      .name = std::move(column.name),
                                      .type = std::move(column.type),
                                      .index = index,
                                      .key = key});
}

/// Whether the figure of a row is another one where it is asked for than where the row was read: a
/// join loses the row, a table also shows the row before, an exchange gives a new partition.
bool needsColumn(const QueryDraft &draft, const catalog::Source &source, plan::RowPart part,
                 bool joined)
{
    const bool bound = part == plan::RowPart::WindowStart || part == plan::RowPart::WindowEnd;
    const bool changes = source.isTable() || part == plan::RowPart::RowPartition;
    return joined || (draft.query.kind != plan::QueryKind::Pull && changes && !bound);
}

/// Pseudo columns that are named become columns of the scan where they would not be the row's.
void addPseudoColumns(QueryDraft &draft, Relation &relation, const catalog::Source &source,
                      plan::ScanOp &scan, Schema &schema, bool joined)
{
    using plan::RowPart;
    for (const RowPart part : {RowPart::RowTime, RowPart::RowPartition, RowPart::RowOffset,
                               RowPart::WindowStart, RowPart::WindowEnd}) {
        const bool bound = part == RowPart::WindowStart || part == RowPart::WindowEnd;
        if (bound && !source.keyWindow) {
            continue;
        }
        ScopeColumn column{.source = scan.alias,
                           .name = plan::pseudoName(part),
                           .type = plan::pseudoType(part),
                           .part = part,
                           .system = true};
        const bool named = std::find(draft.pseudoColumns.begin(), draft.pseudoColumns.end(),
                                     part) != draft.pseudoColumns.end();
        if (joined && !named) {
            continue;
        }
        if (named && needsColumn(draft, source, part, joined)) {
            column.part = RowPart::Column;
            column.index = schema.size();
            schema.value.push_back({column.name, column.type});
            scan.pseudoColumns.push_back(part);
        }
        relation.scope.columns.push_back(std::move(column));
    }
}

} // namespace

std::shared_ptr<const catalog::Source> findSource(BindContext &context,
                                                  const sql::Identifier &identifier)
{
    const std::string name = context.nameOf(identifier);
    if (name.empty()) {
        return nullptr;
    }
    std::shared_ptr<const catalog::Source> source = context.catalog.find(name);
    if (source) {
        return source;
    }
    Diagnostic &error = context.error("bind.unknown-source", identifier.span,
                                      fmt::format("There is no stream or table {}", name));
    std::vector<std::string> known;
    for (const auto &entry : context.catalog.sources()) {
        known.push_back(entry.first);
    }
    const std::string near = nearestName(name, known);
    if (!near.empty()) {
        error.hint = fmt::format("Did you mean {}?", near);
        error.fixes.push_back(
            {fmt::format("Use {}", near), {{identifier.span, sql::quoteIdentifier(near)}}});
    }
    return nullptr;
}

std::optional<Relation> bindRelation(QueryDraft &draft, const sql::RelationView &relation,
                                     bool joined)
{
    switch (relation.kind()) {
    case sql::SyntaxKind::SourceRelation:
        return bindSourceRelation(draft, relation, joined);
    case sql::SyntaxKind::JoinRelation:
        return bindJoinRelation(draft, relation);
    case sql::SyntaxKind::SubqueryRelation:
        draft.context.error("bind.not-yet", relation.span(),
                            "A sub-select in FROM is not supported yet",
                            "Make it a stream of its own: CREATE STREAM … AS SELECT …");
        return std::nullopt;
    default: // the parser has reported it
        return std::nullopt;
    }
}

std::optional<Relation> bindSourceRelation(QueryDraft &draft, const sql::RelationView &relation,
                                           bool joined)
{
    const std::shared_ptr<const catalog::Source> source =
        findSource(draft.context, relation.name());
    if (!source) {
        return std::nullopt;
    }
    if (!draft.leftSource) {
        draft.leftSource = source;
    }
    Relation result;
    plan::ScanOp scan{.source = source, .alias = draft.context.nameOf(relation.effectiveName())};
    Schema schema = source->schema;
    for (std::size_t i = 0; i < schema.size(); ++i) {
        addColumn(result, scan.alias, schema.at(i), i, i < schema.key.size());
    }
    addPseudoColumns(draft, result, *source, scan, schema, joined);
    result.scope.sources.push_back({.alias = scan.alias,
                                    .name = source->name,
                                    .hasAlias = !relation.alias().empty(),
                                    .nameSpan = relation.name().span});
    result.scope.aliasFix = draft.aliasFix;
    const std::string role = joined ? "scan:" + scan.alias : "scan";
    result.node = draft.add(role, std::move(scan), {}, std::move(schema), relation.span());
    draft.node(result.node).table = source->isTable();
    draft.node(result.node).keyWindow = source->keyWindow;
    return result;
}

} // namespace weir::bind
