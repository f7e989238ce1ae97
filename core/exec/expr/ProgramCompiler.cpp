#include "core/exec/expr/ProgramCompiler.h"

#include "core/exec/expr/Nodes.h"
#include "core/functions/TypeMatch.h"

#include <fmt/format.h>

#include <utility>

namespace weir::exec {

namespace {

using plan::ExprKind;

/// Makes two operands of a comparison one type; DECIMALs compare whatever their scale.
void alignTypes(NodePtr &left, NodePtr &right)
{
    if (left->type() == right->type() ||
        (left->type().is(TypeKind::Decimal) && right->type().is(TypeKind::Decimal))) {
        return;
    }
    if (left->type().is(TypeKind::Date) && right->type().is(TypeKind::Timestamp)) {
        left = makeCastNode(right->type(), std::move(left));
    } else if (left->type().is(TypeKind::Timestamp) && right->type().is(TypeKind::Date)) {
        right = makeCastNode(left->type(), std::move(right));
    } else if (const auto common = functions::commonType(left->type(), right->type())) {
        left = makeCastNode(*common, std::move(left));
        right = makeCastNode(*common, std::move(right));
    }
}

NodePtr compareOf(const std::string &name, NodePtr left, NodePtr right)
{
    alignTypes(left, right);
    return makeCompareNode(name, std::move(left), std::move(right));
}

NodePtr betweenOf(const std::vector<NodePtr> &operands, bool negated)
{
    NodePtr both = makeAndNode(compareOf(">=", operands[0], operands[1]),
                               compareOf("<=", operands[0], operands[2]));
    return negated ? makeNotNode(std::move(both)) : both;
}

NodePtr inOf(std::vector<NodePtr> operands, bool negated)
{
    for (std::size_t i = 1; i < operands.size(); ++i) {
        operands[i] = makeCastNode(operands[0]->type(), std::move(operands[i]));
    }
    return makeInNode(std::move(operands), negated);
}

NodePtr arithmeticOf(const plan::Expr &expr, NodePtr left, NodePtr right)
{
    const auto asOperand = [&expr](NodePtr operand) {
        if (!expr.type.is(TypeKind::Decimal)) {
            return makeCastNode(expr.type, std::move(operand));
        }
        // Whole numbers count as DECIMAL(10,0) and DECIMAL(19,0).
        const int digits = operand->type().is(TypeKind::Integer) ? 10 : 19;
        return operand->type().is(TypeKind::Decimal)
                   ? operand
                   : makeCastNode(DataType::decimal(digits, 0), std::move(operand));
    };
    return makeArithmeticNode(expr, asOperand(std::move(left)), asOperand(std::move(right)));
}

std::vector<NodePtr> castAll(std::vector<NodePtr> operands, const DataType &type)
{
    for (NodePtr &operand : operands) {
        operand = makeCastNode(type, std::move(operand));
    }
    return operands;
}

std::vector<NodePtr> castBranches(std::vector<NodePtr> operands, const DataType &type)
{
    for (std::size_t i = 0; i < operands.size(); ++i) {
        const bool branch = i % 2 == 1 || (i + 1 == operands.size() && operands.size() % 2 == 1);
        if (branch) {
            operands[i] = makeCastNode(type, std::move(operands[i]));
        }
    }
    return operands;
}

std::vector<NodePtr> castEntries(std::vector<NodePtr> operands, const DataType &type)
{
    for (std::size_t i = 0; i < operands.size(); ++i) {
        operands[i] =
            makeCastNode(i % 2 == 0 ? type.mapKey() : type.mapValue(), std::move(operands[i]));
    }
    return operands;
}

Error notYet(const plan::Expr &expr)
{
    return internalError("exec.expression-not-yet",
                         fmt::format("'{}' cannot be evaluated here", expr.name));
}

} // namespace

Result<NodePtr> ProgramCompiler::compile(const plan::Expr &expr) const
{
    if (expr.kind == ExprKind::Lambda) {
        ProgramCompiler inner(m_input);
        inner.m_inLambda = true;
        return inner.compile(*expr.operands[0]);
    }
    if (expr.kind == ExprKind::Input) {
        return compileInput(expr);
    }
    WEIR_ASSIGN(std::vector<NodePtr> operands, compileOperands(expr));
    return build(expr, std::move(operands));
}

Result<std::vector<NodePtr>> ProgramCompiler::compileOperands(const plan::Expr &expr) const
{
    std::vector<NodePtr> operands;
    for (const plan::ExprPtr &operand : expr.operands) {
        WEIR_ASSIGN(NodePtr node, compile(*operand));
        operands.push_back(std::move(node));
    }
    return operands;
}

Result<NodePtr> ProgramCompiler::compileInput(const plan::Expr &expr) const
{
    if (expr.part == plan::RowPart::Column &&
        (expr.index >= m_input.size() || !(m_input.at(expr.index).type == expr.type))) {
        return fail(internalError("exec.input-mismatch",
                                  fmt::format("column {} of the input is not of type {}",
                                              expr.index, expr.type.toString())));
    }
    return makeInputNode(expr);
}

Result<NodePtr> ProgramCompiler::build(const plan::Expr &expr, std::vector<NodePtr> operands) const
{
    switch (expr.kind) {
    case ExprKind::Literal:
        return makeLiteralNode(expr);
    case ExprKind::LambdaInput:
        return makeLambdaInputNode(expr);
    case ExprKind::Compare:
        return compareOf(expr.name, operands[0], operands[1]);
    case ExprKind::Arithmetic: {
        NodePtr node = arithmeticOf(expr, operands[0], operands[1]);
        // The reference's lambdas fail on a null number; texts are joined all the same.
        const bool strict = m_inLambda && expr.type.isNumeric();
        return strict ? makeStrictNode(std::move(node)) : node;
    }
    case ExprKind::Negate:
        return makeNegateNode(expr.type, operands[0]);
    case ExprKind::And:
        return makeAndNode(operands[0], operands[1]);
    case ExprKind::Or:
        return makeOrNode(operands[0], operands[1]);
    case ExprKind::Not:
        return makeNotNode(operands[0]);
    case ExprKind::IsNull:
    case ExprKind::IsNotNull:
        return makeIsNullNode(operands[0], expr.kind == ExprKind::IsNotNull);
    case ExprKind::Between:
        return betweenOf(operands, expr.negated);
    case ExprKind::In:
        return inOf(std::move(operands), expr.negated);
    case ExprKind::Like:
        return makeLikeNode(operands[0], operands[1], operands.size() > 2 ? operands[2] : nullptr,
                            expr.negated);
    case ExprKind::Case:
        return makeCaseNode(expr.type, castBranches(std::move(operands), expr.type));
    case ExprKind::Cast:
        return makeCastNode(expr.type, operands[0]);
    case ExprKind::Call:
        return makeCallNode(expr, std::move(operands));
    case ExprKind::Subscript:
        return makeSubscriptNode(expr.type, operands[0], operands[1]);
    case ExprKind::Field:
        return makeFieldNode(expr.type, operands[0], expr.index);
    case ExprKind::ArrayOf:
        return makeArrayNode(expr.type, castAll(std::move(operands), expr.type.element()));
    case ExprKind::MapOf:
        return makeMapNode(expr.type, castEntries(std::move(operands), expr.type));
    case ExprKind::StructOf:
        return makeStructNode(expr.type, std::move(operands));
    case ExprKind::Input:
    case ExprKind::Lambda:
    case ExprKind::Aggregate:
    case ExprKind::TableCall:
        break;
    }
    return fail(notYet(expr));
}

} // namespace weir::exec
