#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/types/TopicPartition.h"

#include <string>
#include <vector>

namespace weir::log {

/// The next offset a group will read of a partition.
struct GroupOffset {
    TopicPartition partition;
    std::int64_t offset = 0;

    bool operator==(const GroupOffset &) const = default;
};

/// A member of a group as the cluster names it.
struct GroupMember {
    std::string id;
    std::string client;
    std::string host;
    std::vector<TopicPartition> partitions;
};

/// A consumer group. `state` in the broker's words ("Stable", "Empty"); a group that only published
/// offsets is "Empty".
struct GroupInfo {
    std::string name;
    std::string state;
    std::vector<GroupMember> members = {};
};

/// The consumer groups of a cluster. Weir itself never joins one: it publishes offsets so that lag
/// shows in everybody's tools. Any thread.
class Groups {
public:
    virtual ~Groups() = default;

    /// Returns all groups by name, without members.
    virtual Result<std::vector<GroupInfo>> list(const Deadline &deadline) = 0;
    /// Returns one group with its members. `log.unknown-group`.
    virtual Result<GroupInfo> describe(const std::string &group, const Deadline &deadline) = 0;
    /// Returns the published offsets of a group, by topic and partition; none for an unknown group.
    virtual Result<std::vector<GroupOffset>> offsets(const std::string &group,
                                                     const Deadline &deadline) = 0;
    /// Publishes offsets of a group, making it if it is not there.
    virtual Status publish(const std::string &group, const std::vector<GroupOffset> &offsets,
                           const Deadline &deadline) = 0;
    /// Sets offsets of a group that has no members now (else `log.group-in-use`).
    /// `log.unknown-group`.
    virtual Status reset(const std::string &group, const std::vector<GroupOffset> &offsets,
                         const Deadline &deadline) = 0;
    /// Deletes a group that has no members now; no error if it is not there.
    virtual Status remove(const std::string &group, const Deadline &deadline) = 0;
};

} // namespace weir::log
