#include "core/log/LogErrors.h"

#include <fmt/format.h>

namespace weir::log {

Error unknownTopicError(const std::string &topic)
{
    return userError("log.unknown-topic", fmt::format("There is no topic '{}'", topic));
}

Error topicExistsError(const std::string &topic)
{
    return userError("log.topic-exists", fmt::format("Topic '{}' exists already", topic));
}

Error unknownPartitionError(const TopicPartition &partition, std::int32_t partitions)
{
    return userError("log.unknown-partition",
                     fmt::format("Topic '{}' has no partition {} (it has {})", partition.topic,
                                 partition.partition, partitions));
}

Error unassignedError(const TopicPartition &partition)
{
    return internalError("log.unassigned", fmt::format("Partition {} of '{}' is not assigned",
                                                       partition.partition, partition.topic));
}

Error unknownGroupError(const std::string &group)
{
    return userError("log.unknown-group", fmt::format("There is no consumer group '{}'", group));
}

Error notTransactionalError()
{
    return internalError("log.not-transactional",
                         "The writer was not opened for transactions, or no "
                         "transaction has begun");
}

Error fencedError(const std::string &producerName)
{
    Error error = externalError(
        "log.fenced", fmt::format("A newer writer has taken the producer name '{}'", producerName));
    error.fatal = true;
    return error;
}

Error runOwnedError(const std::string &runId, const std::string &program, std::int64_t pid)
{
    return userError("log.run-owned",
                     fmt::format("Run '{}' is already run by {} (pid {})", runId, program, pid));
}

Error runLostError(const std::string &runId)
{
    Error error = externalError("log.run-lost",
                                fmt::format("Another process has taken over run '{}'", runId));
    error.fatal = true;
    return error;
}

Error epochMismatchError(const std::string &runId, std::uint64_t last, std::uint64_t given)
{
    return internalError(
        "log.epoch-mismatch",
        fmt::format("Checkpoint {} of run '{}' does not fit: the last is {}", given, runId, last));
}

Error unreadableRecordsError(const TopicPartition &partition, std::int64_t offset, Error why)
{
    why.message =
        fmt::format("The records from offset {} on in partition {} of '{}' cannot be read: {}",
                    offset, partition.partition, partition.topic, why.message);
    return why;
}

Error deadlineError(const std::string &what)
{
    return externalError("log.deadline-exceeded", fmt::format("{} did not end in time", what),
                         true);
}

Error cancelledError(const std::string &what)
{
    return externalError("log.cancelled", fmt::format("{} was cancelled", what), true);
}

Status checkDeadline(const Deadline &deadline, const std::string &what)
{
    WEIR_TRY(checkCancelled(deadline, what));
    if (deadline.passed()) {
        return fail(deadlineError(what));
    }
    return {};
}

Status checkCancelled(const Deadline &deadline, const std::string &what)
{
    if (deadline.cancelled()) {
        return fail(cancelledError(what));
    }
    return {};
}

} // namespace weir::log
