#pragma once

#include "core/sql/view/Identifier.h"
#include "core/sql/view/TypeName.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir::sql {

class QueryView;

enum class BinaryOperator : std::uint8_t {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Concat,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    IsDistinctFrom,
    IsNotDistinctFrom,
    And,
    Or,
};

/// The operator as it is written canonically: `+`, `<>`, `IS DISTINCT FROM`, `AND`.
std::string_view spelling(BinaryOperator op);

/// An expression as written. `kind()` says which of the groups of questions below may be asked; a
/// question that does not fit the kind, or a part that an error left out, gives an empty answer.
class Expression {
public:
    struct When;
    struct Entry;

    Expression() = default;
    explicit Expression(SyntaxNode node)
        : m_node(node)
    {
    }
    explicit operator bool() const { return static_cast<bool>(m_node); }
    SyntaxNode node() const { return m_node; }
    SyntaxKind kind() const { return m_node.kind(); }
    SourceSpan span() const { return m_node.span(); }
    /// The bytes as written.
    std::string_view text() const { return m_node.text(); }
    /// This expression without the parentheses around it.
    Expression unwrapped() const;

    // Literals.
    /// IntegerLiteral: the value; nothing above 2^63 - 1.
    std::optional<std::int64_t> integer() const;
    /// IntegerLiteral, DecimalLiteral, FloatLiteral: the digits as written.
    std::string_view digits() const { return m_node.text(); }
    /// StringLiteral: its content. VariableExpression: the variable's name.
    std::string string() const;
    /// BooleanLiteral.
    bool isTrue() const { return m_node.has(Keyword::True); }

    // ColumnReference.
    /// The column; the source's name or alias before the dot, empty without one.
    Identifier column() const;
    Identifier source() const;

    // Operators.
    /// ParenExpression, UnaryExpression, NotExpression, IsNullExpression, ElseBranch,
    /// CastExpression, SubscriptExpression, DereferenceExpression, BetweenExpression, InExpression,
    /// LikeExpression: the (first) operand. BinaryExpression: the left one.
    Expression operand() const { return operand(0); }
    /// The n-th operand: right of a BinaryExpression is 1, low and high of BETWEEN 1 and 2, pattern
    /// of LIKE 1, index of a subscript 1.
    Expression operand(std::size_t n) const;
    /// All operands: for IN the value and then the list; for CallExpression the arguments; for
    /// ArrayExpression the elements.
    std::vector<Expression> operands() const;
    Expression left() const { return operand(0); }
    Expression right() const { return operand(1); }
    /// BinaryExpression.
    BinaryOperator op() const;
    /// The operator's own tokens, for an error that points at it.
    SourceSpan operatorSpan() const;
    /// UnaryExpression: whether it is a minus.
    bool isMinus() const;
    /// Between, In, Like and IsNull: whether NOT is written.
    bool isNegated() const { return m_node.has(Keyword::Not); }
    /// LikeExpression: the string after ESCAPE, or none.
    std::optional<std::string> escape() const;

    // CaseExpression.
    /// The value after CASE of the simple form, or none.
    Expression caseOperand() const;
    std::vector<When> whens() const;
    Expression elseResult() const;

    // CastExpression.
    TypeName castType() const;

    // CallExpression. Arguments are operands(); COUNT(*) has one of kind StarArgument.
    Identifier function() const;
    std::vector<Expression> arguments() const { return operands(); }
    /// Whether DISTINCT stands before the arguments.
    bool isDistinct() const { return m_node.has(Keyword::Distinct); }

    // LambdaExpression.
    std::vector<Identifier> parameters() const;
    Expression body() const;

    // MapExpression, StructExpression.
    std::vector<Entry> entries() const;

    // DereferenceExpression: operand()->field().
    Identifier field() const;

    // SubqueryExpression.
    QueryView subquery() const;

private:
    SyntaxNode m_node;
};

/// One WHEN … THEN … of a CASE.
struct Expression::When {
    Expression condition;
    Expression result;
};

/// One `key := value` of MAP(…) (`key` set) or STRUCT(…) (`name` set).
struct Expression::Entry {
    Expression key;
    Identifier name;
    Expression value;
};

} // namespace weir::sql
