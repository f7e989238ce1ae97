#include "core/runtime/LowerQuery.h"

#include "core/optimize/Optimizer.h"

namespace weir::runtime {

Result<PartitionCounts> partitionCounts(log::Cluster &cluster, const Deadline &deadline)
{
    WEIR_ASSIGN(const auto topics, cluster.topics(deadline));
    PartitionCounts counts;
    for (const log::TopicInfo &topic : topics) {
        counts[topic.name] = topic.partitions;
    }
    return counts;
}

Result<std::shared_ptr<const exec::PhysicalQuery>> lowerQuery(const plan::Query &query,
                                                              const PartitionCounts &partitions,
                                                              bool optimize,
                                                              exec::LowerOptions lowering)
{
    lowering.partitions = [&partitions](const std::string &topic) {
        const auto found = partitions.find(topic);
        return found == partitions.end() ? 1 : found->second;
    };
    return exec::lower(optimize::optimize(query, {.enabled = optimize}), lowering);
}

} // namespace weir::runtime
