#include "core/language/Hover.h"

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

std::string describeSource(const catalog::Source &source)
{
    return std::string(source.isTable() ? "Table " : "Stream ") + source.name + " over topic " +
           source.topic + "\n" + source.schema.toString(source.isTable());
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

std::optional<SourceSpan> definitionAt(const sql::SyntaxTree &tree, std::size_t offset)
{
    const SyntaxNode name = nameAt(tree, offset);
    const SyntaxKind parent = name.parent().kind();
    if (!name || (parent != SyntaxKind::SourceRelation && !sql::isStatement(parent))) {
        return std::nullopt;
    }
    std::optional<SourceSpan> found;
    for (const sql::StatementView &statement : sql::statementsOf(tree)) {
        const bool defines = statement.kind() == SyntaxKind::CreateSource ||
                             statement.kind() == SyntaxKind::CreateAsSelect;
        // Of a name defined twice the last runs.
        if (defines && statement.name().name == sql::identifierOf(name).name) {
            found = statement.name().span;
        }
    }
    return found;
}

} // namespace weir::language
