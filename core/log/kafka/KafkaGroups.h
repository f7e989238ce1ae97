#pragma once

#include "core/log/Groups.h"
#include "core/log/kafka/KafkaAdmin.h"

namespace weir::log {

/// The consumer groups of a Kafka cluster.
class KafkaGroups final : public Groups {
public:
    explicit KafkaGroups(std::shared_ptr<KafkaAdmin> admin)
        : m_admin(std::move(admin))
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
    Result<GroupInfo> describeOnce(const std::string &group, const Deadline &deadline);
    Result<std::vector<GroupOffset>> offsetsOnce(const std::string &group,
                                                 const Deadline &deadline);
    Status publishOnce(const std::string &group, const std::vector<GroupOffset> &offsets,
                       const Deadline &deadline);
    Status removeOnce(const std::string &group, const Deadline &deadline);

    std::shared_ptr<KafkaAdmin> m_admin;
};

} // namespace weir::log
