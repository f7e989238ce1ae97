#include "core/exec/Driver.h"

#include "core/exec/BatchRows.h"
#include "core/exec/DriverCheckpoint.h"
#include "core/exec/Rejects.h"
#include "core/types/Slab.h"

#include <algorithm>
#include <cassert>

namespace weir::exec {
namespace {

/// Returns a batch without rows that has every column of its schema.
Batch emptyBatch(const PhysicalNode &node)
{
    const Schema &schema = node.op->schema();
    Batch batch;
    batch.keyColumns = schema.key.size();
    batch.table = node.table;
    for (std::size_t i = 0; i < schema.size(); ++i) {
        batch.columns.push_back(std::make_shared<const Column>(schema.at(i).type));
    }
    batch.before.assign(batch.columns.begin() + static_cast<std::ptrdiff_t>(batch.keyColumns),
                        batch.columns.end());
    return batch;
}

} // namespace

Driver::Driver(std::shared_ptr<const PhysicalQuery> query, const DriverOptions &options)
    : m_query(std::move(query))
    , m_options(options)
    , m_batches(m_query->nodes.size())
{
    for (const PhysicalNode &node : m_query->nodes) {
        m_states.push_back(node.op->makeState());
        m_empty.push_back(emptyBatch(node));
    }
}

Result<std::unique_ptr<Driver>> Driver::make(std::shared_ptr<const PhysicalQuery> query,
                                             const DriverOptions &options)
{
    std::unique_ptr<Driver> driver(new Driver(std::move(query), options));
    SourceOrder order = options.order;
    if (order == SourceOrder::EventTime && !driver->m_query->ordered) {
        order = SourceOrder::Any;
    }
    WEIR_ASSIGN(driver->m_sources, SourceMerge::make(driver->m_query->scans, order, options.cache));
    return driver;
}

Result<StepResult> Driver::step(std::size_t rows, OutputBuffer &output)
{
    SourceStep source = m_sources->take(rows, m_nextSeq);
    StepResult result;
    result.rows = source.rows;
    result.waitingFor = source.waitingFor;
    if (source.rows == 0) {
        return result;
    }
    m_nextSeq += source.rows;
    StepContext context = makeContext(output);
    context.scanned = std::move(source.scanned);
    for (const SourceReject &reject : source.rejects) {
        rejectRow(reject, context);
    }
    WEIR_TRY(runNodes(context));
    result.finished = context.finished;
    return result;
}

Status Driver::letOut(OutputBuffer &output)
{
    if (heldRows() == 0) {
        return {};
    }
    StepContext context = makeContext(output);
    context.letOut = true;
    return runNodes(context);
}

StepContext Driver::makeContext(OutputBuffer &output)
{
    m_arena.reset();
    StepContext context{m_arena};
    context.runSeed = m_options.runSeed;
    context.now = m_now;
    context.output = &output;
    context.results = m_results;
    context.tap = m_tap;
    context.rejects = m_rejects;
    context.scans = &m_query->scans;
    context.writesDeadLetters = m_query->target != nullptr;
    return context;
}

Status Driver::runNodes(StepContext &context)
{
    for (std::size_t i = 0; i < m_query->nodes.size(); ++i) {
        runNode(i, context);
    }
    for (Batch &batch : m_batches) {
        batch = {}; // no view outlives its step
    }
    if (context.failure) {
        m_failedSeq = context.failedSeq;
        return fail(std::move(*context.failure));
    }
    return {};
}

void Driver::runNode(std::size_t index, StepContext &context)
{
    const PhysicalNode &node = m_query->nodes[index];
    OperatorState &state = *m_states[index];
    Batch &batch = m_batches[index];
    m_inputs.clear();
    std::size_t in = 0;
    for (const std::size_t from : node.inputs) {
        cutAtSeq(m_batches[from], context.failedSeq);
        m_inputs.push_back(&m_batches[from]);
        in += m_batches[from].selection.size();
    }
    state.counters.in += in;
    const bool scans = node.inputs.empty() && !context.letOut;
    const bool holds = context.letOut && state.heldRows() > 0;
    if (in == 0 && !scans && !holds) {
        batch = m_empty[index];
        return;
    }
    RowTap *const tap = context.tap;
    context.tap = node.toldAgain ? nullptr : tap;
    batch = node.op->process(m_inputs, state, context);
    context.tap = tap;
    if (batch.selection.empty()) {
        batch = m_empty[index];
    }
    countNode(index, batch);
    if (tap != nullptr && !batch.selection.empty()) {
        tellTap(index, context);
    }
}

void Driver::tellTap(std::size_t index, StepContext &context) const
{
    const PhysicalNode &node = m_query->nodes[index];
    if (!node.toldAgain && context.tap->wants(node.op->key())) {
        context.tap->passed(node.op->key(), node.op->schema(), m_batches[index]);
    }
    for (const UnfusedNode &unfused : m_query->unfused) {
        if (unfused.from() == index && context.tap->wants(unfused.key())) {
            unfused.tell(m_batches[index], context);
        }
    }
}

void Driver::countNode(std::size_t node, const Batch &out)
{
    NodeCounters &counters = m_states[node]->counters;
    counters.out += out.selection.size();
    if (m_query->nodes[node].inputs.empty()) {
        counters.in += out.selection.size();
    }
    if (!out.selection.empty()) {
        // The last row is the newest where input rises; exact times are kept where they matter.
        const std::int64_t last = out.rowtime[out.selection[out.selection.size() - 1]];
        counters.streamTime = std::max(counters.streamTime.value_or(last), last);
    }
}

void Driver::rejectRow(const SourceReject &reject, StepContext &context)
{
    if (reject.seq >= context.failedSeq) {
        return;
    }
    const ScanInput &scan = m_query->scans[reject.scan];
    for (std::size_t i = 0; i < m_query->nodes.size(); ++i) {
        if (m_query->nodes[i].op->key() == scan.key) {
            ++m_states[i]->counters.rejected;
            ++m_states[i]->counters.in;
        }
    }
    const Slab &slab = *reject.rows->slab;
    rejectRecord(scan.key, &scan, slab, slab.records()[reject.rows->first + reject.row],
                 *reject.reason, reject.seq, context);
}

std::size_t Driver::heldRows() const
{
    std::size_t rows = 0;
    for (const auto &state : m_states) {
        rows += state->heldRows();
    }
    return rows;
}

std::size_t Driver::heldBytes() const
{
    std::size_t bytes = 0;
    for (const auto &state : m_states) {
        bytes += state->heldRows() > 0 ? state->bytes() : 0;
    }
    return bytes;
}

std::vector<NodeCounters> Driver::counters() const
{
    std::vector<NodeCounters> counters;
    for (const auto &state : m_states) {
        counters.push_back(state->counters);
    }
    return counters;
}

void Driver::setCounters(const std::vector<NodeCounters> &counters)
{
    for (std::size_t i = 0; i < m_states.size() && i < counters.size(); ++i) {
        m_states[i]->counters = counters[i];
    }
}

std::size_t Driver::stateBytes() const
{
    std::size_t bytes = 0;
    for (const auto &state : m_states) {
        bytes += state->bytes();
    }
    return bytes;
}

void Driver::writeCheckpoint(state::StateWriter &writer, bool delta)
{
    assert(heldRows() == 0);
    DriverCheckpoint checkpoint;
    checkpoint.nextSeq = m_nextSeq;
    for (const SourcePartition &partition : m_sources->partitions()) {
        checkpoint.positions.push_back({m_query->scans[partition.scan].topic,
                                        nthOfTopic(*m_query, partition.scan), partition.partition,
                                        m_sources->position(partition)});
    }
    std::vector<std::string> states;
    for (std::size_t i = 0; i < m_query->nodes.size(); ++i) {
        if (!m_query->nodes[i].op->stateful()) {
            continue;
        }
        state::StateWriter state;
        if (delta) {
            m_states[i]->writeDelta(state);
        } else {
            m_states[i]->writeSnapshot(state);
            m_states[i]->forgetChanges();
        }
        states.push_back(state.take());
        checkpoint.states.push_back({m_query->nodes[i].stateSignature, {}});
    }
    for (std::size_t i = 0; i < states.size(); ++i) {
        checkpoint.states[i].bytes = states[i];
    }
    checkpoint.write(writer);
}

Status Driver::readCheckpoint(state::StateReader &reader)
{
    WEIR_ASSIGN(const DriverCheckpoint checkpoint, DriverCheckpoint::read(reader));
    WEIR_ASSIGN(const std::vector<std::size_t> nodes, checkpointNodes(*m_query, checkpoint));
    m_nextSeq = checkpoint.nextSeq;
    for (const DriverCheckpoint::Position &position : checkpoint.positions) {
        for (std::size_t scan = 0; scan < m_query->scans.size(); ++scan) {
            if (m_query->scans[scan].topic == position.topic &&
                nthOfTopic(*m_query, scan) == position.nth &&
                position.partition < m_query->scans[scan].partitions) {
                m_sources->setPosition({scan, position.partition}, position.offset);
            }
        }
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        state::StateReader state(checkpoint.states[i].bytes);
        WEIR_TRY(m_states[nodes[i]]->read(state));
    }
    return {};
}

} // namespace weir::exec
