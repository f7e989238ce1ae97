#pragma once

#include "core/plan/Expr.h"

#include <optional>
#include <vector>

namespace weir::bind {

/// Returns whether the expression is the bare literal NULL, which has no type of its own yet.
bool isUntypedNull(const plan::Expr &expr);
/// Makes the bare literal NULL.
plan::ExprPtr untypedNull(SourceSpan span);

/// Returns the narrowest type both widen to (SEMANTICS 7): INTEGER -> BIGINT -> DECIMAL -> DOUBLE,
/// arrays, maps and structs part by part; nothing if there is none.
std::optional<DataType> widerType(const DataType &a, const DataType &b);
/// Returns DECIMAL(10,0) for INTEGER, DECIMAL(19,0) for BIGINT, a DECIMAL as it is.
DataType asDecimal(const DataType &type);
/// Returns whether a value of `from` may stand for `to` without CAST.
bool widensTo(const DataType &from, const DataType &to);
/// Returns whether CAST exists between the types.
bool isCastable(const DataType &from, const DataType &to);

/// Returns the expression as a value of `type`, by an implicit cast where needed; null when it does
/// not widen to it. A bare NULL takes the type; text literals become dates, times and timestamps.
plan::ExprPtr coerced(const plan::ExprPtr &expr, const DataType &type);

/// Returns the common type of list elements: the wider type, a text literal read as the others'
/// type. Nothing when there is none or all are NULL.
std::optional<DataType> commonType(const std::vector<plan::ExprPtr> &exprs);
/// Returns the expression as an element of such a list; null when it does not fit.
plan::ExprPtr coercedElement(const plan::ExprPtr &expr, const DataType &type);

} // namespace weir::bind
