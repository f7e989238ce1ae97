#pragma once

#include "core/plan/Expr.h"

#include <functional>
#include <string>
#include <vector>

namespace weir::plan {

/// Makes a reference to column `index` of the input (key columns first).
ExprPtr makeInput(std::size_t index, DataType type, std::string name = {}, SourceSpan span = {});
/// Makes a reference to a pseudo column.
ExprPtr makePseudo(RowPart part, SourceSpan span = {});
/// Returns the type of a pseudo column: INTEGER for the partition, else BIGINT.
DataType pseudoType(RowPart part);
/// Returns its name: ROWTIME, ROWPARTITION, …
std::string pseudoName(RowPart part);

ExprPtr makeLiteral(Value value, DataType type, SourceSpan span = {});
/// Makes a cast, or returns the operand when it has that type already.
ExprPtr makeCast(ExprPtr operand, DataType type, bool implicit, SourceSpan span = {});
/// Makes a node of a kind that needs no more than operands and a name.
ExprPtr makeExpr(ExprKind kind, DataType type, std::vector<ExprPtr> operands, std::string name = {},
                 SourceSpan span = {});

/// Returns the expression with every part replaced for which `replace` gives something (asked
/// parents first, and not below what was replaced).
ExprPtr rewriteExpr(const ExprPtr &expr, const std::function<ExprPtr(const ExprPtr &)> &replace);

/// Returns whether any part of the expression satisfies the condition.
bool anyPart(const Expr &expr, const std::function<bool(const Expr &)> &condition);

} // namespace weir::plan
