#pragma once

#include "core/plan/LogicalPlan.h"
#include "core/sql/view/Statement.h"

#include <memory>
#include <string>
#include <vector>

namespace weir::language {

/// A source that a statement reads, with the name its columns are qualified by.
struct ScopedSource {
    std::string alias;
    std::shared_ptr<const catalog::Source> source;
};

/// Returns the sources that the statement reads and the plan knows, in order; also of a statement
/// with errors. Nothing without a plan.
std::vector<ScopedSource> sourcesInScope(sql::StatementView statement,
                                         const plan::LogicalPlan *plan);

} // namespace weir::language
