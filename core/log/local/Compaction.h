#pragma once

#include "core/log/local/LocalStore.h"

#include <unordered_map>

namespace weir::log {

/// One partition as housekeeping finds it.
struct StoredPartition {
    LocalTopic topic;
    std::int32_t number = 0;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    /// Below it each key has one record: so far the last compaction came.
    std::int64_t cleaned = 0;
};

/// Compacts one partition of a local cluster: of each key the last record stays, at its offset.
///
/// The keys of the records behind `cleaned` are learned first; then the batches are rewritten from
/// the oldest to the newest, each in a transaction of its own. So a value goes before the record
/// that supersedes it: whenever it is broken off, what a reader makes of the topic is the same, and
/// the next one begins anew. A record without a value (a tombstone) goes once every reader has had
/// `delete.retention.ms` to see it after the values before it went.
class Compaction {
public:
    Compaction(LocalStore &store, StoredPartition partition)
        : m_store(store)
        , m_partition(std::move(partition))
    {
    }

    /// Does nothing unless as many bytes were written since the last time as there are before.
    Status run(const Deadline &deadline);

private:
    struct StoredBatch {
        std::int64_t base = 0;
        std::int64_t next = 0;
        RecordBuffer records;
    };

    Result<std::int64_t> firstTooYoung();
    Result<bool> isWorthIt(std::int64_t limit);
    Status findDroppable();
    Result<std::int64_t> learnKeys(SqliteDatabase &reading, std::int64_t limit,
                                   const Deadline &deadline);
    Status rewriteBefore(SqliteDatabase &reading, std::int64_t end, const Deadline &deadline);
    Result<bool> readBatch(SqliteDatabase &reading, std::int64_t from, std::int64_t end,
                           StoredBatch &batch) const;
    bool staysIn(const RecordView &record) const;
    Status rewrite(const StoredBatch &batch, const RecordBuffer &kept, const Deadline &deadline);
    Status finish(std::int64_t end, bool all, const Deadline &deadline);

    LocalStore &m_store;
    StoredPartition m_partition;
    /// The last offset of each key that is not yet compacted.
    std::unordered_map<std::string, std::int64_t> m_last;
    /// Tombstones below it may go.
    std::int64_t m_droppable = 0;
    /// The place of the tombstones is to be noted anew.
    bool m_noteTombstones = false;
};

} // namespace weir::log
