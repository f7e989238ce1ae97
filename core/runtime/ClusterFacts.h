#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/catalog/Environment.h"
#include "core/log/Cluster.h"

namespace weir::runtime {

/// Fetches what binding may ask of a cluster: its topics with partitions and replicas. Errors as
/// Cluster's.
Result<catalog::Environment> clusterFacts(log::Cluster &cluster, const Deadline &deadline);

} // namespace weir::runtime
