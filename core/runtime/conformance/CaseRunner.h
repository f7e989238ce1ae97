#pragma once

#include "core/bind/Bind.h"
#include "core/runtime/conformance/CaseReport.h"
#include "core/runtime/conformance/CaseTopics.h"
#include "core/runtime/conformance/ConformanceCase.h"

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace weir::runtime {

/// Under which configuration cases run; each must give the same report.
struct CaseConfig {
    std::size_t batchRows = 1;
    bool optimize = true;
    bool reprint = false;            ///< run the plan's canonical SQL instead
    std::size_t checkpointEvery = 0; ///< checkpoint and restore after so many records; 0: never
};

/// Runs one conformance case in this process, deterministically: one partition, no clock, listed
/// order, queries in creation order (PROTOCOL.md). It tells what happened and never judges.
CaseReport runConformanceCase(const ConformanceCase &testCase, const CaseConfig &config);

} // namespace weir::runtime
