#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/exec/PhysicalQuery.h"
#include "core/log/Cluster.h"
#include "core/plan/LogicalPlan.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace weir::runtime {

/// The partitions of a cluster's topics, by name.
using PartitionCounts = std::map<std::string, std::int32_t>;

/// Asks a cluster for all its topics. Errors as Cluster's.
Result<PartitionCounts> partitionCounts(log::Cluster &cluster, const Deadline &deadline);

/// Optimises a query and makes it ready to run; a topic that is not among `partitions` counts as
/// one of one partition. Errors of exec.
Result<std::shared_ptr<const exec::PhysicalQuery>> lowerQuery(const plan::Query &query,
                                                              const PartitionCounts &partitions,
                                                              bool optimize,
                                                              exec::LowerOptions lowering = {});

} // namespace weir::runtime
