#include "core/runtime/CheckpointCompactor.h"

#include "core/exec/DriverCheckpoint.h"
#include "core/runtime/RunCheckpoint.h"

#include <chrono>
#include <utility>

namespace weir::runtime {

namespace {

/// Adds the parts of one query, merged where that can be done. They are given up.
Status addSections(const std::string &key, QueryState &state, const CompactableQueries &queries,
                   const std::stop_token &stop, std::vector<QuerySection> &sections)
{
    const auto query = queries.find(key);
    const bool mergeable =
        query != queries.end() && query->second.stateSignature == state.stateSignature;
    if (mergeable && state.parts.size() > 1) {
        WEIR_ASSIGN(std::string merged,
                    exec::mergeCheckpoints(*query->second.physical, state.parts, stop));
        state.parts.clear();
        state.parts.push_back(std::move(merged));
    }
    for (std::size_t i = 0; i < state.parts.size(); ++i) {
        sections.push_back({key, state.signature, state.stateSignature, state.positions, i > 0,
                            std::move(state.parts[i])});
    }
    state.parts.clear();
    return {};
}

} // namespace

Result<log::Checkpoint> compactChain(log::CheckpointChain chain, const CompactableQueries &queries,
                                     const std::stop_token &stop)
{
    log::Checkpoint snapshot{chain.epoch(), log::Checkpoint::Kind::Snapshot, {}};
    WEIR_ASSIGN(RunMemory memory, decodeCheckpoints(std::move(chain)));
    std::vector<QuerySection> sections;
    for (auto &[key, state] : memory.queries) {
        WEIR_TRY(addSections(key, state, queries, stop, sections));
    }
    snapshot.bytes = encodeCheckpoint(sections, memory.sql, memory.seed);
    return snapshot;
}

CheckpointCompactor::CheckpointCompactor(log::ClusterPtr cluster, const log::RunLease &lease)
    : m_cluster(std::move(cluster))
    , m_lease(lease)
{
}

CheckpointCompactor::~CheckpointCompactor()
{
    m_thread.request_stop();
    wait();
}

void CheckpointCompactor::start(CompactableQueries queries)
{
    wait();
    m_running = true;
    m_thread = std::jthread([this, queries = std::move(queries)](const std::stop_token &stop) {
        Result<Compacted> result = compact(queries, stop);
        const std::lock_guard lock(m_mutex);
        m_result = std::move(result);
    });
}

std::optional<Result<Compacted>> CheckpointCompactor::take()
{
    const std::lock_guard lock(m_mutex);
    m_running = m_running && !m_result;
    return std::exchange(m_result, std::nullopt);
}

void CheckpointCompactor::wait()
{
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

Result<Compacted> CheckpointCompactor::compact(const CompactableQueries &queries,
                                               const std::stop_token &stop) const
{
    // Long enough for any state; whoever ends the run ends this too.
    const Deadline deadline = Deadline::in(std::chrono::minutes(30), stop);
    log::CheckpointStore &store = m_cluster->checkpoints();
    WEIR_ASSIGN(log::CheckpointChain chain, store.load(m_lease.runId(), deadline));
    Compacted compacted{.epoch = chain.epoch()};
    for (const log::Checkpoint &part : chain.parts) {
        compacted.merged += part.bytes.size();
    }
    WEIR_ASSIGN(const log::Checkpoint snapshot, compactChain(std::move(chain), queries, stop));
    compacted.snapshot = snapshot.bytes.size();
    WEIR_TRY(store.compact(m_lease, snapshot, deadline));
    return compacted;
}

} // namespace weir::runtime
