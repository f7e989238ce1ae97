#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/log/Cluster.h"
#include "core/runtime/Command.h"

namespace weir::runtime {

/// Reads one whole record. `runtime.record-gone` only where the log has said that it does not hold
/// the offset; a cluster that does not answer before the deadline is that, with its own error.
Result<FullRecord> fetchRecord(log::Cluster &cluster, const RecordName &at,
                               const Deadline &deadline);

} // namespace weir::runtime
