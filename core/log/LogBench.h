#pragma once

#include "core/log/Cluster.h"

#include <string>

namespace weir::log {

/// What a run of the log benchmark measures: rating records (156 bytes) appended in commits of
/// about 1 MiB and read back to the last one through the port, on one thread.
struct LogBenchPlan {
    std::int64_t records = 2'000'000;
    std::int32_t partitions = 4;
    /// Random words instead of eleven fixed messages, so that compression does not flatter.
    bool randomText = false;
};

/// Records per second over wall and CPU time of the calling thread.
struct LogBenchFigures {
    std::int64_t records = 0;
    std::int64_t bytes = 0;
    double appendSeconds = 0;
    double readSeconds = 0;
    double appendCpuSeconds = 0;
    double readCpuSeconds = 0;

    double perSecond() const { return double(records) / (appendSeconds + readSeconds); }
    double perCpuSecond() const { return double(records) / (appendCpuSeconds + readCpuSeconds); }
};

/// Runs the plan on a topic of its own, deleted afterwards. Fails where a record is missing or
/// differs.
Result<LogBenchFigures> runLogBench(Cluster &cluster, const LogBenchPlan &plan);

} // namespace weir::log
