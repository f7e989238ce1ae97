#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/log/Cluster.h"
#include "core/plan/LogicalPlan.h"

#include <optional>

namespace weir::runtime {

/// Returns the topic that a declaration describes: one that gives PARTITIONS.
std::optional<log::NewTopic> declaredTopic(const plan::Declaration &declaration);

/// Makes the missing topics of declarations that give PARTITIONS.
Status createDeclaredTopics(log::Cluster &cluster, const plan::LogicalPlan &plan,
                            const Deadline &deadline);

/// Makes a query's sink topic if it is missing: partitions, replicas and retention from its WITH,
/// else from the topic of its left source; a table's topic is compacted, a windowed one also
/// deleted from (ENGINE.md 4). A left source whose topic is missing leaves the sink's unmade.
Status createSinkTopic(log::Cluster &cluster, const plan::Query &query, const Deadline &deadline);

/// Makes the missing dead-letter topics of the sources that a query reads, with the partitions and
/// replicas of the source's topic. Those of a source whose topic is missing stay unmade.
Status createDeadLetterTopics(log::Cluster &cluster, const plan::Query &query,
                              const Deadline &deadline);

} // namespace weir::runtime
