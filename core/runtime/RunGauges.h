#pragma once

#include "core/runtime/Run.h"
#include "core/runtime/Snapshot.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <vector>

namespace weir::runtime {

/// Reads a run's counters into gauges, with rates since the reading before. The run's worker only.
class RunGauges {
public:
    /// Fills what a run knows: queries, rates, state, dead letters, caughtUp. `ends`, as far as
    /// known, are the ends of topic-partitions, for the lag.
    void read(Run &run, const std::map<TopicPartition, std::int64_t> &ends,
              EngineSnapshot &snapshot);

private:
    struct Before {
        std::uint64_t in = 0;
        std::uint64_t out = 0;
        double inRate = 0;
        double outRate = 0;
    };

    QueryGauges readQuery(RunQuery &query, const std::map<TopicPartition, std::int64_t> &ends,
                          double seconds);
    NodeGauges readNode(const exec::PhysicalNode &node, const exec::OperatorState &state,
                        double seconds);

    std::map<NodeKey, Before> m_before;
    std::chrono::steady_clock::time_point m_lastRead = std::chrono::steady_clock::now();
    std::uint64_t m_lastRows = 0;
};

} // namespace weir::runtime
