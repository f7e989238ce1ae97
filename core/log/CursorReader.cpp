#include "core/log/CursorReader.h"

#include "core/log/LogErrors.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::log {

Cursor *CursorReader::find(const TopicPartition &partition)
{
    const auto found = m_index.find(partition);
    return found == m_index.end() ? nullptr : &m_cursors[found->second];
}

Status CursorReader::assign(const TopicPartition &partition, Position position,
                            const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Assigning a partition"));
    WEIR_ASSIGN(Cursor cursor, open(partition, position, deadline));
    if (Cursor *there = find(partition)) {
        cursor.held = there->held;
        *there = std::move(cursor);
    } else {
        m_index.emplace(partition, m_cursors.size());
        m_cursors.push_back(std::move(cursor));
    }
    return {};
}

Status CursorReader::seek(const TopicPartition &partition, Position position,
                          const Deadline &deadline)
{
    if (find(partition) == nullptr) {
        return fail(unassignedError(partition));
    }
    return assign(partition, position, deadline);
}

void CursorReader::unassign(const TopicPartition &partition)
{
    const auto found = m_index.find(partition);
    if (found == m_index.end()) {
        return;
    }
    m_cursors.erase(m_cursors.begin() + std::ptrdiff_t(found->second));
    m_index.clear();
    for (std::size_t i = 0; i < m_cursors.size(); ++i) {
        m_index.emplace(m_cursors[i].partition, i);
    }
}

void CursorReader::hold(const TopicPartition &partition)
{
    if (Cursor *cursor = find(partition)) {
        cursor->held = true;
    }
}

void CursorReader::release(const TopicPartition &partition)
{
    if (Cursor *cursor = find(partition)) {
        cursor->held = false;
    }
}

Result<std::int64_t> CursorReader::position(const TopicPartition &partition) const
{
    const auto found = m_index.find(partition);
    if (found == m_index.end()) {
        return fail(unassignedError(partition));
    }
    return m_cursors[found->second].position;
}

void CursorReader::wake()
{
    m_woken = true;
    m_signal->notify();
}

Result<Polled> CursorReader::poll(const Deadline &deadline, std::size_t byteBudget)
{
    Polled polled;
    while (true) {
        const std::uint64_t mark = m_signal->mark();
        WEIR_TRY(beginFetch());
        const Status collected = collect(byteBudget, polled);
        endFetch();
        WEIR_TRY(collected);
        if (m_woken.exchange(false) || !polled.empty() || deadline.cancelled() ||
            deadline.passed()) {
            return polled;
        }
        m_signal->wait(mark, deadline);
    }
}

Status CursorReader::collect(std::size_t byteBudget, Polled &polled)
{
    m_active.clear();
    for (std::size_t i = 0; i < m_cursors.size(); ++i) {
        const std::size_t at = (m_first + i) % m_cursors.size();
        if (!m_cursors[at].held && !m_cursors[at].stopped) {
            m_active.push_back(at);
        }
    }
    if (m_active.empty()) {
        return {};
    }
    ++m_first;
    std::size_t left = std::max<std::size_t>(byteBudget, 1);
    while (!m_active.empty() && left > 0) {
        const std::size_t share = std::max<std::size_t>(left / m_active.size(), 1);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_active.size(); ++i) {
            bool more = true;
            if (left > 0) {
                WEIR_ASSIGN(more, fetchOne(m_cursors[m_active[i]], share, polled, left));
            }
            if (more) {
                m_active[kept++] = m_active[i];
            }
        }
        m_active.resize(kept);
    }
    return {};
}

Result<bool> CursorReader::fetchOne(Cursor &cursor, std::size_t bytes, Polled &polled,
                                    std::size_t &left)
{
    const std::size_t before = polled.slabs.size();
    WEIR_ASSIGN(const Fetched fetched, fetch(cursor, std::min(bytes, left), polled.slabs));
    for (std::size_t i = before; i < polled.slabs.size(); ++i) {
        // Records without bytes count too, or a poll of tombstones would have no end.
        const std::size_t size =
            polled.slabs[i]->bytes() + polled.slabs[i]->size() * sizeof(RecordView);
        left -= std::min(left, size);
        cursor.endReported = false;
    }
    ReaderEvent event{ReaderEvent::Kind::EndReached, cursor.partition, cursor.position};
    switch (fetched) {
    case Fetched::More:
        return true;
    case Fetched::AtEnd:
        if (cursor.endReported) {
            return false;
        }
        cursor.endReported = true;
        break;
    case Fetched::OutOfRange:
        cursor.stopped = true;
        event.kind = ReaderEvent::Kind::OffsetOutOfRange;
        event.error = externalError(
            "log.offset-out-of-range",
            fmt::format("Offset {} of partition {} of '{}' is not in the log", cursor.position,
                        cursor.partition.partition, cursor.partition.topic));
        break;
    case Fetched::Gone:
        cursor.stopped = true;
        event.kind = ReaderEvent::Kind::TopicGone;
        event.error = unknownTopicError(cursor.partition.topic);
        break;
    }
    polled.events.push_back(std::move(event));
    return false;
}

} // namespace weir::log
