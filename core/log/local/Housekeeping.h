#pragma once

#include "core/log/local/Compaction.h"

namespace weir::log {

/// Retention and compaction of a local cluster: deletes or rewrites whole batches in short
/// transactions, so that writers never wait long. Offsets never change. One process at a time does
/// it; what it leaves when it is ended goes on with the next.
class Housekeeping {
public:
    explicit Housekeeping(LocalStore &store)
        : m_store(store)
    {
    }

    /// Does all there is to do; at once if another process is at it.
    Status run(const Deadline &deadline);
    /// Deletes the batches of deleted topics.
    Status removeOrphans(const Deadline &deadline);

private:
    Result<std::vector<StoredPartition>> partitions();
    Status retain(const StoredPartition &partition, const Deadline &deadline);
    Status deleteBefore(const StoredPartition &partition, std::int64_t offset,
                        const Deadline &deadline);
    Result<std::int64_t> firstToKeep(const StoredPartition &partition);

    LocalStore &m_store;
};

} // namespace weir::log
