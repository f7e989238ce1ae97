#include "core/types/Slab.h"

namespace weir {

Slab::Slab(TopicPartition source, RecordBuffer buffer, std::int64_t nextOffset)
    : m_source(std::move(source))
    , m_buffer(std::move(buffer))
    , m_run(m_buffer.run())
    , m_bytes(m_buffer.bytes())
    , m_nextOffset(nextOffset)
{
}

Slab::Slab(SlabPtr parent, std::size_t first, std::size_t count)
    : m_source(parent->source())
    , m_parent(std::move(parent))
    , m_run(m_parent->run())
{
    const auto all = m_run.records;
    m_run.records = all.subspan(first, count);
    m_nextOffset = first + count < all.size() ? all[first + count].offset : m_parent->nextOffset();
    for (const RecordView &record : m_run.records) {
        m_bytes += record.size();
    }
}

Slab::~Slab()
{
#ifndef NDEBUG
    m_buffer.poison();
#endif
}

} // namespace weir
