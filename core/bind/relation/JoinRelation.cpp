#include "core/bind/relation/JoinExchange.h"
#include "core/bind/relation/JoinRules.h"
#include "core/bind/relation/Relation.h"
#include "core/plan/ExprBuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

namespace weir::bind {

namespace {

/// Collects the join's columns and their names.
class JoinColumns {
public:
    JoinColumns(const QueryDraft &draft, plan::JoinOp &join, Schema &schema, Scope &scope)
        : m_draft(draft)
        , m_join(join)
        , m_schema(schema)
        , m_scope(scope)
    {
    }

    /// Adds the columns of one input but those that are the join's key; `keys` maps their index to
    /// the place in the key.
    void add(const Relation &relation, std::size_t input,
             const std::map<std::size_t, std::size_t> &keys,
             const std::optional<std::size_t> &equalToKey)
    {
        const bool keepsKey = joinsOnKey(relation, keys);
        const Schema &schema = m_draft.query.nodes[relation.node].schema;
        std::vector<std::size_t> places(schema.size());
        for (std::size_t i = 0; i < schema.size(); ++i) {
            const auto key = keys.find(i);
            if (key != keys.end()) {
                places[i] = key->second;
                continue;
            }
            places[i] = m_schema.size();
            m_schema.value.push_back({columnName(relation, i, schema), schema.at(i).type});
            m_join.columns.push_back({input, i});
        }
        for (ScopeColumn column : relation.scope.columns) {
            if (column.source.empty()) {
                continue; // the made-up key of an inner join is nobody's column any more
            }
            column.key = keys.contains(column.index) || equalToKey == column.index ||
                         (keepsKey && column.key);
            column.index = places[column.index];
            m_scope.columns.push_back(std::move(column));
        }
        m_scope.sources.insert(m_scope.sources.end(), relation.scope.sources.begin(),
                               relation.scope.sources.end());
    }

    static std::string columnName(const Relation &relation, std::size_t index, const Schema &schema)
    {
        const std::string &name = schema.at(index).name;
        const bool prefixed = relation.scope.joined();
        return prefixed ? name : relation.scope.sources.front().alias + "_" + name;
    }

private:
    /// The key is one that an earlier join has made equal to others: they stay equal.
    static bool joinsOnKey(const Relation &relation, const std::map<std::size_t, std::size_t> &keys)
    {
        return std::any_of(
            relation.scope.columns.begin(), relation.scope.columns.end(),
            [&](const ScopeColumn &column) { return column.key && keys.contains(column.index); });
    }

    const QueryDraft &m_draft;
    plan::JoinOp &m_join;
    Schema &m_schema;
    Scope &m_scope;
};

/// The name of a key that no column of either side gives (SEMANTICS 5).
std::string syntheticKeyName(const Relation &left, const Relation &right)
{
    int highest = -1;
    for (const Scope *scope : {&left.scope, &right.scope}) {
        for (const ScopeColumn &column : scope->columns) {
            if (column.source.empty()) {
                continue;
            }
            if (column.name == "ROWKEY") {
                highest = std::max(highest, 0);
            } else if (column.name.starts_with("ROWKEY_") && column.name.size() < 16 &&
                       column.name.find_first_not_of("0123456789", 7) == std::string::npos) {
                highest = std::max(highest, std::atoi(column.name.c_str() + 7));
            }
        }
    }
    return highest < 0 ? "ROWKEY" : fmt::format("ROWKEY_{}", highest + 1);
}

void joinColumns(QueryDraft &draft, plan::JoinOp &join, const Relation &left, const Relation &right,
                 Schema &schema, Scope &scope)
{
    std::map<std::size_t, std::size_t> leftKeys;
    std::map<std::size_t, std::size_t> rightKeys;
    std::optional<std::size_t> equalRight;
    const Schema &leftSchema = draft.node(left.node).schema;
    const Schema &rightSchema = draft.node(right.node).schema;
    const bool leftColumn = join.leftKey->kind == plan::ExprKind::Input;
    const bool rightColumn = join.rightKey->kind == plan::ExprKind::Input;
    if (join.kind == plan::JoinKind::ForeignKey) {
        for (std::size_t i = 0; i < leftSchema.key.size(); ++i) {
            leftKeys[i] = i;
            schema.key.push_back(
                {JoinColumns::columnName(left, i, leftSchema), leftSchema.at(i).type});
        }
    } else if (join.type == plan::JoinType::Full || (!leftColumn && !rightColumn)) {
        const std::string name = syntheticKeyName(left, right);
        schema.key.push_back({name, join.leftKey->type});
        scope.columns.push_back(
            {.name = name, .type = join.leftKey->type, .index = 0, .key = true});
    } else if (leftColumn) {
        leftKeys[join.leftKey->index] = 0;
        schema.key.push_back(
            {JoinColumns::columnName(left, join.leftKey->index, leftSchema), join.leftKey->type});
        if (rightColumn) {
            equalRight = join.rightKey->index;
        }
    } else {
        rightKeys[join.rightKey->index] = 0;
        schema.key.push_back({JoinColumns::columnName(right, join.rightKey->index, rightSchema),
                              join.rightKey->type});
    }
    JoinColumns columns(draft, join, schema, scope);
    columns.add(left, 0, leftKeys, std::nullopt);
    columns.add(right, 1, rightKeys, equalRight);
}

} // namespace

std::optional<Relation> bindJoinRelation(QueryDraft &draft, const sql::RelationView &relation)
{
    std::optional<Relation> left = bindRelation(draft, relation.left(), true);
    std::optional<Relation> right = bindRelation(draft, relation.right(), true);
    if (!left || !right) {
        return std::nullopt;
    }
    const std::size_t before = draft.context.diagnostics.size();
    std::optional<JoinCondition> condition = bindJoinCondition(draft, relation, *left, *right);
    if (!condition) {
        draft.failed = true;
        // Names of the other clauses are still worth checking.
        return Relation{left->node, jointScope(draft, *left, *right)};
    }
    plan::JoinOp join;
    join.leftKey = condition->left;
    join.rightKey = condition->right;
    join.leftAlias = left->scope.sources.back().alias;
    join.rightAlias = right->scope.sources.back().alias;
    if (left->scope.joined()) {
        join.leftAlias.clear();
    }
    checkJoin(draft, relation, *left, *right, *condition, join);
    draft.failed = draft.failed || draft.context.diagnostics.size() > before;
    const SourceSpan span = {relation.right().span().begin, relation.span().end};
    exchangeForJoin(draft, *left, *right, *condition, join.kind);
    Relation result;
    Schema schema;
    joinColumns(draft, join, *left, *right, schema, result.scope);
    result.scope.aliasFix = draft.aliasFix;
    const std::string role = "join:" + join.rightAlias;
    result.node =
        draft.add(role, std::move(join), {left->node, right->node}, std::move(schema), span);
    return result;
}

} // namespace weir::bind
