#pragma once

#include "core/bind/ExpressionBinder.h"

namespace weir::bind {

// One function an expression kind, each in a file of its own; called by ExpressionBinder only.
plan::ExprPtr bindLiteral(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindColumn(ExpressionBinder &binder, const sql::Expression &expression,
                         const std::optional<DataType> &expected);
plan::ExprPtr bindUnary(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindArithmetic(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindComparison(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindLogical(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindNot(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindIsNull(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindBetween(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindIn(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindLike(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindCase(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindCast(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindCall(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindArray(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindMap(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindStruct(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindSubscript(ExpressionBinder &binder, const sql::Expression &expression);
plan::ExprPtr bindDereference(ExpressionBinder &binder, const sql::Expression &expression);

/// Compares two bound expressions as `left op right` would: casts to the common type, or reports
/// bind.cannot-compare at `span`. Texts are for the message.
plan::ExprPtr makeComparison(ExpressionBinder &binder, const std::string &op, plan::ExprPtr left,
                             plan::ExprPtr right, SourceSpan span, std::string_view leftText,
                             std::string_view rightText);

/// Returns `operand`, or if it is a text that WHERE or HAVING compares with ROWTIME, WINDOWSTART or
/// WINDOWEND (`other`): the point in time it writes, as BIGINT. Null when it is none: reports
/// bind.bad-timestamp.
plan::ExprPtr asPointInTime(ExpressionBinder &binder, const sql::Expression &other,
                            plan::ExprPtr operand);

} // namespace weir::bind
