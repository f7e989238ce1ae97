#pragma once

#include "core/log/CursorReader.h"
#include "core/log/memory/MemoryLog.h"

namespace weir::log {

/// Reads a memory cluster.
class MemoryReader final : public CursorReader {
public:
    explicit MemoryReader(std::shared_ptr<MemoryLog> log);

protected:
    Result<Cursor> open(const TopicPartition &partition, Position position,
                        const Deadline &deadline) override;
    Result<Fetched> fetch(Cursor &cursor, std::size_t bytes, std::vector<SlabPtr> &slabs) override;

private:
    std::shared_ptr<MemoryLog> m_log;
};

} // namespace weir::log
