#pragma once

#include "core/plan/Expr.h"

#include <functional>
#include <string>

namespace weir::plan {

/// Returns the SQL of a column, pseudo column or other Input.
using InputText = std::function<std::string(const Expr &input)>;

/// Writes an expression as SQL that binds back to it: parentheses only where they are needed,
/// without the casts that the binder added.
std::string exprSql(const Expr &expr, const InputText &inputText);

} // namespace weir::plan
