#include "core/language/Semantics.h"

#include "core/sql/view/Statement.h"

#include <map>
#include <string>

namespace weir::language {

namespace {

using sql::SyntaxKind;
using sql::SyntaxNode;

/// Walks a tree and classifies its names.
class SemanticWalk {
public:
    SemanticWalk(const sql::SyntaxTree &tree, const plan::LogicalPlan *plan)
    {
        if (plan) {
            for (const auto &[name, source] : plan->sources) {
                m_sources[name] = source->isTable() ? SemanticClass::Table : SemanticClass::Stream;
            }
        }
        for (const sql::StatementView &statement : sql::statementsOf(tree)) {
            const bool defines = statement.kind() == SyntaxKind::CreateSource ||
                                 statement.kind() == SyntaxKind::CreateAsSelect;
            if (defines && statement.sourceType()) {
                m_sources[statement.name().name] = *statement.sourceType() == sql::SourceType::Table
                                                       ? SemanticClass::Table
                                                       : SemanticClass::Stream;
            }
        }
    }

    std::vector<SemanticToken> run(SyntaxNode root)
    {
        visit(root);
        return std::move(m_tokens);
    }

private:
    void visit(SyntaxNode node)
    {
        if (node.kind() == SyntaxKind::Name) {
            classify(node);
            return;
        }
        for (const SyntaxNode child : node.children()) {
            visit(child);
        }
    }

    void classify(SyntaxNode name)
    {
        if (name.text().empty()) {
            return;
        }
        const SyntaxNode parent = name.parent();
        switch (parent.kind()) {
        case SyntaxKind::CallExpression:
            m_tokens.push_back({name.span(), SemanticClass::Function});
            return;
        case SyntaxKind::ColumnReference:
            // The first of two names is the source's or its alias.
            if (!name.nextSibling()) {
                m_tokens.push_back({name.span(), SemanticClass::Column});
            }
            return;
        case SyntaxKind::ColumnDefinition:
        case SyntaxKind::AlterAdd:
        case SyntaxKind::NameList:
        case SyntaxKind::SelectItem:
            m_tokens.push_back({name.span(), SemanticClass::Column});
            return;
        default:
            break;
        }
        const auto source = m_sources.find(sql::identifierOf(name).name);
        const bool named =
            parent.kind() == SyntaxKind::SourceRelation || sql::isStatement(parent.kind());
        if (named && source != m_sources.end()) {
            m_tokens.push_back({name.span(), source->second});
        }
    }

    std::map<std::string, SemanticClass> m_sources;
    std::vector<SemanticToken> m_tokens;
};

} // namespace

std::vector<SemanticToken> semanticTokens(const sql::SyntaxTree &tree,
                                          const plan::LogicalPlan *plan)
{
    return SemanticWalk(tree, plan).run(tree.root());
}

} // namespace weir::language
