#include "core/runtime/Run.h"

#include "core/base/RandomBits.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace weir::runtime {

namespace {

constexpr int kStepsPerTurn = 32;
constexpr int kMostComebacks = 5;

} // namespace

Run::Run(log::ClusterPtr cluster, RunSettings settings)
    : m_cluster(std::move(cluster))
    , m_settings(std::move(settings))
    , m_freshSeed(randomSeed())
{
}

Run::~Run() = default;

Deadline Run::patience() const
{
    return Deadline::in(std::chrono::seconds(30), m_settings.giveUp);
}

void Run::wake()
{
    m_woken.notify();
    m_feeds->wake();
}

Result<bool> Run::turn(const Deadline &idle)
{
    if (m_goBackAt) {
        WEIR_ASSIGN(const bool back, goBackWhenDue(idle));
        if (!back) {
            return false;
        }
    }
    WEIR_TRY(keepStarts());
    if (m_goBackAt) {
        return true;
    }
    auto fed = m_feeds->poll(m_busy ? Deadline::now() : idle);
    if (!fed) {
        return fail(fed.error());
    }
    updateEnds();
    WEIR_ASSIGN(m_busy, stepQueries());
    if (commitDue(m_busy)) {
        WEIR_TRY(commit());
    }
    return m_busy || *fed;
}

/// Where a query begins is in a checkpoint before its first row: what goes back goes back to there.
Status Run::keepStarts()
{
    const bool kept = std::all_of(m_queries.begin(), m_queries.end(),
                                  [](const auto &query) { return query->hasSection(); });
    return kept ? Status() : commit();
}

/// A source partition is at its end when the log has no more of it and, for a topic that this run
/// writes, its writers stand at the end of their own inputs (ENGINE.md 4). Queries are in
/// topological order, so one pass carries a busy writer through the whole chain.
void Run::updateEnds()
{
    std::set<std::string> busy = m_uncommittedTopics;
    for (const auto &query : m_queries) {
        m_feeds->forEachOf(&query->driver().sources(), [&](const TopicPartition &partition,
                                                           const FeedReader &reader) {
            reader.merge->setAtEnd(reader.at, m_feeds->atEnd(partition, reader) &&
                                                  busy.count(partition.topic) == 0 &&
                                                  isWrittenOut(partition, reader.next));
        });
        const bool more = query->runs() && !query->driver().sources().exhausted();
        if (more || query->driver().heldRows() > 0) {
            for (const std::string &topic : query->writtenTopics()) {
                busy.insert(topic);
            }
        }
    }
}

/// A log may show a commit's records a moment after it was acknowledged; until then the end that
/// the reader told is an old one.
bool Run::isWrittenOut(const TopicPartition &partition, std::int64_t fedTo) const
{
    const auto end = m_writtenEnds.find(partition);
    return end == m_writtenEnds.end() || fedTo >= end->second;
}

Result<bool> Run::stepQueries()
{
    bool progressed = false;
    for (const auto &query : m_queries) {
        if (query->runs()) {
            WEIR_ASSIGN(const bool moved, stepQuery(*query));
            if (m_goBackAt) {
                return true;
            }
            progressed = moved || progressed;
            keepStateBudget();
        }
    }
    return progressed;
}

/// Too much state ends the query that holds most of it (ENGINE.md 8).
void Run::keepStateBudget()
{
    if (m_settings.stateMemory == 0 || stateBytes() <= m_settings.stateMemory) {
        return;
    }
    RunQuery *biggest = nullptr;
    for (const auto &query : m_queries) {
        const bool bigger =
            biggest == nullptr || query->driver().stateBytes() > biggest->driver().stateBytes();
        if (query->runs() && bigger) {
            biggest = query.get();
        }
    }
    if (biggest == nullptr) {
        return;
    }
    biggest->error =
        userError("runtime.state-memory",
                  fmt::format("the run's state needs more than {} bytes; raise --state-memory",
                              m_settings.stateMemory));
    biggest->noteProgress();
    end(*biggest);
}

/// Rows up to one that is known to end the query. Before that one comes alone, everything is
/// committed, so that the last checkpoint is the state right before it.
Result<std::size_t> Run::rowsOfStep(RunQuery &query)
{
    const std::uint64_t next = query.driver().nextSeq();
    if (!query.suspect || next > *query.suspect) {
        query.suspect.reset();
        return m_settings.batchRows;
    }
    if (next < *query.suspect) {
        return std::min<std::size_t>(m_settings.batchRows, *query.suspect - next);
    }
    WEIR_TRY(commit());
    return std::size_t{1};
}

/// A row ended the query. Operators before the one that failed may have taken rows behind it, so
/// the run goes back to its last checkpoint and comes to the row again; the second time it comes
/// alone, and the query stays as it was right before it (ENGINE.md 2, 12).
void Run::failAtRow(RunQuery &query, Error error, bool alone)
{
    // Where rows of several partitions come in another order the second time, it is another row
    // that comes alone. That cannot go on for ever: the last checkpoint is a consistent end too.
    if (alone || ++query.comebacks > kMostComebacks) {
        query.error = std::move(error);
    } else {
        query.suspect = query.driver().failedSeq();
    }
    wantToGoBack();
}

Result<bool> Run::stepQuery(RunQuery &query)
{
    bool progressed = false;
    query.driver().setNow(m_settings.clock->now());
    for (int i = 0; i < kStepsPerTurn && m_output.bytes() < kCommitBytes; ++i) {
        WEIR_ASSIGN(const std::size_t rows, rowsOfStep(query));
        if (m_goBackAt) {
            return true;
        }
        const bool alone = query.suspect && query.driver().nextSeq() == *query.suspect;
        const std::size_t before = m_output.records();
        auto step = query.driver().step(rows, m_output);
        if (m_output.records() != before) {
            for (const exec::OutputBuffer::Partition *partition : m_output.filled()) {
                m_uncommittedTopics.insert(partition->topic);
            }
        }
        if (!step) {
            failAtRow(query, step.error(), alone);
            return true;
        }
        if (step->finished) {
            query.finished = true;
        }
        query.blocked = step->waitingFor                       ? BlockingReason::WaitingForInput
                        : step->rows == 0 && m_feeds->outage() ? BlockingReason::Outage
                        : step->rows == 0                      ? BlockingReason::CaughtUp
                                                               : BlockingReason::None;
        if (step->rows == 0) {
            break;
        }
        progressed = true;
        m_processedRows += step->rows;
        query.noteProgress();
        if (query.emitDue(std::chrono::steady_clock::now())) {
            letOut(query);
            if (m_goBackAt) {
                return true;
            }
        }
    }
    return progressed;
}

/// Puts the changes that a query holds back into the output. One that ends the query is no single
/// row that could come again alone: the query stays at its last checkpoint.
void Run::letOut(RunQuery &query)
{
    const std::size_t before = m_output.records();
    const Status done = query.driver().letOut(m_output);
    if (m_output.records() != before) {
        m_uncommittedTopics.insert(query.sinkTopic());
    }
    if (!done) {
        failAtRow(query, done.error(), true);
    }
}

bool Run::caughtUp() const
{
    // Before the first text there is nothing to have caught up with.
    if (!m_hasText || m_goBackAt || !m_output.empty()) {
        return false;
    }
    return std::all_of(m_queries.begin(), m_queries.end(), [&](const auto &query) {
        if (query->driver().heldRows() > 0) {
            return false;
        }
        if (!query->runs()) {
            return true;
        }
        if (query->changed()) {
            return false;
        }
        if (query->driver().sources().exhausted()) {
            return true;
        }
        const auto positions = query->positions();
        return std::all_of(positions.begin(), positions.end(), [&](const auto &entry) {
            const auto end = m_rootEnds.find(entry.first);
            return end != m_rootEnds.end() && entry.second >= end->second;
        });
    });
}

std::size_t Run::stateBytes() const
{
    std::size_t bytes = 0;
    for (const auto &query : m_queries) {
        bytes += query->error ? 0 : query->driver().stateBytes();
    }
    return bytes;
}

TableRead Run::readTable(const std::string &topic, exec::TableRequest request) const
{
    const RunQuery *writer = nullptr;
    for (const auto &query : m_queries) {
        if (query->sinkTopic() == topic && (writer != nullptr || query->error)) {
            return {};
        }
        writer = query->sinkTopic() == topic ? query.get() : writer;
    }
    if (writer == nullptr) {
        return {};
    }
    request.mostRows = m_settings.pullRows;
    TableRead read = runtime::readTable(*writer, request);
    read.place = {m_settings.runId, writer->key(), writer->prepared().stateSignature,
                  writer->prepared().logical};
    return read;
}

void Run::setTap(exec::RowTap *tap)
{
    m_tap = tap;
    for (const auto &query : m_queries) {
        query->driver().setTap(tap);
    }
}

} // namespace weir::runtime
