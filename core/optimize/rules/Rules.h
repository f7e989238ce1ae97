#pragma once

#include "core/optimize/Rule.h"

#include <memory>

namespace weir::optimize {

/// Computes parts of expressions that read no column (`1 + 2`, `NOT TRUE`, TRUE AND x).
std::unique_ptr<Rule> makeConstantFolding();
/// Makes one filter of two in a row.
std::unique_ptr<Rule> makeMergeFilters();
/// Puts a stream's filter before the projection it stands behind.
std::unique_ptr<Rule> makePushFilterBelowProjection();
/// Makes one projection of two in a row.
std::unique_ptr<Rule> makeMergeProjections();
/// Takes away a projection that changes nothing.
std::unique_ptr<Rule> makeRemoveIdentityProjection();
/// Tells each scan which of its columns are read.
std::unique_ptr<Rule> makePruneColumns();

} // namespace weir::optimize
