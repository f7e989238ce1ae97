#pragma once

#include "core/plan/Expr.h"

#include <optional>

namespace weir::bind {

/// Returns whether the expression is the bare literal NULL, which has no type of its own yet.
bool isUntypedNull(const plan::Expr &expr);
/// Returns whether the expression is a text literal.
bool isTextLiteral(const plan::Expr &expr);
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

} // namespace weir::bind
