#pragma once

#include "core/log/local/LocalStore.h"

namespace weir::log {

/// Retention and compaction of a local cluster: deletes or rewrites whole batches in short
/// transactions, so that writers never wait long. Offsets never change. One process at a time does
/// it.
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
    struct Partition {
        LocalTopic topic;
        std::int32_t number = 0;
        std::int64_t begin = 0;
        std::int64_t end = 0;
        std::int64_t cleaned = 0;
    };

    Result<std::vector<Partition>> partitions();
    Status retain(const Partition &partition, const Deadline &deadline);
    Status deleteBefore(const Partition &partition, std::int64_t offset, const Deadline &deadline);
    Result<std::int64_t> firstToKeep(const Partition &partition);
    Status compact(const Partition &partition, const Deadline &deadline);
    Status rewrite(std::int64_t batch, std::int64_t base, std::int64_t next,
                   const RecordBuffer &kept, const Deadline &deadline);

    LocalStore &m_store;
};

} // namespace weir::log
