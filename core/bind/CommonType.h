#pragma once

#include "core/plan/Expr.h"

#include <optional>
#include <vector>

namespace weir::bind {

/// Returns the common type of list elements: the wider type, a text literal among numbers taken for
/// the number that it writes, within the constructors of arrays, maps and structs too; of structs
/// all fields. Nothing when there is none or all are NULL.
std::optional<DataType> commonType(const std::vector<plan::ExprPtr> &exprs);
/// Returns the expression as an element of such a list; null when it does not fit.
plan::ExprPtr coercedElement(const plan::ExprPtr &expr, const DataType &type);

} // namespace weir::bind
