#pragma once

#include "core/types/RecordBuffer.h"
#include "core/types/TopicPartition.h"

#include <memory>

namespace weir {

class Slab;
using SlabPtr = std::shared_ptr<const Slab>;

/// A run of records of one partition, in offset order, together with the memory behind them.
/// Immutable; any thread. Views are valid while the slab lives; kReadablePadding bytes behind every
/// value may be read. Offsets may have gaps (compaction, transaction markers): go on at
/// nextOffset().
class Slab {
public:
    /// Takes over a buffer whose records carry their offsets. `nextOffset` is where a reader that
    /// has taken all of this slab stands.
    Slab(TopicPartition source, RecordBuffer buffer, std::int64_t nextOffset);
    /// Shows `count` records of another slab from index `first` on, sharing its memory.
    Slab(SlabPtr parent, std::size_t first, std::size_t count);
    Slab(const Slab &) = delete;
    Slab &operator=(const Slab &) = delete;
    ~Slab();

    const TopicPartition &source() const { return m_source; }
    RecordRun run() const { return m_run; }
    std::span<const RecordView> records() const { return m_run.records; }
    std::span<const HeaderView> headersOf(const RecordView &record) const
    {
        return m_run.headersOf(record);
    }
    std::size_t size() const { return m_run.records.size(); }
    /// Returns the bytes of all keys and values.
    std::size_t bytes() const { return m_bytes; }
    /// Returns the reader's position behind this slab.
    std::int64_t nextOffset() const { return m_nextOffset; }

private:
    TopicPartition m_source;
    RecordBuffer m_buffer;
    SlabPtr m_parent;
    RecordRun m_run;
    std::size_t m_bytes = 0;
    std::int64_t m_nextOffset = 0;
};

} // namespace weir
