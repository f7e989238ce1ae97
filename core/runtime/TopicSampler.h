#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/log/Cluster.h"
#include "core/runtime/Command.h"
#include "core/types/Slab.h"

#include <cstddef>
#include <string>
#include <vector>

namespace weir::runtime {

/// Reads up to `count` of the newest records of a topic, evenly over its partitions. Slabs of one
/// partition are in offset order. Errors as Cluster's.
Result<std::vector<SlabPtr>> newestRecords(log::Cluster &cluster, const std::string &topic,
                                           std::size_t count, const Deadline &deadline);

/// Infers formats and columns of a topic from records. A column's type is the narrowest that holds
/// all its values (INT, BIGINT, DOUBLE; BOOLEAN; ARRAY, STRUCT; else VARCHAR); its confidence is
/// the share of records that have the field with a value of that type. A key that equals a field of
/// the value takes the field's name. No records: no columns. Any thread.
TopicSample inferColumns(const std::string &topic, const std::vector<SlabPtr> &slabs);

/// Returns the CREATE STREAM statement for a sample, one column a line, with its closing ';'.
std::string createStreamText(const TopicSample &sample, const std::string &streamName);

} // namespace weir::runtime
