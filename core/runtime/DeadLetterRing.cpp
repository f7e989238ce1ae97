#include "core/runtime/DeadLetterRing.h"

#include <algorithm>
#include <utility>

namespace weir::runtime {

namespace {

constexpr std::size_t kMostLetters = 1000;
constexpr std::size_t kMostLetterBytes = 16U << 20U;

} // namespace

void DeadLetterRing::rejected(exec::RejectedRecord record)
{
    ++m_count;
    ++m_uncommitted;
    m_bytes += record.key.size() + record.value.size();
    m_letters.push_back({.topic = std::move(record.topic),
                         .partition = record.partition,
                         .offset = record.offset,
                         .timestamp = record.timestamp,
                         .key = std::move(record.key),
                         .value = std::move(record.value),
                         .reason = std::move(record.reason),
                         .node = std::move(record.node)});
    while (m_letters.size() > kMostLetters ||
           (m_bytes > kMostLetterBytes && m_letters.size() > 1)) {
        m_bytes -= m_letters.front().key.size() + m_letters.front().value.size();
        m_letters.pop_front();
    }
}

void DeadLetterRing::rollBack()
{
    m_count -= m_uncommitted;
    for (; m_uncommitted > 0 && !m_letters.empty(); --m_uncommitted) {
        m_bytes -= m_letters.back().key.size() + m_letters.back().value.size();
        m_letters.pop_back();
    }
    m_uncommitted = 0;
}

std::vector<DeadLetter> DeadLetterRing::newest(std::size_t most) const
{
    const std::size_t count = std::min(most, m_letters.size());
    return {m_letters.rbegin(), m_letters.rbegin() + static_cast<std::ptrdiff_t>(count)};
}

} // namespace weir::runtime
