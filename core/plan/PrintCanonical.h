#pragma once

#include "core/plan/LogicalPlan.h"

#include <string>

namespace weir::plan {

/// Writes the plan as SQL. Law: bind(parse(printCanonical(plan))) equals the plan but for spans and
/// revision. Declarations that were replaced are written too, so keys stay.
std::string printCanonical(const LogicalPlan &plan);
/// Writes one query as a statement with `;`.
std::string printCanonical(const Query &query);
/// Writes one declaration as a statement with `;`.
std::string printCanonical(const Declaration &declaration);

} // namespace weir::plan
