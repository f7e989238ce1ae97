#include "core/runtime/RunQuery.h"

#include "core/state/StateBytes.h"

#include <algorithm>
#include <utility>

namespace weir::runtime {

namespace {

constexpr std::size_t kMostHeldBytes = 1U << 20U;

} // namespace

std::vector<std::string> writtenTopics(const exec::PhysicalQuery &query)
{
    std::vector<std::string> topics = {query.target->topic};
    for (const exec::ScanInput &scan : query.scans) {
        if (!scan.deadLetterTopic.empty()) {
            topics.push_back(scan.deadLetterTopic);
        }
    }
    return topics;
}

Result<std::unique_ptr<RunQuery>> RunQuery::make(const PreparedQuery &prepared,
                                                 const QueryState *state, exec::DecodeCache *cache,
                                                 std::uint64_t runSeed)
{
    exec::DriverOptions options{.runSeed = runSeed, .cache = cache};
    options.order =
        prepared.physical->ordered ? exec::SourceOrder::EventTime : exec::SourceOrder::Any;
    WEIR_ASSIGN(auto driver, exec::Driver::make(prepared.physical, options));
    if (state != nullptr) {
        for (const std::string &part : state->parts) {
            state::StateReader reader(part);
            WEIR_TRY(driver->readCheckpoint(reader));
        }
    }
    return std::unique_ptr<RunQuery>(new RunQuery(prepared, std::move(driver), state != nullptr));
}

RunQuery::RunQuery(PreparedQuery prepared, std::unique_ptr<exec::Driver> driver, bool restored)
    : m_prepared(std::move(prepared))
    , m_driver(std::move(driver))
    , m_hasSnapshot(restored)
{
}

bool RunQuery::writes(const std::string &topic) const
{
    const std::vector<std::string> topics = writtenTopics();
    return std::find(topics.begin(), topics.end(), topic) != topics.end();
}

std::map<TopicPartition, std::int64_t> RunQuery::positions() const
{
    std::map<TopicPartition, std::int64_t> result;
    for (const exec::SourcePartition &at : m_driver->sources().partitions()) {
        const std::int64_t offset = m_driver->sources().position(at);
        const auto [entry, added] = result.emplace(topicPartition(at), offset);
        if (!added) {
            // Two scans of one topic: going on from the smaller loses nothing, each driver knows
            // its own.
            entry->second = std::min(entry->second, offset);
        }
    }
    return result;
}

void RunQuery::setPosition(exec::SourcePartition at, std::int64_t offset)
{
    m_driver->sources().setPosition(at, offset);
}

TopicPartition RunQuery::topicPartition(exec::SourcePartition at) const
{
    return {m_driver->query().scans[at.scan].topic, at.partition};
}

RunQuery::Standing RunQuery::standing() const
{
    return {.key = key(),
            .physical = m_prepared.physical,
            .counters = m_committedCounters,
            .paused = paused,
            .error = error,
            .suspect = suspect,
            .comebacks = comebacks};
}

void RunQuery::goOnFrom(const Standing &before)
{
    if (before.physical == m_prepared.physical) {
        m_committedCounters = before.counters;
        m_driver->setCounters(m_committedCounters);
    }
    error = before.error;
    suspect = before.suspect;
    comebacks = before.comebacks;
}

bool RunQuery::emitDue(std::chrono::steady_clock::time_point now)
{
    if (m_driver->heldRows() == 0) {
        m_heldSince.reset();
        return false;
    }
    m_heldSince = m_heldSince.value_or(now);
    const bool due =
        now - *m_heldSince >= m_prepared.emitInterval || m_driver->heldBytes() >= kMostHeldBytes;
    if (due) {
        m_heldSince.reset();
    }
    return due;
}

QuerySection RunQuery::writeSection()
{
    QuerySection section{.key = m_prepared.key,
                         .signature = m_prepared.signature,
                         .stateSignature = m_prepared.stateSignature,
                         .positions = positions(),
                         .delta = m_hasSnapshot};
    state::StateWriter writer;
    m_driver->writeCheckpoint(writer, section.delta);
    section.bytes = writer.take();
    m_hasSnapshot = true;
    m_heldSince.reset(); // nothing is held back at a checkpoint
    m_changed = false;
    return section;
}

QueryState RunQuery::state()
{
    state::StateWriter writer;
    m_driver->writeCheckpoint(writer, false);
    return {.signature = m_prepared.signature,
            .stateSignature = m_prepared.stateSignature,
            .positions = positions(),
            .parts = {writer.take()}};
}

} // namespace weir::runtime
