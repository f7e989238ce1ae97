#pragma once

#include "core/exec/expr/Program.h"
#include "core/exec/source/SourceDecoder.h"
#include "core/log/Cluster.h"
#include "core/plan/LogicalPlan.h"
#include "core/runtime/feed/ThreadedFeed.h"

#include <memory>
#include <optional>

namespace weir::runtime {

/// The records of a topic as they are appended: key and value made readable. With a predicate only
/// those for which it holds, decoded as the plan's source over the topic says.
class TopicTailFeed final : public ThreadedFeed {
public:
    /// `plan` may be null; then a predicate is refused.
    TopicTailFeed(log::ClusterPtr cluster, TopicTailSpec spec,
                  std::shared_ptr<const plan::LogicalPlan> plan);
    ~TopicTailFeed() override { stop(); }

private:
    Status run(const std::stop_token &stop) override;
    Status bindPredicate();
    void show(const SlabPtr &slab);
    void pushRecord(const Slab &slab, const RecordView &record);

    log::ClusterPtr m_cluster;
    TopicTailSpec m_spec;
    std::shared_ptr<const plan::LogicalPlan> m_plan;
    std::shared_ptr<exec::SourceDecoder> m_decoder;
    std::optional<exec::Program> m_predicate;
};

} // namespace weir::runtime
