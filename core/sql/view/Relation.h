#pragma once

#include "core/sql/view/Expression.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace weir::sql {

/// `5 MINUTES`.
class DurationView {
public:
    DurationView() = default;
    explicit DurationView(SyntaxNode node)
        : m_node(node)
    {
    }
    explicit operator bool() const { return static_cast<bool>(m_node); }
    SyntaxNode node() const { return m_node; }
    SourceSpan span() const { return m_node.span(); }

    /// The number or variable as written.
    Expression number() const { return Expression(m_node.child(isExpression)); }
    /// The unit's word in upper case: MILLISECOND(S), SECOND(S), MINUTE(S), HOUR(S), DAY(S),
    /// WEEK(S), …
    std::string unit() const;

private:
    SyntaxNode m_node;
};

/// Returns the milliseconds of a unit's word in upper case (DAY, DAYS, …); nothing when it is no
/// unit of a fixed time.
std::optional<std::int64_t> timeUnitMs(std::string_view word);

enum class JoinType : std::uint8_t { Inner, Left, Right, Full, Cross };

/// WITHIN d | WITHIN (before, after) [GRACE PERIOD d] of a stream-stream join.
class WithinView {
public:
    WithinView() = default;
    explicit WithinView(SyntaxNode node)
        : m_node(node)
    {
    }
    explicit operator bool() const { return static_cast<bool>(m_node); }
    SyntaxNode node() const { return m_node; }
    SourceSpan span() const { return m_node.span(); }

    DurationView before() const;
    /// Whether WITHIN (before, after) is written.
    bool hasTwo() const { return m_node.children(SyntaxKind::Duration).size() > 1; }
    /// The same as before() when only one duration is written.
    DurationView after() const;
    DurationView grace() const;

private:
    SyntaxNode m_node;
};

/// What stands after FROM: a source, a sub-select or a join. Parentheses are seen through.
class RelationView {
public:
    RelationView() = default;
    explicit RelationView(SyntaxNode node);
    explicit operator bool() const { return static_cast<bool>(m_node); }
    SyntaxNode node() const { return m_node; }
    SourceSpan span() const { return m_node.span(); }

    /// SourceRelation, SubqueryRelation or JoinRelation.
    SyntaxKind kind() const { return m_node.kind(); }

    // SourceRelation.
    Identifier name() const;
    /// SourceRelation, SubqueryRelation: the alias as written, empty without one.
    Identifier alias() const;
    /// What columns are qualified by: the alias, else the name.
    Identifier effectiveName() const;

    // SubqueryRelation.
    QueryView query() const;

    // JoinRelation.
    JoinType joinType() const;
    RelationView left() const;
    RelationView right() const;
    WithinView within() const;
    /// The condition after ON.
    Expression on() const;

private:
    SyntaxNode m_node;
};

} // namespace weir::sql
