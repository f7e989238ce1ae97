#pragma once

#include "core/log/AppendSignal.h"
#include "core/log/Reader.h"

#include <atomic>
#include <memory>
#include <unordered_map>

namespace weir::log {

/// Where a reader stands in one partition.
struct Cursor {
    TopicPartition partition;
    /// The topic's as it was at assign(): another one means that the topic was made anew.
    std::string incarnation;
    std::int64_t position = 0;
    bool held = false;
    /// Cannot go on until seek() or unassign().
    bool stopped = false;
    bool endReported = false;
};

/// A reader over a log that can be asked for records at any time: keeps cursors, shares the byte
/// budget fairly, reports events and waits. memory and local say how one partition is fetched.
class CursorReader : public Reader {
public:
    explicit CursorReader(std::shared_ptr<AppendSignal> signal)
        : m_signal(std::move(signal))
    {
    }

    Status assign(const TopicPartition &partition, Position position,
                  const Deadline &deadline) final;
    Status seek(const TopicPartition &partition, Position position, const Deadline &deadline) final;
    void unassign(const TopicPartition &partition) final;
    void hold(const TopicPartition &partition) final;
    void release(const TopicPartition &partition) final;
    Result<Polled> poll(const Deadline &deadline, std::size_t byteBudget) final;
    Result<std::int64_t> position(const TopicPartition &partition) const final;
    void wake() final;

protected:
    enum class Fetched {
        More,       ///< slabs were added, further records may be there
        AtEnd,      ///< the cursor stands at the end, slabs may have been added
        OutOfRange, ///< the cursor's position is not in the log
        Gone,       ///< the topic of this incarnation is not there any more
    };

    /// Makes a cursor at a resolved position.
    virtual Result<Cursor> open(const TopicPartition &partition, Position position,
                                const Deadline &deadline) = 0;
    /// Adds slabs of about `bytes` (at least one if there is a record) and moves the cursor.
    virtual Result<Fetched> fetch(Cursor &cursor, std::size_t bytes,
                                  std::vector<SlabPtr> &slabs) = 0;
    /// Brackets the fetches of one poll; nothing stays open between polls.
    virtual Status beginFetch() { return {}; }
    virtual void endFetch() {}

private:
    Status collect(std::size_t byteBudget, Polled &polled);
    /// Fetches once from a cursor; returns whether it may have more.
    Result<bool> fetchOne(Cursor &cursor, std::size_t bytes, Polled &polled, std::size_t &left);
    Cursor *find(const TopicPartition &partition);

    std::shared_ptr<AppendSignal> m_signal;
    std::vector<Cursor> m_cursors;
    std::unordered_map<TopicPartition, std::size_t> m_index;
    std::size_t m_first = 0;
    std::vector<std::size_t> m_active;
    std::atomic<bool> m_woken = false;
};

} // namespace weir::log
