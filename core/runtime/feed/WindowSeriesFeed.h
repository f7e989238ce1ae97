#pragma once

#include "core/exec/source/SourceDecoder.h"
#include "core/log/Cluster.h"
#include "core/plan/LogicalPlan.h"
#include "core/runtime/feed/ThreadedFeed.h"

#include <map>
#include <memory>
#include <string>
#include <tuple>

namespace weir::runtime {

/// The values of a windowed table by key and window, from its topic: history and what comes,
/// conflated. Windows are open until the table's newest time passes their end (UI.md, Run).
class WindowSeriesFeed final : public ThreadedFeed {
public:
    WindowSeriesFeed(log::ClusterPtr cluster, WindowSeriesSpec spec,
                     std::shared_ptr<const plan::LogicalPlan> plan);
    ~WindowSeriesFeed() override { stop(); }

private:
    Status run(const std::stop_token &stop) override;
    Status resolve();
    void take(const SlabPtr &slab);
    void takeRow(const Batch &batch, std::uint32_t row);
    void advance(EpochMs time);
    WindowPoint::State stateOf(EpochMs windowEnd) const;

    log::ClusterPtr m_cluster;
    WindowSeriesSpec m_spec;
    std::shared_ptr<const plan::LogicalPlan> m_plan;
    std::shared_ptr<const catalog::Source> m_source;
    std::shared_ptr<exec::SourceDecoder> m_decoder;
    std::size_t m_column = 0;
    std::int64_t m_graceMs = 0;
    EpochMs m_streamTime = INT64_MIN;
    /// Windows that are not final yet, by end; then by start and key.
    std::map<std::tuple<EpochMs, EpochMs, std::string>, WindowPoint> m_unfinished;
};

} // namespace weir::runtime
