// How a run comes to its last checkpoint: when it is opened, and when it has to go back.

#include "core/runtime/Run.h"

#include <algorithm>
#include <utility>

namespace weir::runtime {

namespace {

/// Of the pause before another attempt: from a tenth of a second to a few.
constexpr int kMostDoublings = 5;

} // namespace

Result<std::unique_ptr<Run>> Run::open(log::ClusterPtr cluster, RunSettings settings,
                                       const Deadline &deadline)
{
    std::unique_ptr<Run> run(new Run(std::move(cluster), std::move(settings)));
    if (!run->m_settings.clock) {
        run->m_settings.clock = std::make_shared<SystemClock>();
    }
    log::CheckpointStore &store = run->m_cluster->checkpoints();
    WEIR_ASSIGN(run->m_lease,
                store.acquire(run->m_settings.runId, run->m_settings.program, deadline));
    if (run->m_settings.reset) {
        WEIR_TRY(store.forget(*run->m_lease, deadline));
    }
    run->m_compactor = std::make_unique<CheckpointCompactor>(run->m_cluster, *run->m_lease);
    WEIR_ASSIGN(run->m_feeds, TopicFeeds::open(run->m_cluster));
    WEIR_TRY(run->load(deadline));
    run->m_resumed = run->m_memory.epoch > 0;
    return run;
}

Status Run::load(const Deadline &deadline)
{
    WEIR_ASSIGN(log::CheckpointChain chain,
                m_cluster->checkpoints().load(m_settings.runId, deadline));
    m_deltaBytes = 0;
    m_snapshotBytes = 0;
    for (const log::Checkpoint &part : chain.parts) {
        (part.kind == log::Checkpoint::Kind::Snapshot ? m_snapshotBytes : m_deltaBytes) +=
            part.bytes.size();
    }
    WEIR_ASSIGN(m_memory, decodeCheckpoints(std::move(chain)));
    if (m_memory.epoch == 0) {
        m_memory.seed = m_freshSeed;
    }
    return {};
}

void Run::wantToGoBack()
{
    m_goBackAt = m_goBackAt.value_or(std::chrono::steady_clock::now());
}

/// Waits for the moment, `idle` at most; returns whether the run stands on its checkpoint now. A
/// cluster that gives no answer is asked again later.
Result<bool> Run::goBackWhenDue(const Deadline &idle)
{
    const auto due = [this] { return std::chrono::steady_clock::now() >= *m_goBackAt; };
    if (!due()) {
        m_woken.wait(m_woken.mark(), Deadline(std::min(idle.at(), *m_goBackAt), idle.cancel()));
    }
    if (!due()) {
        return false;
    }
    const Status back = goBack(patience());
    if (!back && !back.error().retriable) {
        return fail(back.error());
    }
    if (!back) {
        tryAgainLater("the run cannot go back to its last checkpoint yet", back.error());
    }
    return back.has_value();
}

/// A commit did not succeed, or a row ended a query: drop what is in memory and go on from the last
/// checkpoint (ENGINE.md 8). Where that fails it can be done again.
Status Run::goBack(const Deadline &deadline)
{
    wantToGoBack();
    for (const auto &query : m_queries) {
        m_standings[query->key()] = query->standing();
        end(*query);
    }
    m_queries.clear();
    m_output.clear();
    m_uncommittedTopics.clear();
    m_deadLetters.rollBack();
    m_processedRows = m_committedRows;
    WEIR_TRY(load(deadline));
    const PreparedRun applied = m_applied;
    WEIR_TRY(reconcile(applied, m_onChange, deadline));
    for (const auto &query : m_queries) {
        const auto stood = m_standings.find(query->key());
        if (stood == m_standings.end()) {
            continue;
        }
        // What was paused or had ended stays so.
        query->goOnFrom(stood->second);
        if (query->error) {
            end(*query);
        } else if (stood->second.paused) {
            pause(query->key());
        }
    }
    m_standings.clear();
    m_goBackAt.reset();
    return {};
}

/// Afterwards what is in memory is what the last checkpoint holds.
Status Run::standOnCheckpoint(const Deadline &deadline)
{
    WEIR_TRY(commit());
    return m_goBackAt ? goBack(deadline) : Status();
}

/// Something did not work that may work later: says so, once for a reason, and lets more and more
/// time pass in between.
void Run::tryAgainLater(const std::string &what, const Error &reason)
{
    m_goBackAt = std::chrono::steady_clock::now();
    if (m_failures > 0) {
        *m_goBackAt += m_settings.retryPause * (1 << std::min(m_failures - 1, kMostDoublings));
    }
    ++m_failures;
    const std::string said = what + ": " + reason.message;
    if (said != m_saidLast) {
        m_warnings.push_back(said);
        m_saidLast = said;
    }
}

} // namespace weir::runtime
