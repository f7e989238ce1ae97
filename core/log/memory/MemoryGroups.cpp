#include "core/log/memory/MemoryGroups.h"

#include "core/log/LogErrors.h"

namespace weir::log {

Result<std::vector<GroupInfo>> MemoryGroups::list(const Deadline & /*deadline*/)
{
    return m_log->withGroups([](const auto &groups) {
        std::vector<GroupInfo> all;
        for (const auto &entry : groups) {
            all.push_back({entry.first, "Empty"});
        }
        return all;
    });
}

Result<GroupInfo> MemoryGroups::describe(const std::string &group, const Deadline & /*deadline*/)
{
    return m_log->withGroups([&](const auto &groups) -> Result<GroupInfo> {
        if (!groups.contains(group)) {
            return fail(unknownGroupError(group));
        }
        return GroupInfo{group, "Empty"};
    });
}

Result<std::vector<GroupOffset>> MemoryGroups::offsets(const std::string &group,
                                                       const Deadline & /*deadline*/)
{
    return m_log->withGroups([&](const auto &groups) {
        std::vector<GroupOffset> all;
        const auto found = groups.find(group);
        if (found != groups.end()) {
            for (const auto &entry : found->second) {
                all.push_back({entry.first, entry.second});
            }
        }
        return all;
    });
}

Status MemoryGroups::publish(const std::string &group, const std::vector<GroupOffset> &offsets,
                             const Deadline & /*deadline*/)
{
    for (const GroupOffset &offset : offsets) {
        WEIR_ASSIGN(const TopicInfo topic, m_log->topic(offset.partition.topic));
        if (offset.partition.partition < 0 || offset.partition.partition >= topic.partitions) {
            return fail(unknownPartitionError(offset.partition, topic.partitions));
        }
    }
    m_log->withGroups([&](auto &groups) {
        auto &kept = groups[group];
        for (const GroupOffset &offset : offsets) {
            kept[offset.partition] = offset.offset;
        }
    });
    return {};
}

Status MemoryGroups::reset(const std::string &group, const std::vector<GroupOffset> &offsets,
                           const Deadline &deadline)
{
    WEIR_TRY(describe(group, deadline));
    return publish(group, offsets, deadline);
}

Status MemoryGroups::remove(const std::string &group, const Deadline & /*deadline*/)
{
    m_log->withGroups([&](auto &groups) { groups.erase(group); });
    return {};
}

} // namespace weir::log
