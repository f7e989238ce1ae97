#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/catalog/Source.h"
#include "core/log/Cluster.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace weir::runtime {

/// What is known of the rows of a cluster's topics without a SQL file at hand.
struct KnownSources {
    /// The streams and tables of all runs that keep a checkpoint on the cluster, by name.
    std::map<std::string, std::shared_ptr<const catalog::Source>> sources;
    /// The runs whose text could not be read, each with the reason.
    std::vector<Error> unread;
};

/// Asks the runs of a cluster for their sources; none of their states is read.
Result<KnownSources> knownSources(log::Cluster &cluster, const Deadline &deadline);

} // namespace weir::runtime
