#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/catalog/Source.h"
#include "core/log/Cluster.h"

#include <map>
#include <memory>
#include <string>

namespace weir::runtime {

/// Returns the streams and tables of all runs that keep a checkpoint on this cluster, by name: what
/// is known of the rows of its topics without a SQL file at hand.
Result<std::map<std::string, std::shared_ptr<const catalog::Source>>>
knownSources(log::Cluster &cluster, const Deadline &deadline);

} // namespace weir::runtime
