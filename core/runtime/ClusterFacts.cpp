#include "core/runtime/ClusterFacts.h"

#include "core/bind/Bind.h"
#include "core/sql/Parser.h"

#include <utility>

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

catalog::Environment declaredBy(const std::string &text, catalog::Environment facts)
{
    const bool known = std::exchange(facts.topicsKnown, false);
    catalog::Environment environment = bind::bind(sql::parse(text), facts).after;
    environment.topicsKnown = known;
    return environment;
}

} // namespace weir::runtime
