#include "core/bind/ExpressionBinder.h"

#include "core/bind/Coercion.h"
#include "core/bind/expression/Kinds.h"

#include <fmt/format.h>

namespace weir::bind {

namespace {

bool isComparisonOperator(sql::BinaryOperator op)
{
    return op >= sql::BinaryOperator::Equal && op <= sql::BinaryOperator::IsNotDistinctFrom;
}

/// The expression with all of it at one place of the text.
plan::ExprPtr placedAt(const plan::Expr &expr, SourceSpan span)
{
    plan::Expr copy = expr;
    copy.span = span;
    for (plan::ExprPtr &operand : copy.operands) {
        operand = placedAt(*operand, span);
    }
    return std::make_shared<const plan::Expr>(std::move(copy));
}

} // namespace

plan::ExprPtr ExpressionBinder::bind(const sql::Expression &expression,
                                     const std::optional<DataType> &expected)
{
    const sql::Expression inner = expression.unwrapped();
    if (inner.kind() == sql::SyntaxKind::VariableExpression) {
        const sql::Expression value = m_context.substituted(inner);
        if (!value) {
            return nullptr;
        }
        const auto outer = m_context.substitutionSpan;
        m_context.substitutionSpan = outer.value_or(inner.span());
        m_context.substituting.push_back(upperCase(inner.string()));
        const std::size_t before = m_context.diagnostics.size();
        plan::ExprPtr result = bind(value, expected);
        for (std::size_t i = before; i < m_context.diagnostics.size(); ++i) {
            m_context.diagnostics[i].fixes.clear(); // they edit the variable's text, not this one
        }
        m_context.substituting.pop_back();
        m_context.substitutionSpan = outer;
        return result ? placedAt(*result, inner.span()) : nullptr;
    }
    return bindKind(inner, expected);
}

plan::ExprPtr ExpressionBinder::bindKind(const sql::Expression &expression,
                                         const std::optional<DataType> &expected)
{
    using sql::SyntaxKind;
    switch (expression.kind()) {
    case SyntaxKind::IntegerLiteral:
    case SyntaxKind::DecimalLiteral:
    case SyntaxKind::FloatLiteral:
    case SyntaxKind::StringLiteral:
    case SyntaxKind::BooleanLiteral:
    case SyntaxKind::NullLiteral:
        return bindLiteral(*this, expression);
    case SyntaxKind::ColumnReference:
        return bindColumn(*this, expression, expected);
    case SyntaxKind::UnaryExpression:
        return bindUnary(*this, expression);
    case SyntaxKind::NotExpression:
        return bindNot(*this, expression);
    case SyntaxKind::BinaryExpression:
        if (isComparisonOperator(expression.op())) {
            return bindComparison(*this, expression);
        }
        return expression.op() >= sql::BinaryOperator::And ? bindLogical(*this, expression)
                                                           : bindArithmetic(*this, expression);
    case SyntaxKind::BetweenExpression:
        return bindBetween(*this, expression);
    case SyntaxKind::InExpression:
        return bindIn(*this, expression);
    case SyntaxKind::LikeExpression:
        return bindLike(*this, expression);
    case SyntaxKind::IsNullExpression:
        return bindIsNull(*this, expression);
    case SyntaxKind::CaseExpression:
        return bindCase(*this, expression);
    case SyntaxKind::CastExpression:
        return bindCast(*this, expression);
    case SyntaxKind::CallExpression:
        return bindCall(*this, expression);
    case SyntaxKind::ArrayExpression:
        return bindArray(*this, expression);
    case SyntaxKind::MapExpression:
        return bindMap(*this, expression);
    case SyntaxKind::StructExpression:
        return bindStruct(*this, expression);
    case SyntaxKind::SubscriptExpression:
        return bindSubscript(*this, expression);
    case SyntaxKind::DereferenceExpression:
        return bindDereference(*this, expression);
    case SyntaxKind::LambdaExpression:
        m_context.error("bind.lambda-outside-call", expression.span(),
                        "A lambda can only be the argument of a function");
        return nullptr;
    case SyntaxKind::SubqueryExpression:
        m_context.error("bind.not-yet", expression.span(),
                        "A sub-select in an expression is not supported yet");
        return nullptr;
    default: // an error node; the parser has reported it
        return nullptr;
    }
}

std::vector<plan::ExprPtr>
ExpressionBinder::bindAll(const std::vector<sql::Expression> &expressions)
{
    std::vector<plan::ExprPtr> result;
    for (const sql::Expression &expression : expressions) {
        result.push_back(bind(expression));
    }
    return result;
}

plan::ExprPtr ExpressionBinder::bindCondition(const sql::Expression &expression)
{
    plan::ExprPtr condition = bind(expression);
    if (!condition) {
        return nullptr;
    }
    if (isUntypedNull(*condition) || !condition->type.is(TypeKind::Boolean)) {
        m_context.error(
            "bind.not-a-condition", expression.span(),
            fmt::format("{} must be true or false, but {} is {}", m_rules.clause, expression.text(),
                        isUntypedNull(*condition) ? "NULL" : condition->type.toString()));
        return nullptr;
    }
    return condition;
}

plan::ExprPtr ExpressionBinder::bindTyped(const sql::Expression &expression)
{
    plan::ExprPtr result = bind(expression);
    if (result && isUntypedNull(*result)) {
        m_context.error("bind.untyped-null", expression.span(), "NULL has no type here",
                        "Write CAST(NULL AS STRING) or another type");
        return nullptr;
    }
    return result;
}

} // namespace weir::bind
