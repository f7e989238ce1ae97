#include "core/connect/GeneratorRun.h"

#include "core/connect/GenerateBatch.h"

#include <algorithm>
#include <utility>

namespace weir::connect {

namespace {

constexpr std::size_t kBatchRecords = 16 * 1024;
// A transaction marker or two may stand behind the last record.
constexpr std::int64_t kTailOffsets = 16;
constexpr std::size_t kTailBytes = 1U << 20U;

/// What the last record of a partition tells a resuming generator.
struct LastRecord {
    EpochMs timestamp = 0;
    std::optional<std::uint64_t> index;
};

/// Returns nothing for a partition without records.
Result<std::optional<LastRecord>> readLastRecord(log::Reader &reader, const Generator &generator,
                                                 const TopicPartition &partition,
                                                 const log::PartitionOffsets &offsets,
                                                 const Deadline &deadline)
{
    std::optional<LastRecord> last;
    if (offsets.lastStable <= offsets.begin) {
        return last;
    }
    const std::int64_t from = std::max(offsets.begin, offsets.lastStable - kTailOffsets);
    WEIR_TRY(reader.assign(partition, log::Position::at(from), deadline));
    for (bool ended = false; !ended;) {
        if (deadline.passed()) {
            return fail(externalError(
                "connect.deadline-exceeded",
                "The last record of " + partition.topic + " could not be read in time", true));
        }
        WEIR_ASSIGN(const log::Polled polled, reader.poll(deadline, kTailBytes));
        for (const SlabPtr &slab : polled.slabs) {
            for (const RecordView &record : slab->records()) {
                last = LastRecord{record.timestamp, generator.indexOf(record)};
            }
            ended = ended || slab->nextOffset() >= offsets.lastStable;
        }
        for (const log::ReaderEvent &event : polled.events) {
            ended = ended || event.kind == log::ReaderEvent::Kind::EndReached;
        }
    }
    reader.unassign(partition);
    return last;
}

} // namespace

GeneratorRun::GeneratorRun(std::unique_ptr<Generator> generator, std::string topic)
    : m_generator(std::move(generator))
    , m_topic(std::move(topic))
{
}

Result<std::unique_ptr<GeneratorRun>> GeneratorRun::open(log::ClusterPtr cluster,
                                                         const GeneratorRunOptions &options,
                                                         const Deadline &deadline)
{
    WEIR_ASSIGN(std::unique_ptr<Generator> generator,
                makeGenerator(options.generator, options.settings));
    std::unique_ptr<GeneratorRun> run(new GeneratorRun(
        std::move(generator), options.topic.empty() ? options.generator : options.topic));
    run->m_cluster = std::move(cluster);
    WEIR_TRY(run->prepareTopic(options, deadline));
    WEIR_TRY(run->resume(deadline));
    WEIR_ASSIGN(run->m_writer, run->m_cluster->openWriter());
    run->m_end = run->m_generator->traits().limit.value_or(UINT64_MAX);
    run->m_left = options.count.value_or(UINT64_MAX);
    return run;
}

Status GeneratorRun::prepareTopic(const GeneratorRunOptions &options, const Deadline &deadline)
{
    log::TopicConfig config = options.config;
    config.insert(m_generator->traits().config.begin(), m_generator->traits().config.end());
    Status created = m_cluster->createTopic(
        {m_topic, options.partitions, options.replicas, std::move(config)}, deadline);
    if (!created && created.error().code != "log.topic-exists") {
        return created;
    }
    WEIR_ASSIGN(const log::TopicInfo info, m_cluster->topic(m_topic, deadline));
    m_buffers.resize(std::size_t(info.partitions));
    return {};
}

Status GeneratorRun::resume(const Deadline &deadline)
{
    WEIR_ASSIGN(const auto offsets, m_cluster->offsets(m_topic, deadline));
    WEIR_ASSIGN(const auto reader, m_cluster->openReader());
    std::uint64_t counted = 0;
    std::optional<EpochMs> lastTime;
    std::uint64_t lastIndex = 0;
    m_missingFrom.assign(offsets.size(), 0);
    bool indexed = true;
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        WEIR_ASSIGN(const auto last,
                    readLastRecord(*reader, *m_generator, {m_topic, std::int32_t(i)}, offsets[i],
                                   deadline));
        counted += std::uint64_t(offsets[i].lastStable);
        if (!last) {
            continue;
        }
        indexed = indexed && last->index.has_value();
        m_missingFrom[i] = last->index.value_or(0) + 1;
        if (!lastTime || last->timestamp >= *lastTime) {
            lastTime = last->timestamp;
            lastIndex = last->index.value_or(0);
        }
    }
    if (!lastTime) {
        m_missingFrom.clear();
        m_next = counted;
        return {};
    }
    m_resumed = true;
    if (indexed) {
        // A run that was cut off may have reached some partitions and not others: each goes on
        // where it ends, so that no record is missing or there twice.
        m_next = *std::min_element(m_missingFrom.begin(), m_missingFrom.end());
    } else {
        m_missingFrom.clear();
        m_next = counted;
        lastIndex = counted - 1;
    }
    m_generator->moveStart(lastIndex, *lastTime);
    return {};
}

std::optional<EpochMs> GeneratorRun::nextTime() const
{
    const bool none = m_left == 0 || m_next >= m_end;
    return none ? std::nullopt : std::optional(m_generator->timeOf(m_next));
}

void GeneratorRun::skipTo(EpochMs time)
{
    if (!finished() && m_generator->timeOf(m_next) < time) {
        m_generator->moveStart(m_next, time);
    }
}

Result<std::size_t> GeneratorRun::append(EpochMs until, std::size_t most, const Deadline &deadline)
{
    std::size_t appended = 0;
    bool more = true;
    while (more && appended < most && !finished()) {
        const std::size_t wanted =
            std::size_t(std::min<std::uint64_t>({most - appended, m_left, kBatchRecords}));
        for (RecordBuffer &buffer : m_buffers) {
            buffer.clear();
        }
        const std::uint64_t next =
            generateBatch(*m_generator, {m_next, until, wanted, m_missingFrom}, m_buffers);
        for (std::size_t i = 0; i < m_buffers.size(); ++i) {
            if (!m_buffers[i].empty()) {
                appended += m_buffers[i].size();
                m_left -= m_buffers[i].size();
                WEIR_TRY(
                    m_writer->append({{m_topic, std::int32_t(i)}, m_buffers[i].run()}, deadline));
            }
        }
        more = next - m_next == wanted;
        m_next = next;
    }
    WEIR_TRY(flush(deadline));
    return appended;
}

Status GeneratorRun::flush(const Deadline &deadline)
{
    WEIR_ASSIGN(const auto acks, m_writer->flush(deadline));
    for (const log::BatchAck &ack : acks) {
        if (!ack.baseOffset) {
            return fail(ack.baseOffset.error());
        }
    }
    return {};
}

} // namespace weir::connect
