#include "core/runtime/DeadLetterRing.h"

#include <algorithm>
#include <utility>

namespace weir::runtime {

namespace {

constexpr std::size_t kMostLetters = 1000;
constexpr std::size_t kMostLetterBytes = 16U << 20U;

std::size_t bytesOf(const DeadLetter &letter)
{
    return letter.key.size() + letter.value.size();
}

} // namespace

void DeadLetterRing::Shelf::rejected(exec::RejectedRecord record)
{
    ++m_ring.m_count;
    ++m_uncommitted;
    m_letters.push_back({.number = ++m_ring.m_number,
                         .letter = {.topic = std::move(record.topic),
                                    .partition = record.partition,
                                    .offset = record.offset,
                                    .timestamp = record.timestamp,
                                    .key = std::move(record.key),
                                    .value = std::move(record.value),
                                    .reason = std::move(record.reason),
                                    .node = std::move(record.node)}});
    m_bytes += bytesOf(m_letters.back().letter);
    while (m_letters.size() > kMostLetters ||
           (m_bytes > kMostLetterBytes && m_letters.size() > 1)) {
        m_bytes -= bytesOf(m_letters.front().letter);
        m_letters.pop_front();
    }
}

/// Returns how many are taken back.
std::uint64_t DeadLetterRing::Shelf::rollBack()
{
    const std::uint64_t back = m_uncommitted;
    for (; m_uncommitted > 0 && !m_letters.empty(); --m_uncommitted) {
        m_bytes -= bytesOf(m_letters.back().letter);
        m_letters.pop_back();
    }
    m_uncommitted = 0;
    return back;
}

exec::RejectReceiver *DeadLetterRing::of(const std::string &query)
{
    return &m_shelves.try_emplace(query, *this).first->second;
}

void DeadLetterRing::commit()
{
    for (auto &[query, shelf] : m_shelves) {
        shelf.commit();
    }
}

void DeadLetterRing::rollBack()
{
    for (auto &[query, shelf] : m_shelves) {
        m_count -= shelf.rollBack();
    }
}

std::vector<DeadLetter> DeadLetterRing::newest(std::size_t most) const
{
    std::vector<const Kept *> newest;
    for (const auto &[query, shelf] : m_shelves) {
        const auto &letters = shelf.letters();
        for (std::size_t i = 0; i < std::min(most, letters.size()); ++i) {
            newest.push_back(&letters[letters.size() - 1 - i]);
        }
    }
    std::sort(newest.begin(), newest.end(),
              [](const Kept *a, const Kept *b) { return a->number > b->number; });
    newest.resize(std::min(most, newest.size()));
    std::vector<DeadLetter> letters;
    for (const Kept *kept : newest) {
        letters.push_back(kept->letter);
    }
    return letters;
}

} // namespace weir::runtime
