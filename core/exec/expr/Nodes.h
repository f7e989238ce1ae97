#pragma once

#include "core/base/Result.h"
#include "core/exec/expr/ExprNode.h"
#include "core/plan/Expr.h"
#include "core/types/Schema.h"

#include <vector>

namespace weir::exec {

// One kind of expression a file; each makes its node from prepared operands.

NodePtr makeInputNode(const plan::Expr &expr);
NodePtr makeLiteralNode(const plan::Expr &expr);
NodePtr makeLambdaInputNode(const plan::Expr &expr);
/// `name` as in ExprKind::Compare; operands of one type or both numbers.
NodePtr makeCompareNode(const std::string &name, NodePtr left, NodePtr right);
NodePtr makeIsNullNode(NodePtr operand, bool negated);
/// `name` + - * / %; operands already of the result's type, DECIMALs of any.
NodePtr makeArithmeticNode(const plan::Expr &expr, NodePtr left, NodePtr right);
/// Makes a null of the operand an error, as a lambda's arithmetic does with null operands.
NodePtr makeStrictNode(NodePtr operand);
NodePtr makeNegateNode(const DataType &type, NodePtr operand);
NodePtr makeAndNode(NodePtr left, NodePtr right);
NodePtr makeOrNode(NodePtr left, NodePtr right);
NodePtr makeNotNode(NodePtr operand);
NodePtr makeCaseNode(const DataType &type, std::vector<NodePtr> operands);
NodePtr makeCoalesceNode(const DataType &type, std::vector<NodePtr> operands);
NodePtr makeCastNode(const DataType &type, NodePtr operand);
NodePtr makeLikeNode(NodePtr value, NodePtr pattern, NodePtr escape, bool negated);
NodePtr makeInNode(std::vector<NodePtr> operands, bool negated);
NodePtr makeSubscriptNode(const DataType &type, NodePtr list, NodePtr index);
NodePtr makeFieldNode(const DataType &type, NodePtr operand, std::size_t field);
NodePtr makeArrayNode(const DataType &type, std::vector<NodePtr> operands);
NodePtr makeMapNode(const DataType &type, std::vector<NodePtr> operands);
NodePtr makeStructNode(const DataType &type, std::vector<NodePtr> operands);
/// Finds the function and prepares its lambdas, of which `operands` holds the bodies.
Result<NodePtr> makeCallNode(const plan::Expr &expr, std::vector<NodePtr> operands);

} // namespace weir::exec
