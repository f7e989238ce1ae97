#pragma once

#include "core/sql/view/Properties.h"
#include "core/sql/view/Query.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir::sql {

enum class ColumnRole : std::uint8_t { Value, Key, PrimaryKey, Headers, Header };

/// One column of a CREATE STREAM / TABLE.
class ColumnView {
public:
    explicit ColumnView(SyntaxNode node)
        : m_node(node)
    {
    }
    SyntaxNode node() const { return m_node; }
    SourceSpan span() const { return m_node.span(); }

    Identifier name() const { return identifierOf(m_node.child(SyntaxKind::Name)); }
    TypeName type() const { return TypeName(m_node.child(isType)); }
    ColumnRole role() const;
    /// KEY, PRIMARY KEY, HEADERS, HEADER('k') as written.
    SourceSpan roleSpan() const { return m_node.child(SyntaxKind::ColumnConstraint).span(); }
    /// The header's name of HEADER('k').
    std::string headerName() const;

private:
    SyntaxNode m_node;
};

enum class SourceType : std::uint8_t { Stream, Table };

/// A statement as written. `kind()` says which questions make sense; others give empty answers.
class StatementView {
public:
    StatementView() = default;
    explicit StatementView(SyntaxNode node)
        : m_node(node)
    {
    }
    explicit operator bool() const { return static_cast<bool>(m_node); }
    SyntaxNode node() const { return m_node; }
    SyntaxKind kind() const { return m_node.kind(); }
    /// Without the `;`.
    SourceSpan span() const { return m_node.span(); }
    /// span() and the `;` behind it, if there is one.
    SourceSpan spanWithSemicolon() const;
    /// Whether an error was found in it (any error node or missing part below).
    bool hasError() const;

    // Statements about a source (CREATE, CREATE AS, DROP, ALTER, INSERT, DESCRIBE, ASSERT STREAM
    // …).
    /// The source, query, type, connector, variable or topic the statement is about.
    Identifier name() const { return identifierOf(m_node.child(SyntaxKind::Name)); }
    /// STREAM or TABLE as written; nothing when neither is.
    std::optional<SourceType> sourceType() const;
    /// The word STREAM or TABLE, for an error or fix that points at it.
    SourceSpan sourceTypeSpan() const;
    bool orReplace() const { return m_node.has(Keyword::Replace); }
    /// CREATE SOURCE STREAM | TABLE: read-only.
    bool isReadOnlySource() const { return m_node.has(Keyword::Source); }
    bool ifNotExists() const { return m_node.has(Keyword::If) && m_node.has(Keyword::Not); }
    bool ifExists() const { return m_node.has(Keyword::If) && !m_node.has(Keyword::Not); }
    /// Columns of CREATE STREAM / TABLE. `hasColumnList` tells `()` from none (schema from
    /// registry).
    bool hasColumnList() const { return static_cast<bool>(m_node.child(SyntaxKind::ColumnList)); }
    std::vector<ColumnView> columns() const;
    PropertiesView properties() const
    {
        return PropertiesView(m_node.child(SyntaxKind::Properties));
    }
    /// The SELECT of CREATE … AS, INSERT INTO, a query statement, EXPLAIN.
    QueryView query() const { return QueryView(m_node.child(isQuery)); }

    // INSERT VALUES, ASSERT VALUES.
    /// The column names, empty when none are written.
    std::vector<Identifier> columnNames() const;
    std::vector<Expression> values() const;

    // DROP.
    bool deleteTopic() const { return m_node.has(Keyword::Delete); }
    // TERMINATE, PAUSE, RESUME.
    bool all() const { return m_node.has(Keyword::All); }
    // DESCRIBE, SHOW, LIST.
    bool extended() const { return m_node.has(Keyword::Extended); }
    /// SHOW / LIST: the own words after the first, in upper case, one blank between: "TOPICS",
    /// "ALL TOPICS EXTENDED", "QUERIES".
    std::string showWhat() const;

    // PRINT.
    /// The topic's name: of an identifier as written (topics keep their case), or of the string.
    std::string printTopic() const;
    bool fromBeginning() const { return m_node.has(Keyword::Beginning); }
    /// PRINT … INTERVAL n and LIMIT n.
    Expression printInterval() const;
    Expression limit() const;

    // SET, UNSET, ALTER SYSTEM, DEFINE, RUN SCRIPT.
    /// The n-th literal written as a direct part: SET 'name' = 'value' has 0 and 1.
    Expression literal(std::size_t n) const;

    // ALTER STREAM | TABLE: the added columns.
    std::vector<ColumnView> addedColumns() const;
    // CREATE TYPE.
    TypeName type() const { return TypeName(m_node.child(isType)); }
    // EXPLAIN of a statement.
    StatementView explained() const { return StatementView(m_node.child(isStatement)); }
    // Draft: the name after `weir:draft`, and the text behind it.
    std::string draftName() const;
    std::string draftBody() const;

private:
    SyntaxNode m_node;
};

/// A script: its statements in order, lone `;` left out.
std::vector<StatementView> statementsOf(const SyntaxTree &tree);

/// Returns the statement that a caret at `offset` is in: the one around it, else the one that ends
/// on the same line before it; nothing between statements.
StatementView statementAt(const SyntaxTree &tree, std::size_t offset);

/// The statement keys that NodeKeys begin with, one for each of statementsOf(tree), all different:
/// the source's name for CREATE (`X`, then `X@2` for a second definition), the QUERY_ID or
/// `INSERT:SINK#1` for INSERT INTO … SELECT, `DRAFT:NAME`, else the kind's word and a count
/// (`SELECT#1`, `INSERT VALUES:S#2`, `SET#1`).
std::vector<std::string> statementKeys(const SyntaxTree &tree);

} // namespace weir::sql
