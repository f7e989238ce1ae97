// How a run takes over a text: what starts, stops, stays, and from where.

#include "core/log/LogErrors.h"
#include "core/plan/PrintCanonical.h"
#include "core/runtime/Run.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace weir::runtime {

namespace {

/// The topics that queries before this one write: not roots, for it.
std::set<std::string> writtenBefore(const PreparedRun &text, const std::string &key)
{
    std::set<std::string> topics;
    for (const PreparedQuery &query : text.queries) {
        if (query.key == key) {
            break;
        }
        for (std::string &topic : writtenTopics(*query.physical)) {
            topics.insert(std::move(topic));
        }
    }
    return topics;
}

Result<std::int64_t> offsetIn(const std::vector<std::int64_t> &offsets,
                              const TopicPartition &partition)
{
    const auto index = static_cast<std::size_t>(partition.partition);
    if (index >= offsets.size()) {
        return fail(
            log::unknownPartitionError(partition, static_cast<std::int32_t>(offsets.size())));
    }
    return offsets[index];
}

} // namespace

Status Run::apply(const PreparedRun &prepared, OnChange onChange, const Deadline &deadline)
{
    WEIR_TRY(standOnCheckpoint(deadline));
    for (const auto &query : m_queries) {
        if (!stays(*query, prepared)) {
            remember(*query);
        }
    }
    WEIR_TRY(checkStates(prepared, onChange));
    if (m_queries.empty() || m_settings.untilCaughtUp) {
        WEIR_TRY(noteRootEnds(prepared, deadline));
    }
    WEIR_TRY(reconcile(prepared, onChange, deadline));
    m_onChange = onChange;
    return {};
}

bool Run::stays(const RunQuery &query, const PreparedRun &prepared)
{
    return !query.error && std::any_of(prepared.queries.begin(), prepared.queries.end(),
                                       [&](const PreparedQuery &wanted) {
                                           return wanted.key == query.key() &&
                                                  wanted.signature == query.prepared().signature;
                                       });
}

/// All that is new is made before anything that runs is touched.
Status Run::reconcile(const PreparedRun &prepared, OnChange onChange, const Deadline &deadline)
{
    std::map<std::string, RunQuery *> kept;
    for (const auto &query : m_queries) {
        if (stays(*query, prepared)) {
            kept[query->key()] = query.get();
        }
    }
    MadeQueries made;
    for (const PreparedQuery &query : prepared.queries) {
        if (kept.count(query.key) == 0) {
            WEIR_ASSIGN(made[query.key], make(prepared, query, onChange, deadline));
        }
    }
    WEIR_TRY(replace(made, prepared, deadline));
    m_applied = prepared;
    m_hasText = true;
    const std::string sql = plan::printCanonical(*prepared.plan);
    m_sqlChanged = m_sqlChanged || sql != m_memory.sql;
    m_memory.sql = sql;
    return {};
}

/// Ends what is not wanted any more and lets what was made run in its place. Where something cannot
/// be fed, what ran before comes back from its checkpoint.
Status Run::replace(MadeQueries &made, const PreparedRun &prepared, const Deadline &deadline)
{
    for (const auto &query : m_queries) {
        if (!stays(*query, prepared)) {
            end(*query);
        }
    }
    for (const auto &[key, query] : made) {
        if (const Status fed = subscribe(*query, prepared, deadline); !fed) {
            for (const auto &entry : made) {
                end(*entry.second);
            }
            if (!m_queries.empty()) {
                wantToGoBack();
            }
            return fed;
        }
    }
    MadeQueries old;
    for (auto &query : m_queries) {
        old[query->key()] = std::move(query);
    }
    m_queries.clear();
    for (const PreparedQuery &query : prepared.queries) {
        const auto found = made.find(query.key);
        m_queries.push_back(std::move(found == made.end() ? old[query.key] : found->second));
        m_queries.back()->revision = prepared.revision;
        if (found != made.end()) {
            m_memory.queries.erase(query.key);
        }
    }
    return {};
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

Result<std::unique_ptr<RunQuery>> Run::make(const PreparedRun &text, const PreparedQuery &prepared,
                                            OnChange onChange, const Deadline &deadline)
{
    using Kind = FeedStart::Kind;
    const QueryState *state = keptState(prepared, onChange);
    const bool fits = state != nullptr && state->stateSignature == prepared.stateSignature;
    WEIR_ASSIGN(auto query,
                RunQuery::make(prepared, fits ? state : nullptr, &m_cache, m_memory.seed));
    const bool recompute = state == nullptr && m_memory.queries.count(prepared.key) > 0;
    const std::set<std::string> derived = writtenBefore(text, prepared.key);
    std::map<std::string, std::vector<std::int64_t>> starts; // by topic
    for (const exec::SourcePartition &at : query->driver().sources().partitions()) {
        const TopicPartition partition = query->topicPartition(at);
        if (state != nullptr && state->positions.count(partition) > 0) {
            if (!fits) {
                query->setPosition(at, state->positions.at(partition));
            }
            continue;
        }
        // Only for these is the cluster asked: what has a position goes on through an outage.
        std::vector<std::int64_t> &offsets = starts[partition.topic];
        if (offsets.empty()) {
            const bool all = recompute || derived.count(partition.topic) > 0;
            WEIR_ASSIGN(offsets,
                        startOffsets(partition.topic, all ? Kind::Beginning : m_settings.from.kind,
                                     deadline));
        }
        WEIR_ASSIGN(const std::int64_t offset, offsetIn(offsets, partition));
        query->setPosition(at, offset);
    }
    query->driver().setTap(m_tap);
    query->driver().setRejects(m_deadLetters.of(query->key()));
    return query;
}

Result<std::vector<std::int64_t>> Run::startOffsets(const std::string &topic, FeedStart::Kind from,
                                                    const Deadline &deadline)
{
    if (from == FeedStart::Kind::Time) {
        return m_cluster->offsetsForTime(topic, m_settings.from.value, deadline);
    }
    WEIR_ASSIGN(const auto offsets, m_cluster->offsets(topic, deadline));
    std::vector<std::int64_t> starts;
    for (const log::PartitionOffsets &partition : offsets) {
        starts.push_back(from == FeedStart::Kind::End ? partition.lastStable : partition.begin);
    }
    return starts;
}

/// Feeds all partitions of a query, or none.
Status Run::subscribe(RunQuery &query, const PreparedRun &text, const Deadline &deadline)
{
    const std::set<std::string> derived = writtenBefore(text, query.key());
    for (const exec::SourcePartition &at : query.driver().sources().partitions()) {
        const TopicPartition partition = query.topicPartition(at);
        FeedReader reader{.merge = &query.driver().sources(),
                          .at = at,
                          .next = query.driver().sources().position(at)};
        if (const auto fed = query.fedTo.find(at); fed != query.fedTo.end()) {
            reader.next = fed->second;
        }
        const auto rootEnd = m_rootEnds.find(partition);
        if (m_settings.untilCaughtUp && derived.count(partition.topic) == 0 &&
            rootEnd != m_rootEnds.end()) {
            reader.until = rootEnd->second;
        }
        if (const Status fed = m_feeds->subscribe(partition, reader, deadline); !fed) {
            end(query);
            return fed;
        }
    }
    return {};
}

/// Keeps where topics end now that no query of the text writes, unless that is known.
Status Run::noteRootEnds(const PreparedRun &prepared, const Deadline &deadline)
{
    for (const PreparedQuery &query : prepared.queries) {
        const std::set<std::string> derived = writtenBefore(prepared, query.key);
        for (const exec::ScanInput &scan : query.physical->scans) {
            if (derived.count(scan.topic) > 0 || m_rootEnds.count({scan.topic, 0}) > 0) {
                continue;
            }
            WEIR_ASSIGN(const auto offsets, m_cluster->offsets(scan.topic, deadline));
            for (std::size_t i = 0; i < offsets.size(); ++i) {
                m_rootEnds[{scan.topic, static_cast<std::int32_t>(i)}] = offsets[i].lastStable;
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
    for (auto &[stoodKey, standing] : m_standings) {
        standing.paused = standing.paused || key.empty() || stoodKey == key;
    }
}

Status Run::resume(const std::string &key, const Deadline &deadline)
{
    if (m_goBackAt) {
        WEIR_TRY(goBack(deadline));
    }
    for (const auto &query : m_queries) {
        if ((key.empty() || query->key() == key) && query->paused) {
            WEIR_TRY(subscribe(*query, m_applied, deadline));
            query->fedTo.clear();
            query->paused = false;
            query->blocked = BlockingReason::None;
        }
    }
    return {};
}

Status Run::stop(const std::string &key)
{
    WEIR_TRY(standOnCheckpoint(patience()));
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
