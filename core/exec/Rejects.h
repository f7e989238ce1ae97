#pragma once

#include "core/base/NodeKey.h"
#include "core/exec/PhysicalQuery.h"
#include "core/exec/StepContext.h"
#include "core/types/Slab.h"

#include <cstdint>
#include <string>

namespace weir::exec {

/// Does with a record that could not be processed at `node` what its source wants (ENGINE.md 12):
/// tells whoever watches, writes it to the dead-letter topic, or ends the query at `seq`. Records
/// of topics that the query does not read are only told. `scan` is the source that read it; null
/// where a row no longer knows: the first one of the record's topic.
void rejectRecord(const NodeKey &node, const ScanInput *scan, const Slab &slab,
                  const RecordView &record, const std::string &reason, std::uint64_t seq,
                  StepContext &context);

/// The error of a query whose source wants it to stop at a record that cannot be read.
Error recordRejectedError(const TopicPartition &partition, std::int64_t offset,
                          const std::string &reason);

} // namespace weir::exec
