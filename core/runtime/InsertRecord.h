#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/bind/BoundStatement.h"
#include "core/log/Cluster.h"
#include "core/types/RecordBuffer.h"

#include <cstdint>
#include <vector>

namespace weir::runtime {

/// The record that an INSERT INTO … VALUES appends.
struct InsertRecord {
    RecordBuffer buffer; ///< holds exactly one record
    std::int32_t partition = 0;
};

/// Evaluates and encodes the row of an INSERT VALUES for a topic of `partitions` partitions; `now`
/// stamps it unless ROWTIME is given, RANDOM and UUID are made of `seed`. A null key goes to
/// partition 0. Errors:
/// `runtime.insert-value` (an expression cannot be computed or encoded), `runtime.insert-key` (a
/// table's row without key).
Result<InsertRecord> encodeInsert(const bind::InsertValues &insert, std::int32_t partitions,
                                  EpochMs now, std::uint64_t seed);

/// Appends the rows of INSERT VALUES to their topics, in order.
Status insertRows(log::Cluster &cluster, const std::vector<bind::InsertValues> &inserts,
                  EpochMs now, const Deadline &deadline);

} // namespace weir::runtime
