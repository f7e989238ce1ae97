#pragma once

#include "core/sql/view/Expression.h"
#include "core/sql/view/Relation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir::sql {

enum class WindowType : std::uint8_t { Tumbling, Hopping, Session };

/// WINDOW TUMBLING | HOPPING | SESSION (…). Parts that are not written are false.
class WindowView {
public:
    WindowView() = default;
    explicit WindowView(SyntaxNode node)
        : m_node(node)
    {
    }
    explicit operator bool() const { return static_cast<bool>(m_node); }
    SyntaxNode node() const { return m_node; }
    SourceSpan span() const { return m_node.span(); }

    WindowType type() const;
    /// SIZE, or the gap of a session window.
    DurationView size() const;
    /// ADVANCE BY of a hopping window.
    DurationView advance() const;
    DurationView retention() const;
    DurationView grace() const;

private:
    SyntaxNode m_node;
};

enum class SelectItemKind : std::uint8_t { Expression, Star, StructStar };

/// One item between SELECT and FROM.
class SelectItemView {
public:
    explicit SelectItemView(SyntaxNode node)
        : m_node(node)
    {
    }
    SyntaxNode node() const { return m_node; }
    SourceSpan span() const { return m_node.span(); }

    SelectItemKind kind() const;
    /// The expression; of `e->*` the struct. Empty for a Star.
    Expression expression() const;
    /// The name after AS, empty without one.
    Identifier alias() const { return identifierOf(m_node.child(SyntaxKind::Name)); }
    /// The source of `s.*`, empty for a bare `*`.
    Identifier starSource() const { return identifierOf(m_node.child(SyntaxKind::Name)); }

private:
    SyntaxNode m_node;
};

enum class EmitMode : std::uint8_t { Unspecified, Changes, Final };

/// A SELECT with its clauses. A clause that is not written gives false or an empty list.
class QueryView {
public:
    struct CommonTable;

    QueryView() = default;
    explicit QueryView(SyntaxNode node)
        : m_node(node)
    {
    }
    explicit operator bool() const { return static_cast<bool>(m_node); }
    SyntaxNode node() const { return m_node; }
    SourceSpan span() const { return m_node.span(); }

    /// A UNION has only left() and right(); anything else has the clauses. Parentheses are seen
    /// through.
    bool isUnion() const;
    bool isUnionAll() const;
    QueryView left() const;
    QueryView right() const;

    std::vector<CommonTable> commonTables() const;
    bool isDistinct() const;
    std::vector<SelectItemView> items() const;
    /// The SELECT word up to the last item.
    SourceSpan selectSpan() const;
    RelationView from() const;
    WindowView window() const;
    Expression where() const;
    /// Expressions in order, inner parentheses of `GROUP BY (a, b)` seen through.
    std::vector<Expression> groupBy() const;
    std::vector<Expression> partitionBy() const;
    Expression having() const;
    EmitMode emitMode() const;
    /// The number (or variable) after LIMIT.
    Expression limit() const;

    /// The clause's node, or none: WhereClause, GroupByClause, … For spans and edits.
    SyntaxNode clause(SyntaxKind kind) const;

private:
    SyntaxNode select() const;

    SyntaxNode m_node;
};

/// NAME AS (query) of a WITH clause.
struct QueryView::CommonTable {
    Identifier name;
    QueryView query;
};

} // namespace weir::sql
