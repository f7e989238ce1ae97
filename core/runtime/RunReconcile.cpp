// How a run takes over a text: what starts, stops, stays, and from where.

#include "core/plan/PrintCanonical.h"
#include "core/plan/StateSignature.h"
#include "core/runtime/Run.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace weir::runtime {

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

/// A commit did not succeed, or a row ended a query: drop what is in memory and go on from the last
/// checkpoint (ENGINE.md 8).
Status Run::restart(const Deadline &deadline)
{
    ++m_restarts;
    std::map<std::string, RunQuery::Standing> before;
    for (const auto &query : m_queries) {
        before[query->key()] = query->standing();
        end(*query);
    }
    m_queries.clear();
    m_output.clear();
    m_uncommittedTopics.clear();
    m_deadLetters.rollBack();
    m_processedRows = m_committedRows;
    WEIR_TRY(load(deadline));
    const PreparedRun applied = m_applied;
    WEIR_TRY(apply(applied, OnChange::StartEmpty, deadline));
    for (const auto &query : m_queries) {
        const auto stood = before.find(query->key());
        if (stood == before.end()) {
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
    return {};
}

Status Run::apply(const PreparedRun &prepared, OnChange onChange, const Deadline &deadline)
{
    WEIR_TRY(commit());
    const bool first = m_queries.empty();
    std::map<std::string, std::string> wanted;
    for (const PreparedQuery &query : prepared.queries) {
        wanted[query.key] = query.signature;
    }
    const auto stays = [&](const RunQuery &query) {
        const auto found = wanted.find(query.key());
        return found != wanted.end() && found->second == query.prepared().signature && !query.error;
    };
    for (const auto &query : m_queries) {
        if (!stays(*query)) {
            remember(*query);
        }
    }
    WEIR_TRY(checkStates(prepared, onChange));

    std::map<std::string, std::unique_ptr<RunQuery>> kept;
    for (auto &query : m_queries) {
        if (stays(*query)) {
            kept[query->key()] = std::move(query);
        } else {
            end(*query);
        }
    }
    m_queries.clear();
    for (const PreparedQuery &query : prepared.queries) {
        if (const auto found = kept.find(query.key); found != kept.end()) {
            m_queries.push_back(std::move(found->second));
        } else {
            WEIR_TRY(start(query, onChange, deadline));
        }
        m_queries.back()->revision = prepared.revision;
    }
    m_applied = prepared;
    m_hasText = true;
    const std::string sql = plan::printCanonical(*prepared.plan);
    m_sqlChanged = m_sqlChanged || sql != m_memory.sql;
    m_memory.sql = sql;
    return first && !m_settings.untilCaughtUp ? noteRootEnds(deadline) : Status();
}

/// Keeps the state of a query that ends or changes, as its last checkpoint would give it back.
void Run::remember(RunQuery &query)
{
    m_memory.queries[query.key()] = query.state();
}

void Run::end(RunQuery &query)
{
    m_feeds->unsubscribe(&query.driver().sources());
}

Status Run::checkStates(const PreparedRun &prepared, OnChange onChange) const
{
    if (onChange != OnChange::Refuse) {
        return {};
    }
    std::string changed;
    for (const PreparedQuery &query : prepared.queries) {
        const auto found = m_memory.queries.find(query.key);
        if (found != m_memory.queries.end() &&
            found->second.stateSignature != query.stateSignature) {
            changed += (changed.empty() ? "" : ", ") + query.key;
        }
    }
    if (changed.empty()) {
        return {};
    }
    return fail(userError(
        "runtime.state-changed",
        fmt::format("the state kept for {} does not fit the changed statement; start empty "
                    "(--on-change=reset) or recompute from the beginning (--on-change=recompute)",
                    changed)));
}

const QueryState *Run::keptState(const PreparedQuery &prepared, OnChange onChange) const
{
    const auto found = m_memory.queries.find(prepared.key);
    if (found == m_memory.queries.end()) {
        return nullptr;
    }
    const bool fits = found->second.stateSignature == prepared.stateSignature;
    return fits || onChange != OnChange::Recompute ? &found->second : nullptr;
}

Status Run::start(const PreparedQuery &prepared, OnChange onChange, const Deadline &deadline)
{
    const QueryState *state = keptState(prepared, onChange);
    const bool fits = state != nullptr && state->stateSignature == prepared.stateSignature;
    WEIR_ASSIGN(auto query,
                RunQuery::make(prepared, fits ? state : nullptr, &m_cache, m_memory.seed));
    const bool recompute = state == nullptr && m_memory.queries.count(prepared.key) > 0;
    WEIR_ASSIGN(const auto positions, startPositions(prepared, state, recompute, deadline));
    for (const exec::SourcePartition &at : query->driver().sources().partitions()) {
        const TopicPartition partition = query->topicPartition(at);
        const bool restored = fits && state->positions.count(partition) > 0;
        if (!restored) {
            query->setPosition(at, positions.at(partition));
        }
    }
    query->driver().setTap(m_tap);
    query->driver().setRejects(m_deadLetters.of(query->key()));
    WEIR_TRY(subscribe(*query, deadline));
    m_queries.push_back(std::move(query));
    m_memory.queries.erase(prepared.key);
    return {};
}

Result<std::map<TopicPartition, std::int64_t>> Run::startPositions(const PreparedQuery &prepared,
                                                                   const QueryState *state,
                                                                   bool recompute,
                                                                   const Deadline &deadline)
{
    using Kind = FeedStart::Kind;
    std::map<TopicPartition, std::int64_t> positions;
    for (const exec::ScanInput &scan : prepared.physical->scans) {
        WEIR_ASSIGN(const auto offsets, m_cluster->offsets(scan.topic, deadline));
        std::vector<std::int64_t> byTime;
        const bool derived = !isRoot(scan.topic);
        const Kind from = recompute || derived ? Kind::Beginning : m_settings.from.kind;
        if (from == Kind::Time) {
            WEIR_ASSIGN(byTime,
                        m_cluster->offsetsForTime(scan.topic, m_settings.from.value, deadline));
        }
        for (std::size_t i = 0; i < offsets.size(); ++i) {
            const TopicPartition partition{scan.topic, static_cast<std::int32_t>(i)};
            const auto saved = state == nullptr ? decltype(state->positions.begin()){}
                                                : state->positions.find(partition);
            if (state != nullptr && saved != state->positions.end()) {
                positions[partition] = saved->second;
            } else {
                positions[partition] = from == Kind::End    ? offsets[i].lastStable
                                       : from == Kind::Time ? byTime[i]
                                                            : offsets[i].begin;
            }
        }
    }
    return positions;
}

Status Run::subscribe(RunQuery &query, const Deadline &deadline)
{
    for (const exec::SourcePartition &at : query.driver().sources().partitions()) {
        const TopicPartition partition = query.topicPartition(at);
        FeedReader reader{.merge = &query.driver().sources(),
                          .at = at,
                          .next = query.driver().sources().position(at)};
        if (const auto fed = query.fedTo.find(at); fed != query.fedTo.end()) {
            reader.next = fed->second;
        }
        if (m_settings.untilCaughtUp && isRoot(partition.topic)) {
            if (m_rootEnds.count(partition) == 0) {
                WEIR_ASSIGN(const auto offsets, m_cluster->offsets(partition.topic, deadline));
                m_rootEnds[partition] =
                    offsets.at(static_cast<std::size_t>(partition.partition)).lastStable;
            }
            reader.until = m_rootEnds[partition];
        }
        WEIR_TRY(m_feeds->subscribe(partition, reader, deadline));
    }
    return {};
}

Status Run::noteRootEnds(const Deadline &deadline)
{
    for (const auto &query : m_queries) {
        for (const exec::SourcePartition &at : query->driver().sources().partitions()) {
            const TopicPartition partition = query->topicPartition(at);
            if (isRoot(partition.topic) && m_rootEnds.count(partition) == 0) {
                WEIR_ASSIGN(const auto offsets, m_cluster->offsets(partition.topic, deadline));
                m_rootEnds[partition] =
                    offsets.at(static_cast<std::size_t>(partition.partition)).lastStable;
            }
        }
    }
    return {};
}

/// A paused query is fed no more, so that what waits for it holds up nobody who reads the same
/// topic.
void Run::pause(const std::string &key)
{
    for (const auto &query : m_queries) {
        if ((key.empty() || query->key() == key) && query->runs()) {
            m_feeds->forEachOf(&query->driver().sources(),
                               [&](const TopicPartition &, const FeedReader &reader) {
                                   query->fedTo[reader.at] = reader.next;
                               });
            end(*query);
            query->paused = true;
            query->blocked = BlockingReason::Paused;
        }
    }
}

Status Run::resume(const std::string &key, const Deadline &deadline)
{
    for (const auto &query : m_queries) {
        if ((key.empty() || query->key() == key) && query->paused) {
            WEIR_TRY(subscribe(*query, deadline));
            query->fedTo.clear();
            query->paused = false;
            query->blocked = BlockingReason::None;
        }
    }
    return {};
}

Status Run::stop(const std::string &key)
{
    WEIR_TRY(commit());
    for (auto query = m_queries.begin(); query != m_queries.end();) {
        if (key.empty() || (*query)->key() == key) {
            remember(**query);
            end(**query);
            query = m_queries.erase(query);
        } else {
            ++query;
        }
    }
    // A commit that fails must not bring it back.
    std::erase_if(m_applied.queries,
                  [&](const PreparedQuery &query) { return key.empty() || query.key == key; });
    return {};
}

} // namespace weir::runtime
