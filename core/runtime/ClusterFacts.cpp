#include "core/runtime/ClusterFacts.h"

namespace weir::runtime {

Result<catalog::Environment> clusterFacts(log::Cluster &cluster, const Deadline &deadline)
{
    WEIR_ASSIGN(const auto topics, cluster.topics(deadline));
    catalog::Environment environment;
    environment.topicsKnown = true;
    for (const log::TopicInfo &topic : topics) {
        environment.topics[topic.name] = {
            .name = topic.name, .partitions = topic.partitions, .replicas = topic.replicas};
    }
    return environment;
}

} // namespace weir::runtime
