#pragma once

#include "core/log/Groups.h"
#include "core/log/local/LocalStore.h"

namespace weir::log {

/// The groups of a local cluster: published offsets only, nobody is ever a member.
class LocalGroups final : public Groups {
public:
    explicit LocalGroups(std::shared_ptr<LocalStore> store)
        : m_store(std::move(store))
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
    std::shared_ptr<LocalStore> m_store;
};

} // namespace weir::log
