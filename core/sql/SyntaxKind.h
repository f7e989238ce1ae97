#pragma once

#include <cstdint>

namespace weir::sql {

/// What a node of the syntax tree is. The comment lists the children in order; `?` may be missing,
/// `*` any number. Words and signs are tokens of the node itself.
enum class SyntaxKind : std::uint8_t {
    Script, ///< statements *

    // Statements.
    CreateSource,    ///< Name ColumnList? Properties?
    CreateAsSelect,  ///< Name Properties? query
    InsertInto,      ///< Name Properties? query
    InsertValues,    ///< Name NameList? ValueRow
    QueryStatement,  ///< query
    DropSource,      ///< Name
    Terminate,       ///< Name? (none: ALL)
    Pause,           ///< Name? (none: ALL)
    Resume,          ///< Name? (none: ALL)
    Show,            ///< what is shown: tokens; Name? of a function or a topic
    Describe,        ///< Name? (none: STREAMS / TABLES)
    Explain,         ///< Name or a statement or a query
    Print,           ///< Name or StringLiteral; IntegerLiteral of INTERVAL, LimitClause
    SetProperty,     ///< StringLiteral StringLiteral
    UnsetProperty,   ///< StringLiteral
    Define,          ///< Name, literal
    Undefine,        ///< Name
    AlterSource,     ///< Name AlterAdd *
    AlterSystem,     ///< StringLiteral StringLiteral
    CreateType,      ///< Name Type
    DropType,        ///< Name
    CreateConnector, ///< Name Properties
    DropConnector,   ///< Name
    AssertValues,    ///< Name NameList? ValueRow
    AssertTombstone, ///< Name NameList? ValueRow
    AssertSource,    ///< Name ColumnList? Properties?   (ASSERT STREAM / TABLE)
    AssertTopic,     ///< Name Properties? TimeoutClause?
    AssertSchema,    ///< Name or literal ... TimeoutClause?
    RunScript,       ///< StringLiteral
    Draft,           ///< one Draft token
    EmptyStatement,  ///< a lone `;`
    ErrorStatement,  ///< tokens that start no statement

    // Parts of statements.
    Name,             ///< one identifier (word, quoted, or variable)
    NameList,         ///< ( Name * )
    ColumnList,       ///< ( ColumnDefinition * )
    ColumnDefinition, ///< Name type ColumnConstraint?
    ColumnConstraint, ///< KEY, PRIMARY KEY, HEADERS, HEADER('k'): StringLiteral?
    AlterAdd,         ///< ADD COLUMN: Name type
    Properties,       ///< ( Property * )
    Property,         ///< Name or StringLiteral, then a literal expression
    ValueRow,         ///< ( expressions * )
    TimeoutClause,    ///< Duration

    // Queries.
    Query,          ///< WithClause? SelectClause FromClause? clauses in the order below, each once
    UnionQuery,     ///< query query
    ParenQuery,     ///< query
    WithClause,     ///< CommonTable *
    CommonTable,    ///< Name query
    SelectClause,   ///< SelectItem, StarItem, StructStarItem *
    SelectItem,     ///< expression Name?
    StarItem,       ///< Name? (the source of `s.*`)
    StructStarItem, ///< expression (of `e->*`)
    FromClause,     ///< relation
    WindowClause,   ///< Duration *, see WindowClauseView
    WhereClause,    ///< expression
    GroupByClause,  ///< expressions *
    PartitionByClause, ///< expressions *
    HavingClause,      ///< expression
    OrderByClause,     ///< expressions * (known, and refused with an error)
    EmitClause,        ///< EMIT CHANGES | FINAL
    LimitClause,       ///< literal expression
    Duration,          ///< IntegerLiteral (or Variable) and a unit word
    WindowSize,        ///< Duration
    WindowAdvance,     ///< Duration
    WindowRetention,   ///< Duration
    WindowGrace,       ///< Duration

    // Relations.
    SourceRelation,   ///< Name Alias?
    SubqueryRelation, ///< query Alias?
    JoinRelation,     ///< relation relation WithinClause? OnClause?
    ParenRelation,    ///< relation
    Alias,            ///< Name
    WithinClause,     ///< Duration, or two (before, after); WindowGrace?
    OnClause,         ///< expression

    // Expressions.
    IntegerLiteral,
    DecimalLiteral,
    FloatLiteral,
    StringLiteral,
    BooleanLiteral,
    NullLiteral,
    VariableExpression, ///< ${name}
    ColumnReference,    ///< Name, or source Name and Name
    ParenExpression,    ///< expression
    UnaryExpression,    ///< + or - and an expression
    NotExpression,      ///< expression
    BinaryExpression,  ///< expression expression: arithmetic, comparison, AND, OR, IS DISTINCT FROM
    BetweenExpression, ///< value, low, high
    InExpression,      ///< value, then list *
    LikeExpression,    ///< value, pattern, StringLiteral? of ESCAPE
    IsNullExpression,  ///< expression
    CaseExpression,    ///< operand?, WhenBranch *, ElseBranch?
    WhenBranch,        ///< condition, result
    ElseBranch,        ///< expression
    CastExpression,    ///< expression, type
    CallExpression,    ///< Name, arguments *
    StarArgument,      ///< the `*` of COUNT(*)
    LambdaExpression,  ///< Name *, body
    ArrayExpression,   ///< elements *
    MapExpression,     ///< MapEntry *
    MapEntry,          ///< key, value
    StructExpression,  ///< StructField *
    StructField,       ///< Name, value
    SubscriptExpression,   ///< base, index
    DereferenceExpression, ///< base, Name
    SubqueryExpression,    ///< query
    ErrorExpression,       ///< stands where an expression is missing; may be empty

    // Types.
    SimpleType,      ///< a word, or a quoted name of a named type, or a variable
    DecimalType,     ///< IntegerLiteral IntegerLiteral
    ParameterType,   ///< Name and parameters the dialect refuses: VARCHAR(STRING)
    ArrayType,       ///< type
    MapType,         ///< key type, value type
    StructType,      ///< StructTypeField *
    StructTypeField, ///< Name type
    ErrorType,       ///< stands where a type is missing; may be empty

    ErrorTokens, ///< tokens that were skipped after an error
};

/// Returns whether the kind is one of the expressions.
inline bool isExpression(SyntaxKind kind)
{
    return kind >= SyntaxKind::IntegerLiteral && kind <= SyntaxKind::ErrorExpression &&
           kind != SyntaxKind::WhenBranch && kind != SyntaxKind::ElseBranch &&
           kind != SyntaxKind::MapEntry && kind != SyntaxKind::StructField;
}

/// Returns whether the kind is one of the types.
inline bool isType(SyntaxKind kind)
{
    return kind >= SyntaxKind::SimpleType && kind <= SyntaxKind::ErrorType &&
           kind != SyntaxKind::StructTypeField;
}

/// Returns whether the kind is a query: Query, UnionQuery, ParenQuery.
inline bool isQuery(SyntaxKind kind)
{
    return kind >= SyntaxKind::Query && kind <= SyntaxKind::ParenQuery;
}

/// Returns whether the kind is a relation of a FROM clause.
inline bool isRelation(SyntaxKind kind)
{
    return kind >= SyntaxKind::SourceRelation && kind <= SyntaxKind::ParenRelation;
}

/// Says whether a statement is part of the plan of a project: applied by reconciliation, not run
/// once (ENGINE.md 11).
inline bool isPlanStatement(SyntaxKind kind)
{
    return kind == SyntaxKind::CreateSource || kind == SyntaxKind::CreateAsSelect ||
           kind == SyntaxKind::InsertInto;
}

/// Returns whether the kind is a statement.
inline bool isStatement(SyntaxKind kind)
{
    return kind >= SyntaxKind::CreateSource && kind <= SyntaxKind::ErrorStatement;
}

} // namespace weir::sql
