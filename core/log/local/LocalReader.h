#pragma once

#include "core/log/CursorReader.h"
#include "core/log/local/LocalStore.h"

namespace weir::log {

/// Reads a local cluster over a connection of its own; a read transaction lasts one poll.
class LocalReader final : public CursorReader {
public:
    static Result<std::unique_ptr<Reader>> open(std::shared_ptr<LocalStore> store);

protected:
    Result<Cursor> open(const TopicPartition &partition, Position position,
                        const Deadline &deadline) override;
    Result<Fetched> fetch(Cursor &cursor, std::size_t bytes, std::vector<SlabPtr> &slabs) override;
    Status beginFetch() override;
    void endFetch() override;

private:
    LocalReader(std::shared_ptr<LocalStore> store, std::unique_ptr<SqliteDatabase> database);
    Status readBatches(Cursor &cursor, std::size_t bytes, std::int64_t end,
                       std::vector<SlabPtr> &slabs);

    std::shared_ptr<LocalStore> m_store;
    std::unique_ptr<SqliteDatabase> m_database;
    std::int64_t m_version = 0;
    // The data version at which a partition was read to its end: nothing to look for until it
    // changes.
    std::unordered_map<TopicPartition, std::int64_t> m_exhausted;
};

} // namespace weir::log
