#include "core/runtime/TopicFeeds.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace weir::runtime {

namespace {

constexpr std::size_t kPollBytes = 2U << 20U;

std::size_t recordsBefore(std::span<const RecordView> records, std::int64_t offset)
{
    const auto found = std::lower_bound(
        records.begin(), records.end(), offset,
        [](const RecordView &record, std::int64_t value) { return record.offset < value; });
    return static_cast<std::size_t>(found - records.begin());
}

/// Hands a slab to one source, without what it has seen before or shall not see.
void feedSlab(FeedReader &reader, const SlabPtr &slab)
{
    if (slab->nextOffset() <= reader.next || reader.next >= reader.until) {
        return;
    }
    const std::size_t first = recordsBefore(slab->records(), reader.next);
    const std::size_t last = recordsBefore(slab->records(), reader.until);
    if (first == 0 && last == slab->size()) {
        reader.merge->feed(reader.at, slab);
    } else if (first < last) {
        reader.merge->feed(reader.at, std::make_shared<const Slab>(slab, first, last - first));
    }
    reader.next = std::min(slab->nextOffset(), reader.until);
}

Error goneError(const log::ReaderEvent &event)
{
    using Kind = log::ReaderEvent::Kind;
    if (event.error) {
        return *event.error;
    }
    const std::string where =
        fmt::format("{} partition {}", event.partition.topic, event.partition.partition);
    if (event.kind == Kind::OffsetOutOfRange) {
        return externalError(
            "runtime.offset-out-of-range",
            fmt::format("{} no longer holds offset {}: retention removed records that were not "
                        "processed yet",
                        where, event.position));
    }
    return externalError("runtime.topic-gone", fmt::format("{} was deleted or made again", where));
}

} // namespace

Result<std::unique_ptr<TopicFeeds>> TopicFeeds::open(log::ClusterPtr cluster)
{
    WEIR_ASSIGN(auto reader, cluster->openReader());
    return std::unique_ptr<TopicFeeds>(new TopicFeeds(std::move(cluster), std::move(reader)));
}

TopicFeeds::TopicFeeds(log::ClusterPtr cluster, std::unique_ptr<log::Reader> reader)
    : m_cluster(std::move(cluster))
    , m_reader(std::move(reader))
{
}

Status TopicFeeds::subscribe(const TopicPartition &partition, FeedReader reader,
                             const Deadline &deadline)
{
    const auto found = m_partitions.find(partition);
    if (found == m_partitions.end()) {
        WEIR_TRY(m_reader->assign(partition, log::Position::at(reader.next), deadline));
        m_partitions[partition] = {.readers = {reader}, .position = reader.next};
        return {};
    }
    Shared &shared = found->second;
    if (reader.next >= shared.position) {
        shared.readers.push_back(reader);
        return {};
    }
    CatchUp catchUp{.partition = partition, .target = reader};
    WEIR_ASSIGN(catchUp.reader, m_cluster->openReader({.prefetchBytes = kPollBytes}));
    WEIR_TRY(catchUp.reader->assign(partition, log::Position::at(reader.next), deadline));
    m_catchUps.push_back(std::move(catchUp));
    return {};
}

void TopicFeeds::unsubscribe(const exec::SourceMerge *merge)
{
    const auto ours = [&](const FeedReader &reader) { return reader.merge == merge; };
    for (auto entry = m_partitions.begin(); entry != m_partitions.end();) {
        auto &readers = entry->second.readers;
        readers.erase(std::remove_if(readers.begin(), readers.end(), ours), readers.end());
        const bool awaited =
            std::any_of(m_catchUps.begin(), m_catchUps.end(), [&](const CatchUp &catchUp) {
                return catchUp.partition == entry->first && !ours(catchUp.target);
            });
        if (readers.empty() && !awaited) {
            m_reader->unassign(entry->first);
            entry = m_partitions.erase(entry);
        } else {
            ++entry;
        }
    }
    m_catchUps.erase(std::remove_if(m_catchUps.begin(), m_catchUps.end(),
                                    [&](const CatchUp &catchUp) { return ours(catchUp.target); }),
                     m_catchUps.end());
}

Result<bool> TopicFeeds::poll(const Deadline &deadline)
{
    bool fed = false;
    applyBackPressure();
    WEIR_TRY(catchUp(fed));
    auto polled = m_reader->poll(fed ? Deadline::now() : deadline, kPollBytes);
    if (!polled) {
        if (polled.error().retriable) {
            return fed;
        }
        return fail(polled.error());
    }
    WEIR_TRY(take(*polled, fed));
    return fed;
}

void TopicFeeds::wake()
{
    m_reader->wake();
}

Status TopicFeeds::take(log::Polled &polled, bool &fed)
{
    for (const SlabPtr &slab : polled.slabs) {
        const auto found = m_partitions.find(slab->source());
        if (found == m_partitions.end()) {
            continue;
        }
        Shared &shared = found->second;
        for (FeedReader &reader : shared.readers) {
            feedSlab(reader, slab);
        }
        shared.position = slab->nextOffset();
        shared.atEnd = false;
        fed = true;
        m_outage.reset();
    }
    for (const log::ReaderEvent &event : polled.events) {
        WEIR_TRY(takeEvent(event));
    }
    return {};
}

Status TopicFeeds::takeEvent(const log::ReaderEvent &event)
{
    using Kind = log::ReaderEvent::Kind;
    if (event.kind == Kind::EndReached) {
        m_outage.reset();
        if (const auto found = m_partitions.find(event.partition); found != m_partitions.end()) {
            Shared &shared = found->second;
            shared.atEnd = true;
            // Past the last record there may be transaction markers: the position is the reader's.
            shared.position = std::max(shared.position, event.position);
            for (FeedReader &reader : shared.readers) {
                reader.next = std::max(reader.next, std::min(shared.position, reader.until));
            }
        }
        return {};
    }
    if (event.kind == Kind::Outage) {
        m_outage = goneError(event);
        return {};
    }
    return fail(goneError(event));
}

Status TopicFeeds::feedAlone(CatchUp &catchUp, bool &fed)
{
    using Kind = log::ReaderEvent::Kind;
    const auto polled = catchUp.reader->poll(Deadline::now(), kPollBytes);
    if (!polled) {
        return polled.error().retriable ? Status() : fail(polled.error());
    }
    for (const SlabPtr &slab : polled->slabs) {
        feedSlab(catchUp.target, slab);
        fed = true;
    }
    for (const log::ReaderEvent &event : polled->events) {
        if (event.kind == Kind::EndReached) {
            catchUp.target.next = std::max(catchUp.target.next, event.position);
        } else if (event.kind == Kind::Outage) {
            m_outage = goneError(event);
        } else {
            return fail(goneError(event));
        }
    }
    return {};
}

/// Lets readers of their own go on until they stand where the shared one is.
Status TopicFeeds::catchUp(bool &fed)
{
    for (auto entry = m_catchUps.begin(); entry != m_catchUps.end();) {
        Shared &shared = m_partitions.at(entry->partition);
        const std::size_t pending = entry->target.merge->pendingBytes(entry->target.at);
        if (entry->target.next < shared.position && pending < kBudget / 4) {
            WEIR_TRY(feedAlone(*entry, fed));
        }
        if (entry->target.next >= shared.position) {
            shared.readers.push_back(entry->target);
            entry = m_catchUps.erase(entry);
        } else {
            ++entry;
        }
    }
    return {};
}

void TopicFeeds::applyBackPressure()
{
    const std::size_t share =
        std::max<std::size_t>(kBudget / std::max<std::size_t>(m_partitions.size(), 1), 1U << 20U);
    for (auto &[partition, shared] : m_partitions) {
        std::size_t pending = 0;
        for (const FeedReader &reader : shared.readers) {
            pending = std::max(pending, reader.merge->pendingBytes(reader.at));
        }
        if (!shared.held && pending > share) {
            m_reader->hold(partition);
            shared.held = true;
        } else if (shared.held && pending <= share / 2) {
            m_reader->release(partition);
            shared.held = false;
        }
    }
}

bool TopicFeeds::atEnd(const TopicPartition &partition, const FeedReader &reader) const
{
    if (reader.next >= reader.until) {
        return true;
    }
    const auto found = m_partitions.find(partition);
    return found != m_partitions.end() && found->second.atEnd &&
           reader.next >= found->second.position;
}

std::optional<std::int64_t> TopicFeeds::position(const TopicPartition &partition) const
{
    const auto found = m_partitions.find(partition);
    return found == m_partitions.end() ? std::nullopt : std::optional(found->second.position);
}

void TopicFeeds::forEachOf(
    const exec::SourceMerge *merge,
    const std::function<void(const TopicPartition &, const FeedReader &)> &visit) const
{
    for (const auto &[partition, shared] : m_partitions) {
        for (const FeedReader &reader : shared.readers) {
            if (reader.merge == merge) {
                visit(partition, reader);
            }
        }
    }
    for (const CatchUp &catchUp : m_catchUps) {
        if (catchUp.target.merge == merge) {
            visit(catchUp.partition, catchUp.target);
        }
    }
}

} // namespace weir::runtime
