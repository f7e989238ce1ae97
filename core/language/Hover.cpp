#include "core/language/Hover.h"

#include "core/bind/ColumnNames.h"
#include "core/functions/FunctionRegistry.h"
#include "core/language/Scope.h"

namespace weir::language {

namespace {

using sql::SyntaxKind;
using sql::SyntaxNode;

SyntaxNode nameAt(const sql::SyntaxTree &tree, std::size_t offset)
{
    const SyntaxNode node = tree.nodeAt(offset);
    return node.kind() == SyntaxKind::Name ? node : SyntaxNode();
}

std::string columnLines(const catalog::Source &source)
{
    std::string lines;
    for (std::size_t i = 0; i < source.schema.size(); ++i) {
        const bool key = i < source.schema.key.size();
        lines += "\n" + sql::quoteIdentifier(source.schema.at(i).name) + " " +
                 source.schema.at(i).type.toString() +
                 (!key               ? ""
                  : source.isTable() ? " PRIMARY KEY"
                                     : " KEY");
    }
    return lines;
}

std::string describeSource(const catalog::Source &source)
{
    return std::string(source.isTable() ? "Table " : "Stream ") + source.name + " over topic " +
           source.topic + columnLines(source);
}

std::string describeFunction(const std::string &name)
{
    std::string text;
    for (const catalog::FunctionSignature *signature :
         functions::FunctionRegistry::builtins().overloads(name)) {
        text += (text.empty() ? "" : "\n") + signature->toString();
    }
    return text;
}

std::string describeColumn(const sql::Expression &reference, sql::StatementView statement,
                           const plan::LogicalPlan *plan)
{
    const std::string column = reference.column().name;
    const std::string alias = reference.source().name;
    for (const ScopedSource &scoped : sourcesInScope(statement, plan)) {
        const auto index = scoped.source->schema.find(column);
        if (index && (alias.empty() || scoped.alias == alias)) {
            return scoped.source->name + "." + column + " " +
                   scoped.source->schema.at(*index).type.toString();
        }
    }
    return {};
}

} // namespace

std::optional<Hover> hoverAt(const sql::SyntaxTree &tree, std::size_t offset,
                             const plan::LogicalPlan *plan)
{
    const SyntaxNode name = nameAt(tree, offset);
    const SyntaxNode parent = name.parent();
    std::string text;
    if (parent.kind() == SyntaxKind::CallExpression) {
        text = describeFunction(sql::identifierOf(name).name);
    } else if (parent.kind() == SyntaxKind::ColumnReference && !name.nextSibling()) {
        text = describeColumn(sql::Expression(parent), sql::statementAt(tree, offset), plan);
    } else if (name && plan) {
        const auto source = plan->sources.find(sql::identifierOf(name).name);
        const bool named =
            parent.kind() == SyntaxKind::SourceRelation || sql::isStatement(parent.kind());
        text = named && source != plan->sources.end() ? describeSource(*source->second) : "";
    }
    return text.empty() ? std::nullopt : std::optional(Hover{name.span(), text});
}

namespace {

/// Where the relation stands that a qualifier names, if it has an alias.
std::optional<SourceSpan> aliasIn(SyntaxNode relation, const std::string &name)
{
    const sql::Identifier alias = sql::RelationView(relation).alias();
    if (relation.kind() == SyntaxKind::SourceRelation && alias.name == name) {
        return alias.span;
    }
    for (const SyntaxNode child : relation.children()) {
        if (const auto found = aliasIn(child, name)) {
            return found;
        }
    }
    return std::nullopt;
}

/// The name of a stream or table that a name means: itself, or the source that it qualifies.
bool meansSource(SyntaxNode name)
{
    const SyntaxNode parent = name.parent();
    const bool qualifies = parent.kind() == SyntaxKind::StarItem ||
                           (parent.kind() == SyntaxKind::ColumnReference && name.nextSibling());
    return qualifies || parent.kind() == SyntaxKind::SourceRelation ||
           sql::isStatement(parent.kind());
}

std::optional<SourceSpan> columnDefinition(const sql::SyntaxTree &tree, std::size_t offset,
                                           const plan::LogicalPlan &plan)
{
    const bind::ColumnNames names = bind::columnNamesOf(tree, plan);
    const bind::ColumnPlace *place = names.at(offset);
    if (!place) {
        return std::nullopt;
    }
    const bind::ColumnSymbol origin = names.origin(place->symbol);
    for (const bind::ColumnPlace &each : names.places) {
        const bool makes = each.kind == bind::ColumnPlace::Kind::Data ||
                           each.kind == bind::ColumnPlace::Kind::Alias;
        if (makes && each.symbol == origin) {
            return each.span;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<SourceSpan> definitionAt(const sql::SyntaxTree &tree, std::size_t offset,
                                       const plan::LogicalPlan *plan)
{
    const SyntaxNode name = nameAt(tree, offset);
    if (!name || !meansSource(name)) {
        return plan ? columnDefinition(tree, offset, *plan) : std::nullopt;
    }
    const std::string wanted = sql::identifierOf(name).name;
    if (!sql::isStatement(name.parent().kind())) {
        SyntaxNode query = name.parent();
        while (query && query.kind() != SyntaxKind::Query) {
            query = query.parent();
        }
        const auto alias = aliasIn(query.child(SyntaxKind::FromClause), wanted);
        if (alias && name.parent().kind() != SyntaxKind::SourceRelation) {
            return alias;
        }
    }
    std::optional<SourceSpan> found;
    for (const sql::StatementView &statement : sql::statementsOf(tree)) {
        const bool defines = statement.kind() == SyntaxKind::CreateSource ||
                             statement.kind() == SyntaxKind::CreateAsSelect;
        // Of a name defined twice the last runs.
        if (defines && statement.name().name == wanted) {
            found = statement.name().span;
        }
    }
    return found;
}

} // namespace weir::language
