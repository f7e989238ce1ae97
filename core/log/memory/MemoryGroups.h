#pragma once

#include "core/log/Groups.h"
#include "core/log/memory/MemoryLog.h"

namespace weir::log {

/// The groups of a memory cluster: published offsets only, nobody is ever a member.
class MemoryGroups final : public Groups {
public:
    explicit MemoryGroups(std::shared_ptr<MemoryLog> log)
        : m_log(std::move(log))
    {
    }

    Result<std::vector<GroupInfo>> list(const Deadline &deadline) override;
    Result<GroupInfo> describe(const std::string &group, const Deadline &deadline) override;
    Result<std::vector<GroupOffset>> offsets(const std::string &group,
                                             const Deadline &deadline) override;
    Status publish(const std::string &group, const std::vector<GroupOffset> &offsets,
                   const Deadline &deadline) override;
    Status reset(const std::string &group, const std::vector<GroupOffset> &offsets,
                 const Deadline &deadline) override;
    Status remove(const std::string &group, const Deadline &deadline) override;

private:
    std::shared_ptr<MemoryLog> m_log;
};

} // namespace weir::log
