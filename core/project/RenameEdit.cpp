#include "core/project/RenameEdit.h"

#include "core/sql/Parser.h"

#include <algorithm>

namespace weir::project {

namespace {

using sql::StatementView;
using sql::SyntaxKind;
using sql::SyntaxNode;

/// Collects what one source's new name changes in one statement.
class NameEdits {
public:
    /// `written` is the new name as it is to stand in the text.
    NameEdits(const std::string &name, const std::string &written)
        : m_name(name)
        , m_written(written)
    {
    }

    std::vector<TextEdit> run(StatementView statement)
    {
        if (isAboutSource(statement)) {
            take(statement.node().child(SyntaxKind::Name));
        }
        for (const SyntaxNode child : statement.node().children()) {
            visit(child, {});
        }
        return std::move(m_edits);
    }

private:
    /// What the query around a node says of it.
    struct Around {
        bool qualifies = false; ///< the name alone qualifies columns
        bool joined = false;
    };

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

    void visit(SyntaxNode node, Around around)
    {
        if (sql::isStatement(node.kind())) {
            // The statement of an EXPLAIN.
            const std::vector<TextEdit> inner =
                NameEdits(m_name, m_written).run(StatementView(node));
            m_edits.insert(m_edits.end(), inner.begin(), inner.end());
            return;
        }
        if (node.kind() == SyntaxKind::Query) {
            const SyntaxNode from = node.child(SyntaxKind::FromClause);
            const sql::RelationView relation(from.child(sql::isRelation));
            around.joined = relation.kind() == SyntaxKind::JoinRelation;
            around.qualifies = !around.joined && isReadBare(from);
        }
        const SyntaxNode first = node.child(SyntaxKind::Name);
        const bool isQualifier =
            node.kind() == SyntaxKind::StarItem ||
            (node.kind() == SyntaxKind::ColumnReference && first.nextSibling());
        if (node.kind() == SyntaxKind::SourceRelation) {
            // Columns of a join are named by what qualifies them (`RATINGS_STARS`), and others read
            // them by that: there the old name lives on as an alias.
            const bool keeps = around.joined && sql::RelationView(node).alias().empty();
            take(first, keeps ? " " + std::string(first.text()) : std::string());
        } else if (around.qualifies && isQualifier) {
            take(first);
        }
        for (const SyntaxNode child : node.children()) {
            visit(child, around);
        }
    }

    void take(SyntaxNode name, const std::string &behind = {})
    {
        if (name && sql::identifierOf(name).name == m_name) {
            m_edits.push_back({name.span(), m_written + behind});
        }
    }

    const std::string &m_name;
    const std::string &m_written;
    std::vector<TextEdit> m_edits;
};

/// Moves what is placed to the keys that its statements have in the text after.
std::vector<PositionChange> followKeys(const Arrangement &arrangement,
                                       const std::vector<std::string> &before,
                                       const std::vector<std::string> &after)
{
    std::vector<PositionChange> removed;
    std::vector<PositionChange> placed;
    for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
        const auto place = arrangement.positions.find(before[i]);
        if (before[i] != after[i] && place != arrangement.positions.end()) {
            removed.push_back({before[i], place->second, std::nullopt});
            placed.push_back({after[i], std::nullopt, place->second});
        }
    }
    removed.insert(removed.end(), placed.begin(), placed.end());
    return removed;
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
    const std::string written = op.written.empty() ? sql::quoteIdentifier(op.to) : op.written;
    std::vector<TextEdit> edits;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const std::vector<TextEdit> own = NameEdits(op.from, written).run(statements[i]);
        edits.insert(edits.end(), own.begin(), own.end());
        if (!own.empty()) {
            edit.touched.push_back(keys[i]);
        }
    }
    edit.change.patches = sql::patchesOf(context.text, edits);
    const Fix whole{.label = {}, .edits = edits};
    const sql::ParsedScript after = sql::parse(applyFix(context.text.bytes(), whole));
    edit.change.positions = followKeys(context.arrangement, keys, sql::statementKeys(*after.tree));
    return edit;
}

} // namespace weir::project
