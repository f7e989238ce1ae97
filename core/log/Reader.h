#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/types/Slab.h"

#include <optional>
#include <vector>

namespace weir::log {

/// Where reading begins. Beginning and End are resolved before assign() or seek() returns.
struct Position {
    enum class Kind { Beginning, End, Offset };
    Kind kind = Kind::Beginning;
    std::int64_t offset = 0;

    static Position beginning() { return {Kind::Beginning, 0}; }
    static Position end() { return {Kind::End, 0}; }
    static Position at(std::int64_t offset) { return {Kind::Offset, offset}; }
};

/// What a reader has to tell beside records.
struct ReaderEvent {
    enum class Kind {
        EndReached,       ///< all records before `position` were handed out; once each time
        OffsetOutOfRange, ///< the log begins behind or ends before `position`; held until seek()
        TopicGone,        ///< deleted, or deleted and made again; held until unassign()
        NotAuthorized,    ///< held until seek() or unassign()
        Outage,           ///< the cluster cannot be reached now; reading goes on by itself
    };
    Kind kind = Kind::EndReached;
    /// Empty topic: concerns the cluster, not one partition.
    TopicPartition partition;
    std::int64_t position = 0;
    std::optional<Error> error = std::nullopt;
};

/// What one poll brought. Slabs of one partition are in offset order; an EndReached of a partition
/// follows its slabs.
struct Polled {
    std::vector<SlabPtr> slabs;
    std::vector<ReaderEvent> events;

    bool empty() const { return slabs.empty() && events.empty(); }
};

/// Reads partitions that were assigned by hand. Sees committed records only. One thread at a time,
/// except wake(). Back-pressure is not polling, or hold() for single partitions; what a reader
/// fetches ahead is bounded by ReaderOptions::prefetchBytes over all partitions.
class Reader {
public:
    virtual ~Reader() = default;

    /// Adds a partition, or moves it if it is there. `log.unknown-topic`, `log.unknown-partition`.
    virtual Status assign(const TopicPartition &partition, Position position,
                          const Deadline &deadline) = 0;
    /// Moves an assigned partition. Nothing from before the seek is handed out after it.
    virtual Status seek(const TopicPartition &partition, Position position,
                        const Deadline &deadline) = 0;
    /// Takes a partition out; no error if it is not assigned.
    virtual void unassign(const TopicPartition &partition) = 0;
    /// Leaves a partition out of polls until release(); its position stays.
    virtual void hold(const TopicPartition &partition) = 0;
    /// Takes a held partition into polls again.
    virtual void release(const TopicPartition &partition) = 0;

    /// Returns what is there, at once if there is anything; else waits until an append, an event,
    /// wake(), the deadline or its cancellation, and may then return nothing. Hands out about
    /// `byteBudget` bytes in all, fair over partitions, at least one batch. Fails only when the
    /// reader cannot go on at all.
    virtual Result<Polled> poll(const Deadline &deadline, std::size_t byteBudget) = 0;
    /// Returns the next offset that poll() will hand out; the truth that checkpoints keep.
    virtual Result<std::int64_t> position(const TopicPartition &partition) const = 0;
    /// Makes a waiting poll, or the next one, return at once. Any thread.
    virtual void wake() = 0;
};

/// How a reader reads.
struct ReaderOptions {
    std::size_t prefetchBytes = 64U << 20U;
};

} // namespace weir::log
