#pragma once

#include "core/log/Cluster.h"
#include "core/plan/LogicalPlan.h"
#include "core/runtime/Feed.h"
#include "core/runtime/TableReads.h"

#include <memory>

namespace weir::runtime {

/// Opens a feed that reads the log on a thread of its own; not for node taps. Without a cluster the
/// feed holds that error. `tables` (may be null) is where pull queries find the state of a run.
std::unique_ptr<Feed> openFeed(const log::ClusterPtr &cluster, FeedSpec spec,
                               std::shared_ptr<const plan::LogicalPlan> plan, bool optimize,
                               std::shared_ptr<TableReads> tables);

} // namespace weir::runtime
