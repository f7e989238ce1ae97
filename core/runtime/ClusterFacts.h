#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/catalog/Environment.h"
#include "core/log/Cluster.h"

#include <string>

namespace weir::runtime {

/// Fetches what binding may ask of a cluster: its topics with partitions and replicas. Errors as
/// Cluster's.
Result<catalog::Environment> clusterFacts(log::Cluster &cluster, const Deadline &deadline);

/// Returns what statements may name after a text whose declarations hold already: also of topics
/// that are missing, because that is for what reads or writes them to find.
catalog::Environment declaredBy(const std::string &text, catalog::Environment facts);

} // namespace weir::runtime
