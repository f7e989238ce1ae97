// How a run commits what it made.

#include "core/runtime/Run.h"

#include <algorithm>
#include <utility>

namespace weir::runtime {

namespace {

std::chrono::milliseconds checkpointInterval(log::ClusterKind kind)
{
    return kind == log::ClusterKind::Kafka ? std::chrono::milliseconds(1000)
                                           : std::chrono::milliseconds(20);
}

} // namespace

bool Run::commitDue(bool progressed) const
{
    const bool changed =
        !m_output.empty() || std::any_of(m_queries.begin(), m_queries.end(),
                                         [](const auto &query) { return query->changed(); });
    if (!changed) {
        return false;
    }
    return !progressed || m_output.bytes() >= kCommitBytes ||
           std::chrono::steady_clock::now() - m_lastCommit >= checkpointInterval(m_cluster->kind());
}

std::vector<log::OutputBatch> Run::outputBatches() const
{
    std::vector<log::OutputBatch> batches;
    for (const exec::OutputBuffer::Partition *partition : m_output.filled()) {
        batches.push_back({{partition->topic, partition->partition}, partition->records.run()});
    }
    return batches;
}

Status Run::commit()
{
    std::vector<QuerySection> sections;
    for (const auto &query : m_queries) {
        if (!m_goBackAt) {
            letOut(*query);
        }
        if (m_goBackAt) {
            return {}; // what is in memory does not count
        }
        if (query->changed()) {
            sections.push_back(query->writeSection());
        }
    }
    if (sections.empty() && m_output.empty()) {
        return {};
    }
    return commitSections(sections);
}

Status Run::commitSections(const std::vector<QuerySection> &sections)
{
    log::Checkpoint checkpoint{.epoch = m_memory.epoch + 1};
    checkpoint.kind =
        m_memory.epoch == 0 ? log::Checkpoint::Kind::Snapshot : log::Checkpoint::Kind::Delta;
    if (m_sqlChanged) {
        checkpoint.about = m_memory.sql;
    }
    checkpoint.bytes = encodeCheckpoint(sections, checkpoint.about, m_memory.seed);
    const auto batches = outputBatches();
    const log::CommitResult result =
        m_cluster->checkpoints().commit(*m_lease, batches, checkpoint, patience());
    m_lastCommit = std::chrono::steady_clock::now();
    if (result.outcome != log::CommitResult::Outcome::Committed) {
        return takeRefusal(result, batches);
    }
    m_memory.epoch = checkpoint.epoch;
    m_sqlChanged = false;
    (checkpoint.kind == log::Checkpoint::Kind::Snapshot ? m_snapshotBytes : m_deltaBytes) +=
        checkpoint.bytes.size();
    noteCommitted(result, batches);
    keepChainShort();
    return {};
}

/// What passes is tried again. What does not would be refused for ever: it ends the queries that
/// write the topic that does not take their rows, else the run (ENGINE.md 12).
Status Run::takeRefusal(const log::CommitResult &result,
                        const std::vector<log::OutputBatch> &batches)
{
    const Error reason = result.reason.value_or(
        externalError("runtime.commit-failed", "the log did not say why", true));
    if (reason.retriable && !reason.fatal) {
        tryAgainLater("a checkpoint could not be written and is tried again", reason);
        return {};
    }
    bool ended = false;
    for (const auto &query : m_queries) {
        const bool writes =
            result.refused && query->writes(batches.at(*result.refused).partition.topic);
        if (writes && !reason.fatal && !query->error) {
            query->error = reason;
            query->error->message = "its rows cannot be written: " + reason.message;
            ended = true;
        }
    }
    if (!ended) {
        return fail(reason);
    }
    wantToGoBack();
    return {};
}

void Run::noteCommitted(const log::CommitResult &result,
                        const std::vector<log::OutputBatch> &batches)
{
    for (std::size_t i = 0; i < batches.size() && i < result.baseOffsets.size(); ++i) {
        m_writtenEnds[batches[i].partition] =
            result.baseOffsets[i] + static_cast<std::int64_t>(batches[i].run.records.size());
    }
    m_output.clear();
    m_uncommittedTopics.clear();
    m_deadLetters.commit();
    m_committedRows = m_processedRows;
    for (const auto &query : m_queries) {
        query->noteCommitted();
    }
    m_failures = 0;
    m_saidLast.clear();
}

/// Once the deltas weigh more than the state itself, a whole snapshot is the shorter way back. It
/// is made of what was committed, elsewhere: the worker never writes its whole state.
void Run::keepChainShort()
{
    if (const auto ended = m_compactor->take()) {
        m_compactAtBytes = 0;
        if (*ended) {
            const std::size_t chain = m_snapshotBytes + m_deltaBytes;
            m_deltaBytes = chain - std::min(chain, (*ended)->merged);
            m_snapshotBytes = (*ended)->snapshot;
        } else {
            // What did not work now is tried again when there is twice as much to gain.
            m_compactAtBytes = 2 * m_deltaBytes;
            m_warnings.push_back("the run's checkpoints were not compacted: " +
                                 ended->error().message);
        }
    }
    const std::size_t enough =
        std::max({m_settings.compactBytes, 2 * m_snapshotBytes, m_compactAtBytes});
    if (m_compactor->running() || m_deltaBytes <= enough) {
        return;
    }
    CompactableQueries queries;
    for (const auto &query : m_queries) {
        queries[query->key()] = {query->prepared().stateSignature, query->prepared().physical};
    }
    m_compactor->start(std::move(queries));
}

} // namespace weir::runtime
