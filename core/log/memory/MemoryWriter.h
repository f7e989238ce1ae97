#pragma once

#include "core/log/memory/MemoryLog.h"

#include <deque>

namespace weir::log {

/// Writes a memory cluster: outside a transaction a batch is in the log when append() returns.
class MemoryWriter final : public Writer {
public:
    MemoryWriter(std::shared_ptr<MemoryLog> log, WriterOptions options);

    Result<std::uint64_t> append(const OutputBatch &batch, const Deadline &deadline) override;
    Result<std::vector<BatchAck>> flush(const Deadline &deadline) override;
    Status begin(const Deadline &deadline) override;
    Result<std::vector<BatchAck>> commit(const Deadline &deadline) override;
    Status abort(const Deadline &deadline) override;

private:
    struct Staged {
        std::uint64_t number = 0;
        TopicPartition partition;
        RecordBuffer records;
    };

    std::shared_ptr<MemoryLog> m_log;
    WriterOptions m_options;
    std::uint64_t m_generation = 0;
    std::uint64_t m_number = 0;
    std::vector<BatchAck> m_acks;
    std::deque<Staged> m_staged;
    bool m_inTransaction = false;
};

} // namespace weir::log
