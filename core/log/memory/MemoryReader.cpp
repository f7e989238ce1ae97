#include "core/log/memory/MemoryReader.h"

namespace weir::log {

MemoryReader::MemoryReader(std::shared_ptr<MemoryLog> log)
    : CursorReader(log->signal())
    , m_log(std::move(log))
{
}

Result<Cursor> MemoryReader::open(const TopicPartition &partition, Position position,
                                  const Deadline & /*deadline*/)
{
    WEIR_ASSIGN(const MemoryLog::Found found, m_log->read(partition, -1, 0));
    Cursor cursor{partition, found.incarnation};
    switch (position.kind) {
    case Position::Kind::Beginning:
        break;
    case Position::Kind::End:
        cursor.position = found.end;
        break;
    case Position::Kind::Offset:
        cursor.position = position.offset;
        break;
    }
    return cursor;
}

Result<CursorReader::Fetched> MemoryReader::fetch(Cursor &cursor, std::size_t bytes,
                                                  std::vector<SlabPtr> &slabs)
{
    Result<MemoryLog::Found> found = m_log->read(cursor.partition, cursor.position, bytes);
    if (!found || found->incarnation != cursor.incarnation) {
        return Fetched::Gone;
    }
    if (cursor.position < 0 || cursor.position > found->end) {
        return Fetched::OutOfRange;
    }
    for (SlabPtr &slab : found->slabs) {
        cursor.position = slab->nextOffset();
        slabs.push_back(std::move(slab));
    }
    return cursor.position == found->end ? Fetched::AtEnd : Fetched::More;
}

} // namespace weir::log
