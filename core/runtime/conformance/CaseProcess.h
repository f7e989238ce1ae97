#pragma once

#include "core/runtime/conformance/CaseRunner.h"

#include <chrono>
#include <string>

namespace weir::runtime {

/// Runs a case in a process of its own, so that one which crashes or hangs leaves a line too, and
/// returns its report line. Call it from a program without other threads.
std::string runCaseIsolated(const ConformanceCase &testCase, const CaseConfig &config,
                            std::chrono::milliseconds timeout);

} // namespace weir::runtime
