#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/types/Record.h"
#include "core/types/TopicPartition.h"

#include <string>
#include <vector>

namespace weir::log {

/// Records for one partition. Offsets of the records are ignored: the log gives them.
struct OutputBatch {
    TopicPartition partition;
    RecordRun run;
};

/// What became of an appended batch: the offset of its first record, or why it is not in the log.
struct BatchAck {
    std::uint64_t batch = 0;
    Result<std::int64_t> baseOffset;
};

/// Appends batches. One thread at a time; several writers may write to the same partition. Kafka
/// refuses records of time 0 (`log.invalid-record`) and of more than 1 MB (`log.record-too-large`).
class Writer {
public:
    virtual ~Writer() = default;

    /// Takes a batch (its bytes are copied before the call returns) and returns its number, counted
    /// from 1. Waits only while the writer's buffer is full. Records become visible, in the order
    /// of the calls per partition, at the latest by flush().
    virtual Result<std::uint64_t> append(const OutputBatch &batch, const Deadline &deadline) = 0;
    /// Waits until every batch was acknowledged or refused and returns what became of those not yet
    /// reported, in the order of append. An acknowledged batch survives a kill of this process.
    /// Fails as a whole only when the outcome is not known; what is still unknown is reported by
    /// the next flush. Within a transaction the acks stand only once commit() succeeds.
    virtual Result<std::vector<BatchAck>> flush(const Deadline &deadline) = 0;

    /// Begins a transaction: what is appended from now on shows at commit(), all or nothing. Needs
    /// WriterOptions::transactional, else `log.not-transactional`.
    virtual Status begin(const Deadline &deadline) = 0;
    /// Makes the transaction's batches visible and returns their acks. `log.fenced` (fatal): a
    /// newer writer took this producer name, nothing was written.
    virtual Result<std::vector<BatchAck>> commit(const Deadline &deadline) = 0;
    /// Drops the transaction's batches.
    virtual Status abort(const Deadline &deadline) = 0;

    /// Appends one batch and waits for its ack: for callers who write now and then.
    Result<std::int64_t> write(const OutputBatch &batch, const Deadline &deadline);
};

/// How a writer writes.
struct WriterOptions {
    /// Names the producer for fencing: opening a transactional writer fences older ones of that
    /// name.
    std::string producerName = {};
    bool transactional = false;
};

} // namespace weir::log
