#include "core/log/local/LocalGroups.h"

#include "core/log/LogErrors.h"

namespace weir::log {

Result<std::vector<GroupInfo>> LocalGroups::list(const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Listing groups"));
    const std::lock_guard lock(m_store->database()->mutex);
    WEIR_ASSIGN(SqliteQuery rows, m_store->database()->connection->query(
                                      "SELECT DISTINCT name FROM group_offsets ORDER BY name"));
    std::vector<GroupInfo> all;
    while (true) {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            return all;
        }
        all.push_back({rows.text(0), "Empty"});
    }
}

Result<GroupInfo> LocalGroups::describe(const std::string &group, const Deadline &deadline)
{
    WEIR_ASSIGN(const std::vector<GroupOffset> found, offsets(group, deadline));
    if (found.empty()) {
        return fail(unknownGroupError(group));
    }
    return GroupInfo{group, "Empty"};
}

Result<std::vector<GroupOffset>> LocalGroups::offsets(const std::string &group,
                                                      const Deadline &deadline)
{
    WEIR_TRY(checkCancelled(deadline, "Reading a group's offsets"));
    const std::lock_guard lock(m_store->database()->mutex);
    WEIR_ASSIGN(SqliteQuery rows,
                m_store->database()->connection->query("SELECT topic, partition, position"
                                                       " FROM group_offsets WHERE name = ?"
                                                       " ORDER BY topic, partition"));
    rows.bind(group);
    std::vector<GroupOffset> all;
    while (true) {
        WEIR_ASSIGN(const bool more, rows.next());
        if (!more) {
            return all;
        }
        all.push_back({{rows.text(0), std::int32_t(rows.number(1))}, rows.number(2)});
    }
}

Status LocalGroups::publish(const std::string &group, const std::vector<GroupOffset> &offsets,
                            const Deadline &deadline)
{
    const std::lock_guard lock(m_store->database()->mutex);
    SqliteDatabase &database = *m_store->database()->connection;
    return inWriteTransaction(database, deadline, [&]() -> Status {
        for (const GroupOffset &offset : offsets) {
            WEIR_ASSIGN(const LocalTopic topic, findLocalTopic(database, offset.partition.topic));
            if (offset.partition.partition < 0 ||
                offset.partition.partition >= topic.info.partitions) {
                return fail(unknownPartitionError(offset.partition, topic.info.partitions));
            }
            WEIR_ASSIGN(
                SqliteQuery put,
                database.query("INSERT OR REPLACE INTO group_offsets(name, topic, partition,"
                               " position) VALUES(?, ?, ?, ?)"));
            put.bind(group).bind(offset.partition.topic).bind(offset.partition.partition);
            WEIR_TRY(put.bind(offset.offset).run());
        }
        return {};
    });
}

Status LocalGroups::reset(const std::string &group, const std::vector<GroupOffset> &offsets,
                          const Deadline &deadline)
{
    WEIR_TRY(describe(group, deadline));
    return publish(group, offsets, deadline);
}

Status LocalGroups::remove(const std::string &group, const Deadline &deadline)
{
    const std::lock_guard lock(m_store->database()->mutex);
    SqliteDatabase &database = *m_store->database()->connection;
    return inWriteTransaction(database, deadline, [&]() -> Status {
        WEIR_ASSIGN(SqliteQuery remove, database.query("DELETE FROM group_offsets WHERE name = ?"));
        return remove.bind(group).run();
    });
}

} // namespace weir::log
