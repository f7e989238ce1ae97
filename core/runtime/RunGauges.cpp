#include "core/runtime/RunGauges.h"

#include <algorithm>
#include <cmath>

namespace weir::runtime {

namespace {

/// Rates are smoothed over about a second, so that figures do not flicker.
double smoothed(double before, double now)
{
    const double mixed = before * 0.6 + now * 0.4;
    return mixed < 0.05 ? 0 : mixed;
}

/// The gauges of a node that another one counts for.
NodeGauges standingFor(const NodeKey &node, const NodeGauges &keeper)
{
    NodeGauges merged = keeper;
    merged.key = node;
    merged.mergedInto = keeper.key;
    merged.stateBytes = 0;
    merged.stateRows = 0;
    merged.note.clear();
    return merged;
}

} // namespace

void RunGauges::read(Run &run, const std::map<TopicPartition, std::int64_t> &ends,
                     EngineSnapshot &snapshot)
{
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::max(std::chrono::duration<double>(now - m_lastRead).count(), 0.001);
    m_lastRead = now;
    // A run that went back to its checkpoint has processed less again.
    const std::uint64_t rows = std::max(run.processedRows(), m_lastRows) - m_lastRows;
    snapshot.recordsPerSecond = smoothed(snapshot.recordsPerSecond, double(rows) / seconds);
    m_lastRows = run.processedRows();
    snapshot.queries.clear();
    snapshot.lagRecords = 0;
    for (const auto &query : run.queries()) {
        snapshot.queries.push_back(readQuery(*query, ends, seconds));
        snapshot.lagRecords += snapshot.queries.back().lagRecords;
    }
    snapshot.stateBytes = run.stateBytes();
    snapshot.caughtUp = run.caughtUp();
    snapshot.resumed = run.resumed();
    snapshot.runId = run.settings().runId;
    snapshot.deadLetterCount = run.deadLetters().count();
    snapshot.deadLetters = run.deadLetters().newest(100);
    snapshot.clusterReachable = !run.feeds().outage();
}

QueryGauges RunGauges::readQuery(RunQuery &query,
                                 const std::map<TopicPartition, std::int64_t> &ends, double seconds)
{
    QueryGauges gauges{.key = query.key(),
                       .state = query.error      ? RunState::Failed
                                : query.paused   ? RunState::Paused
                                : query.finished ? RunState::Stopped
                                                 : RunState::Running,
                       .blocked = query.blocked,
                       .signature = query.prepared().signature,
                       .revision = query.revision,
                       .error = query.error};
    for (const auto &[partition, position] : query.positions()) {
        if (const auto end = ends.find(partition); end != ends.end() && end->second > position) {
            gauges.lagRecords += static_cast<std::uint64_t>(end->second - position);
        }
    }
    const exec::PhysicalQuery &physical = query.driver().query();
    for (std::size_t i = 0; i < physical.nodes.size(); ++i) {
        const exec::PhysicalNode &node = physical.nodes[i];
        gauges.nodes.push_back(readNode(node, query.driver().stateOf(i), seconds));
        const NodeGauges own = gauges.nodes.back();
        gauges.in += node.inputs.empty() ? own.in : 0;
        for (const NodeKey &covered : node.covers) {
            if (covered != node.op->key()) {
                gauges.nodes.push_back(standingFor(covered, own));
            }
        }
        const auto keeper = std::find_if(
            gauges.nodes.begin(), gauges.nodes.end(),
            [&node](const NodeGauges &other) { return other.key == node.countedWith; });
        if (keeper != gauges.nodes.end()) {
            const NodeGauges counted = standingFor(own.key, *keeper);
            *std::find_if(gauges.nodes.begin(), gauges.nodes.end(),
                          [&own](const NodeGauges &other) { return other.key == own.key; }) =
                counted;
        }
    }
    return gauges;
}

NodeGauges RunGauges::readNode(const exec::PhysicalNode &node, const exec::OperatorState &state,
                               double seconds)
{
    const exec::NodeCounters &counters = state.counters;
    Before &before = m_before[node.op->key()];
    // A query that was restarted counts from zero again.
    const bool restarted = counters.in < before.in || counters.out < before.out;
    before.inRate =
        restarted ? 0 : smoothed(before.inRate, double(counters.in - before.in) / seconds);
    before.outRate =
        restarted ? 0 : smoothed(before.outRate, double(counters.out - before.out) / seconds);
    before.in = counters.in;
    before.out = counters.out;
    NodeGauges gauges{.key = node.op->key(),
                      .in = counters.in,
                      .out = counters.out,
                      .late = counters.late,
                      .rejected = counters.rejected,
                      .errors = counters.errors,
                      .unmatched = counters.unmatched,
                      .inRate = before.inRate,
                      .outRate = before.outRate,
                      .streamTime = counters.streamTime,
                      .stateBytes = state.bytes(),
                      .stateRows = state.rows(),
                      .openWindows = state.openWindows()};
    if (counters.unmatchedBeforeTable > 0) {
        gauges.note = "the table's rows are newer than the stream's";
    }
    return gauges;
}

} // namespace weir::runtime
