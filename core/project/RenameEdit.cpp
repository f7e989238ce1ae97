#include "core/project/RenameEdit.h"

#include <algorithm>

namespace weir::project {

namespace {

using sql::StatementView;
using sql::SyntaxKind;
using sql::SyntaxNode;

/// Collects the places of one source's name in one statement.
class NameFinder {
public:
    explicit NameFinder(const std::string &name)
        : m_name(name)
    {
    }

    std::vector<SourceSpan> run(StatementView statement)
    {
        if (isAboutSource(statement)) {
            take(statement.node().child(SyntaxKind::Name));
        }
        for (const SyntaxNode child : statement.node().children()) {
            visit(child, false);
        }
        return std::move(m_found);
    }

private:
    static bool isAboutSource(StatementView statement)
    {
        switch (statement.kind()) {
        case SyntaxKind::CreateSource:
        case SyntaxKind::CreateAsSelect:
        case SyntaxKind::InsertInto:
        case SyntaxKind::InsertValues:
        case SyntaxKind::DropSource:
        case SyntaxKind::AlterSource:
        case SyntaxKind::AssertValues:
        case SyntaxKind::AssertTombstone:
        case SyntaxKind::AssertSource:
            return true;
        case SyntaxKind::Describe:
            return !statement.node().has(sql::Keyword::Function) &&
                   !statement.node().has(sql::Keyword::Connector);
        default:
            return false;
        }
    }

    /// Whether the name alone, without an alias, stands among the relations of this query.
    bool isReadBare(SyntaxNode node) const
    {
        if (node.kind() == SyntaxKind::SourceRelation) {
            return sql::RelationView(node).name().name == m_name &&
                   sql::RelationView(node).alias().empty();
        }
        for (const SyntaxNode child : node.children()) {
            if (sql::isRelation(child.kind()) && isReadBare(child)) {
                return true;
            }
        }
        return false;
    }

    void visit(SyntaxNode node, bool qualifies)
    {
        if (sql::isStatement(node.kind())) {
            // The statement of an EXPLAIN.
            const std::vector<SourceSpan> inner = NameFinder(m_name).run(StatementView(node));
            m_found.insert(m_found.end(), inner.begin(), inner.end());
            return;
        }
        if (node.kind() == SyntaxKind::Query) {
            qualifies = isReadBare(node.child(SyntaxKind::FromClause));
        }
        const SyntaxNode first = node.child(SyntaxKind::Name);
        const bool isQualifier =
            node.kind() == SyntaxKind::StarItem ||
            (node.kind() == SyntaxKind::ColumnReference && first.nextSibling());
        if (node.kind() == SyntaxKind::SourceRelation || (qualifies && isQualifier)) {
            take(first);
        }
        for (const SyntaxNode child : node.children()) {
            visit(child, qualifies);
        }
    }

    void take(SyntaxNode name)
    {
        if (name && sql::identifierOf(name).name == m_name) {
            m_found.push_back(name.span());
        }
    }

    const std::string &m_name;
    std::vector<SourceSpan> m_found;
};

/// The key of a statement after its source got another name: `OLD@2` becomes `NEW@2`.
std::string renamedKey(const std::string &key, const RenameSource &op)
{
    const bool same = key.compare(0, op.from.size(), op.from) == 0 &&
                      (key.size() == op.from.size() || key[op.from.size()] == '@');
    return same ? op.to + key.substr(op.from.size()) : key;
}

} // namespace

bool definesSource(StatementView statement)
{
    return statement.kind() == SyntaxKind::CreateSource ||
           statement.kind() == SyntaxKind::CreateAsSelect;
}

Result<Edit> planRename(const EditContext &context, const RenameSource &op)
{
    const std::vector<StatementView> statements = sql::statementsOf(context.tree);
    const auto isNamed = [&](const std::string &name) {
        return std::any_of(statements.begin(), statements.end(), [&](StatementView statement) {
            return definesSource(statement) && statement.name().name == name;
        });
    };
    if (!isNamed(op.from)) {
        return fail(userError("project.unknown-source", "No stream or table is named " + op.from));
    }
    if (op.to.empty() || isNamed(op.to)) {
        return fail(userError("project.name-taken", "Choose a name that is not in use"));
    }
    Edit edit;
    edit.label = "Rename " + op.from + " to " + op.to;
    const std::vector<std::string> keys = sql::statementKeys(context.tree);
    std::vector<TextEdit> edits;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const std::vector<SourceSpan> places = NameFinder(op.from).run(statements[i]);
        for (const SourceSpan place : places) {
            edits.push_back({place, op.written.empty() ? sql::quoteIdentifier(op.to) : op.written});
        }
        if (!places.empty()) {
            edit.touched.push_back(keys[i]);
        }
    }
    edit.change.patches = sql::patchesOf(context.text, edits);
    for (const auto &[key, place] : context.arrangement.positions) {
        const std::string renamed = renamedKey(key, op);
        if (renamed != key) {
            edit.change.positions.push_back({key, place, std::nullopt});
            edit.change.positions.push_back({renamed, std::nullopt, place});
        }
    }
    return edit;
}

} // namespace weir::project
