#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/types/TopicPartition.h"

#include <string>

namespace weir::log {

// The errors that all clusters share, so that code and words are the same everywhere.

Error unknownTopicError(const std::string &topic);
Error topicExistsError(const std::string &topic);
Error unknownPartitionError(const TopicPartition &partition, std::int32_t partitions);
Error unassignedError(const TopicPartition &partition);
Error unknownGroupError(const std::string &group);
Error notTransactionalError();
Error fencedError(const std::string &producerName);
Error runOwnedError(const std::string &runId, const std::string &program, std::int64_t pid);
Error runLostError(const std::string &runId);
Error epochMismatchError(const std::string &runId, std::uint64_t last, std::uint64_t given);
/// Says of an error in stored records where they lie.
Error unreadableRecordsError(const TopicPartition &partition, std::int64_t offset, Error why);
Error deadlineError(const std::string &what);
Error cancelledError(const std::string &what);

/// Returns the error of a call that was cancelled or whose time is up, else success. `what`
/// completes "… did not end in time" ("Creating topic X").
Status checkDeadline(const Deadline &deadline, const std::string &what);
/// The same for calls that do not wait: only the cancellation counts.
Status checkCancelled(const Deadline &deadline, const std::string &what);

} // namespace weir::log
