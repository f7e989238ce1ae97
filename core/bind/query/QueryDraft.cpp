#include "core/bind/query/QueryDraft.h"

#include "core/catalog/FormatRules.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace weir::bind {

namespace {

void collectSources(QueryDraft &draft, const sql::RelationView &relation)
{
    if (relation.kind() == sql::SyntaxKind::JoinRelation) {
        collectSources(draft, relation.left());
        collectSources(draft, relation.right());
    } else if (relation.kind() == sql::SyntaxKind::SourceRelation) {
        ScopeSource source;
        source.name = relation.name().variable ? std::string() : relation.name().name;
        source.hasAlias = !relation.alias().empty();
        source.alias = relation.effectiveName().name;
        source.nameSpan = relation.name().span;
        draft.sources.push_back(std::move(source));
    }
}

/// Qualifiers that are no source of the statement, in order of appearance, each once.
void collectUnknownAliases(const QueryDraft &draft, const sql::SyntaxNode &node,
                           std::vector<std::string> &unknown)
{
    sql::Identifier qualifier;
    if (node.kind() == sql::SyntaxKind::ColumnReference) {
        qualifier = sql::Expression(node).source();
    } else if (node.kind() == sql::SyntaxKind::StarItem) {
        qualifier = sql::SelectItemView(node).starSource();
    }
    const bool known =
        std::any_of(draft.sources.begin(), draft.sources.end(),
                    [&](const ScopeSource &source) { return source.alias == qualifier.name; });
    const bool seen = std::find(unknown.begin(), unknown.end(), qualifier.name) != unknown.end();
    if (!qualifier.empty() && !known && !seen) {
        unknown.push_back(qualifier.name);
    }
    for (const sql::SyntaxNode &child : node.children()) {
        collectUnknownAliases(draft, child, unknown);
    }
}

void collectPseudoColumns(QueryDraft &draft, const sql::SyntaxNode &node)
{
    if (node.kind() == sql::SyntaxKind::ColumnReference) {
        const std::string name = sql::Expression(node).column().name;
        for (const plan::RowPart part :
             {plan::RowPart::RowTime, plan::RowPart::RowPartition, plan::RowPart::RowOffset,
              plan::RowPart::WindowStart, plan::RowPart::WindowEnd}) {
            const bool known = std::find(draft.pseudoColumns.begin(), draft.pseudoColumns.end(),
                                         part) != draft.pseudoColumns.end();
            if (!known && plan::pseudoName(part) == name) {
                draft.pseudoColumns.push_back(part);
            }
        }
    }
    for (const sql::SyntaxNode &child : node.children()) {
        collectPseudoColumns(draft, child);
    }
}

/// Gives each unknown alias the one source without alias that begins with it.
std::optional<Fix> makeAliasFix(const QueryDraft &draft, const std::vector<std::string> &unknown)
{
    Fix fix;
    std::vector<const ScopeSource *> taken;
    for (const std::string &alias : unknown) {
        const ScopeSource *match = nullptr;
        for (const ScopeSource &source : draft.sources) {
            const bool free =
                !source.hasAlias && std::find(taken.begin(), taken.end(), &source) == taken.end();
            if (free && source.name.starts_with(alias) && match == nullptr) {
                match = &source;
            }
        }
        if (match == nullptr) {
            return std::nullopt;
        }
        taken.push_back(match);
        const std::size_t end = match->nameSpan.end;
        fix.edits.push_back({{end, end}, " " + sql::quoteIdentifier(alias)});
    }
    fix.label =
        unknown.size() == 1
            ? fmt::format("Add alias {}", unknown.front())
            : fmt::format("Add aliases {} and {}",
                          fmt::join(unknown.begin(), unknown.end() - 1, ", "), unknown.back());
    return fix;
}

} // namespace

plan::NodeIndex QueryDraft::add(const std::string &role, plan::Operator op,
                                std::vector<plan::NodeIndex> inputs, Schema schema, SourceSpan span)
{
    const std::string base = query.key + "/" + role;
    std::string key = base;
    const auto taken = [&](const std::string &text) {
        return std::any_of(query.nodes.begin(), query.nodes.end(),
                           [&](const plan::Node &other) { return other.key.value == text; });
    };
    for (int count = 2; taken(key); ++count) {
        key = fmt::format("{}#{}", base, count);
    }
    plan::Node added{.key = {key}, .op = std::move(op)};
    if (!inputs.empty()) {
        added.table = node(inputs.front()).table;
        added.keyWindow = node(inputs.front()).keyWindow;
    }
    added.inputs = std::move(inputs);
    added.schema = std::move(schema);
    added.span = span;
    query.nodes.push_back(std::move(added));
    return last();
}

int partitionsOf(const BindContext &context, const std::string &topic)
{
    const auto found = context.environment.topics.find(topic);
    return found == context.environment.topics.end() ? 1 : found->second.partitions;
}

catalog::FormatSpec exchangeFormat(catalog::FormatSpec wanted,
                                   const std::vector<plan::ExprPtr> &key)
{
    std::vector<ColumnDefinition> columns;
    for (const plan::ExprPtr &expr : key) {
        columns.push_back({expr->name, expr->type});
    }
    if (wanted.name == "KAFKA" &&
        !catalog::checkFormat(wanted, columns, catalog::FormatSide::Value)) {
        wanted.name = "JSON";
    }
    wanted.unwrapped = key.size() == 1;
    return wanted;
}

bool listsPseudoColumns(const sql::QueryView &query)
{
    return query.from().kind() == sql::SyntaxKind::JoinRelation && !query.partitionBy().empty();
}

void surveyQuery(QueryDraft &draft, const sql::QueryView &query)
{
    collectSources(draft, query.from());
    collectPseudoColumns(draft, query.node());
    if (listsPseudoColumns(query)) {
        for (const plan::RowPart part :
             {plan::RowPart::RowTime, plan::RowPart::RowPartition, plan::RowPart::RowOffset}) {
            if (std::find(draft.pseudoColumns.begin(), draft.pseudoColumns.end(), part) ==
                draft.pseudoColumns.end()) {
                draft.pseudoColumns.push_back(part);
            }
        }
    }
    std::vector<std::string> unknown;
    collectUnknownAliases(draft, query.node(), unknown);
    if (!unknown.empty()) {
        draft.aliasFix = makeAliasFix(draft, unknown);
    }
}

} // namespace weir::bind
