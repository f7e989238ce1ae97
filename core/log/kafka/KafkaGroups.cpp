#include "core/log/kafka/KafkaGroups.h"

#include "core/log/LogErrors.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace weir::log {

namespace {

using GroupOffsetsQuery = std::unique_ptr<rd_kafka_ListConsumerGroupOffsets_t,
                                          KafkaDeleter<rd_kafka_ListConsumerGroupOffsets_destroy>>;
using GroupOffsetsChange =
    std::unique_ptr<rd_kafka_AlterConsumerGroupOffsets_t,
                    KafkaDeleter<rd_kafka_AlterConsumerGroupOffsets_destroy>>;
using GroupDeletion =
    std::unique_ptr<rd_kafka_DeleteGroup_t, KafkaDeleter<rd_kafka_DeleteGroup_destroy>>;

std::string groupWords(const std::string &group)
{
    return fmt::format("Group '{}'", group);
}

// The first error in a group's result: of the group, or of one of its partitions.
Status groupStatus(const rd_kafka_group_result_t *result, const std::string &what)
{
    const rd_kafka_error_t *failure = rd_kafka_group_result_error(result);
    if (failure != nullptr) {
        return fail(kafkaError(rd_kafka_error_code(failure), what, rd_kafka_error_string(failure)));
    }
    const rd_kafka_topic_partition_list_t *list = rd_kafka_group_result_partitions(result);
    for (int i = 0; list != nullptr && i < list->cnt; ++i) {
        if (list->elems[i].err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            return fail(kafkaError(list->elems[i].err, what));
        }
    }
    return {};
}

GroupMember describeMember(const rd_kafka_MemberDescription_t *from)
{
    GroupMember member{rd_kafka_MemberDescription_consumer_id(from),
                       rd_kafka_MemberDescription_client_id(from),
                       rd_kafka_MemberDescription_host(from)};
    const rd_kafka_MemberAssignment_t *assignment = rd_kafka_MemberDescription_assignment(from);
    const rd_kafka_topic_partition_list_t *list =
        assignment == nullptr ? nullptr : rd_kafka_MemberAssignment_partitions(assignment);
    for (int i = 0; list != nullptr && i < list->cnt; ++i) {
        member.partitions.push_back({list->elems[i].topic, list->elems[i].partition});
    }
    return member;
}

// Asks again while the group's coordinator is only just coming up, as it does when a cluster
// starts.
template <class Ask> auto askCoordinator(const Deadline &deadline, Ask ask) -> decltype(ask())
{
    while (true) {
        auto answer = ask();
        if (answer || answer.error().code != "log.coordinator-loading" || deadline.passed() ||
            deadline.cancelled()) {
            return answer;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

} // namespace

Result<std::vector<GroupInfo>> KafkaGroups::list(const Deadline &deadline)
{
    const auto submit = [](rd_kafka_t *handle, rd_kafka_AdminOptions_t *options,
                           rd_kafka_queue_t *queue) {
        rd_kafka_ListConsumerGroups(handle, options, queue);
    };
    WEIR_ASSIGN(const KafkaEvent event, m_admin->ask(RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPS,
                                                     "Listing groups", deadline, submit));
    std::size_t count = 0;
    const rd_kafka_ConsumerGroupListing_t **found = rd_kafka_ListConsumerGroups_result_valid(
        rd_kafka_event_ListConsumerGroups_result(event.get()), &count);
    std::vector<GroupInfo> all;
    for (std::size_t i = 0; i < count; ++i) {
        all.push_back(
            {rd_kafka_ConsumerGroupListing_group_id(found[i]),
             rd_kafka_consumer_group_state_name(rd_kafka_ConsumerGroupListing_state(found[i]))});
    }
    std::ranges::sort(all, {}, &GroupInfo::name);
    return all;
}

Result<GroupInfo> KafkaGroups::describeOnce(const std::string &group, const Deadline &deadline)
{
    const char *name = group.c_str();
    const auto submit = [&](rd_kafka_t *handle, rd_kafka_AdminOptions_t *options,
                            rd_kafka_queue_t *queue) {
        rd_kafka_DescribeConsumerGroups(handle, &name, 1, options, queue);
    };
    WEIR_ASSIGN(const KafkaEvent event, m_admin->ask(RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS,
                                                     groupWords(group), deadline, submit));
    std::size_t count = 0;
    const rd_kafka_ConsumerGroupDescription_t **found =
        rd_kafka_DescribeConsumerGroups_result_groups(
            rd_kafka_event_DescribeConsumerGroups_result(event.get()), &count);
    if (count == 0 ||
        rd_kafka_ConsumerGroupDescription_state(found[0]) == RD_KAFKA_CONSUMER_GROUP_STATE_DEAD) {
        return fail(unknownGroupError(group));
    }
    const rd_kafka_error_t *failure = rd_kafka_ConsumerGroupDescription_error(found[0]);
    if (failure != nullptr) {
        return fail(kafkaError(rd_kafka_error_code(failure), groupWords(group),
                               rd_kafka_error_string(failure)));
    }
    GroupInfo info{group, rd_kafka_consumer_group_state_name(
                              rd_kafka_ConsumerGroupDescription_state(found[0]))};
    for (std::size_t i = 0; i < rd_kafka_ConsumerGroupDescription_member_count(found[0]); ++i) {
        info.members.push_back(
            describeMember(rd_kafka_ConsumerGroupDescription_member(found[0], i)));
    }
    return info;
}

Result<std::vector<GroupOffset>> KafkaGroups::offsetsOnce(const std::string &group,
                                                          const Deadline &deadline)
{
    const GroupOffsetsQuery query(rd_kafka_ListConsumerGroupOffsets_new(group.c_str(), nullptr));
    rd_kafka_ListConsumerGroupOffsets_t *asked = query.get();
    const auto submit = [&](rd_kafka_t *handle, rd_kafka_AdminOptions_t *options,
                            rd_kafka_queue_t *queue) {
        rd_kafka_ListConsumerGroupOffsets(handle, &asked, 1, options, queue);
    };
    WEIR_ASSIGN(const KafkaEvent event, m_admin->ask(RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS,
                                                     groupWords(group), deadline, submit));
    std::size_t count = 0;
    const rd_kafka_group_result_t **results = rd_kafka_ListConsumerGroupOffsets_result_groups(
        rd_kafka_event_ListConsumerGroupOffsets_result(event.get()), &count);
    std::vector<GroupOffset> all;
    if (count == 0) {
        return all;
    }
    WEIR_TRY(groupStatus(results[0], groupWords(group)));
    const rd_kafka_topic_partition_list_t *list = rd_kafka_group_result_partitions(results[0]);
    for (int i = 0; list != nullptr && i < list->cnt; ++i) {
        if (list->elems[i].offset >= 0) {
            all.push_back(
                {{list->elems[i].topic, list->elems[i].partition}, list->elems[i].offset});
        }
    }
    std::ranges::sort(all, {}, &GroupOffset::partition);
    return all;
}

Status KafkaGroups::publishOnce(const std::string &group, const std::vector<GroupOffset> &offsets,
                                const Deadline &deadline)
{
    const KafkaPartitions list(rd_kafka_topic_partition_list_new(int(offsets.size())));
    for (const GroupOffset &offset : offsets) {
        rd_kafka_topic_partition_list_add(list.get(), offset.partition.topic.c_str(),
                                          offset.partition.partition)
            ->offset = offset.offset;
    }
    const GroupOffsetsChange change(
        rd_kafka_AlterConsumerGroupOffsets_new(group.c_str(), list.get()));
    rd_kafka_AlterConsumerGroupOffsets_t *asked = change.get();
    const auto submit = [&](rd_kafka_t *handle, rd_kafka_AdminOptions_t *options,
                            rd_kafka_queue_t *queue) {
        rd_kafka_AlterConsumerGroupOffsets(handle, &asked, 1, options, queue);
    };
    WEIR_ASSIGN(const KafkaEvent event, m_admin->ask(RD_KAFKA_ADMIN_OP_ALTERCONSUMERGROUPOFFSETS,
                                                     groupWords(group), deadline, submit));
    std::size_t count = 0;
    const rd_kafka_group_result_t **results = rd_kafka_AlterConsumerGroupOffsets_result_groups(
        rd_kafka_event_AlterConsumerGroupOffsets_result(event.get()), &count);
    return count == 0 ? Status() : groupStatus(results[0], groupWords(group));
}

Status KafkaGroups::reset(const std::string &group, const std::vector<GroupOffset> &offsets,
                          const Deadline &deadline)
{
    WEIR_ASSIGN(const GroupInfo info, describe(group, deadline));
    if (!info.members.empty()) {
        return fail(userError("log.group-in-use",
                              fmt::format("Group '{}' has {} members now: stop them first", group,
                                          info.members.size())));
    }
    return publish(group, offsets, deadline);
}

Status KafkaGroups::removeOnce(const std::string &group, const Deadline &deadline)
{
    const GroupDeletion deletion(rd_kafka_DeleteGroup_new(group.c_str()));
    rd_kafka_DeleteGroup_t *asked = deletion.get();
    const auto submit = [&](rd_kafka_t *handle, rd_kafka_AdminOptions_t *options,
                            rd_kafka_queue_t *queue) {
        rd_kafka_DeleteGroups(handle, &asked, 1, options, queue);
    };
    WEIR_ASSIGN(const KafkaEvent event,
                m_admin->ask(RD_KAFKA_ADMIN_OP_DELETEGROUPS, groupWords(group), deadline, submit));
    std::size_t count = 0;
    const rd_kafka_group_result_t **results = rd_kafka_DeleteGroups_result_groups(
        rd_kafka_event_DeleteGroups_result(event.get()), &count);
    const Status removed = count == 0 ? Status() : groupStatus(results[0], groupWords(group));
    if (!removed && removed.error().code == "log.unknown-group") {
        return {};
    }
    return removed;
}

Result<GroupInfo> KafkaGroups::describe(const std::string &group, const Deadline &deadline)
{
    return askCoordinator(deadline, [&] { return describeOnce(group, deadline); });
}

Result<std::vector<GroupOffset>> KafkaGroups::offsets(const std::string &group,
                                                      const Deadline &deadline)
{
    return askCoordinator(deadline, [&] { return offsetsOnce(group, deadline); });
}

Status KafkaGroups::publish(const std::string &group, const std::vector<GroupOffset> &offsets,
                            const Deadline &deadline)
{
    return askCoordinator(deadline, [&] { return publishOnce(group, offsets, deadline); });
}

Status KafkaGroups::remove(const std::string &group, const Deadline &deadline)
{
    return askCoordinator(deadline, [&] { return removeOnce(group, deadline); });
}

} // namespace weir::log
