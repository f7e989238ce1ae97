#include "core/runtime/feed/TopicCursor.h"

#include <algorithm>
#include <utility>

namespace weir::runtime {

namespace {

constexpr std::size_t kCursorBytes = 2U << 20U;

Result<std::vector<std::int64_t>> startOffsets(log::Cluster &cluster, const std::string &topic,
                                               const FeedStart &start,
                                               const std::vector<log::PartitionOffsets> &offsets,
                                               const Deadline &deadline)
{
    using Kind = FeedStart::Kind;
    if (start.kind == Kind::Time) {
        return cluster.offsetsForTime(topic, start.value, deadline);
    }
    const auto share =
        start.value / static_cast<std::int64_t>(std::max<std::size_t>(offsets.size(), 1)) + 1;
    std::vector<std::int64_t> result;
    for (const log::PartitionOffsets &partition : offsets) {
        const std::int64_t wanted = start.kind == Kind::Beginning     ? partition.begin
                                    : start.kind == Kind::Offset      ? start.value
                                    : start.kind == Kind::LastRecords ? partition.lastStable - share
                                                                      : partition.lastStable;
        result.push_back(std::clamp(wanted, partition.begin, partition.lastStable));
    }
    return result;
}

} // namespace

TopicCursor::TopicCursor(log::ClusterPtr cluster, std::stop_token stop)
    : m_cluster(std::move(cluster))
    , m_stop(std::move(stop))
{
}

Result<std::unique_ptr<TopicCursor>>
TopicCursor::open(log::ClusterPtr cluster, const std::string &topic, const FeedStart &start,
                  std::optional<int> partition, const std::stop_token &stop,
                  const std::map<int, std::int64_t> &goOnAt)
{
    const Deadline deadline = Deadline::in(std::chrono::seconds(10), stop);
    std::unique_ptr<TopicCursor> cursor(new TopicCursor(std::move(cluster), stop));
    WEIR_ASSIGN(const auto offsets, cursor->m_cluster->offsets(topic, deadline));
    WEIR_ASSIGN(auto starts, startOffsets(*cursor->m_cluster, topic, start, offsets, deadline));
    for (const auto &[number, offset] : goOnAt) {
        if (const auto i = static_cast<std::size_t>(number); i < starts.size()) {
            starts[i] = std::clamp(offset, offsets[i].begin, offsets[i].lastStable);
        }
    }
    WEIR_ASSIGN(cursor->m_reader, cursor->m_cluster->openReader());
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        const TopicPartition at{topic, static_cast<std::int32_t>(i)};
        if (partition && *partition != at.partition) {
            continue;
        }
        WEIR_TRY(cursor->m_reader->assign(at, log::Position::at(starts[i]), deadline));
        cursor->m_positions[at] = starts[i];
        if (starts[i] < offsets[i].lastStable) {
            cursor->m_openingEnds[at] = offsets[i].lastStable;
        }
    }
    return cursor;
}

Result<std::vector<SlabPtr>> TopicCursor::read()
{
    auto polled =
        m_reader->poll(Deadline::in(std::chrono::milliseconds(500), m_stop), kCursorBytes);
    if (!polled) {
        if (m_stop.stop_requested() || polled.error().retriable) {
            return std::vector<SlabPtr>();
        }
        return fail(polled.error());
    }
    for (const SlabPtr &slab : polled->slabs) {
        m_positions[slab->source()] = slab->nextOffset();
        const auto end = m_openingEnds.find(slab->source());
        if (end != m_openingEnds.end() && slab->nextOffset() >= end->second) {
            m_openingEnds.erase(end);
        }
    }
    for (const log::ReaderEvent &event : polled->events) {
        if (event.kind == log::ReaderEvent::Kind::EndReached) {
            m_openingEnds.erase(event.partition);
        } else if (event.kind != log::ReaderEvent::Kind::Outage) {
            return fail(event.error.value_or(externalError(
                "runtime.topic-gone", event.partition.topic + " was deleted or cut off")));
        }
    }
    return std::move(polled->slabs);
}

} // namespace weir::runtime
