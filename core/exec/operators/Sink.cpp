#include "core/exec/operators/Sink.h"

#include "core/exec/BatchRows.h"
#include "core/exec/OutputBuffer.h"
#include "core/exec/Rejects.h"
#include "core/types/Partitioner.h"
#include "core/types/Slab.h"

#include <cstring>

namespace weir::exec {
namespace {

void appendWindowTime(std::int64_t time, std::string &out)
{
    const std::uint64_t bits = __builtin_bswap64(static_cast<std::uint64_t>(time));
    out.append(reinterpret_cast<const char *>(&bits), sizeof bits);
}

std::span<const HeaderView> sinkHeaders(const Batch &rows, std::uint32_t row)
{
    if (rows.source.empty() || rows.slabs.empty()) {
        return {};
    }
    const RecordRef ref = rows.source[row];
    const Slab &slab = *rows.slabs[ref.slab];
    return slab.headersOf(slab.records()[ref.record]);
}

std::optional<std::string_view> sinkPayload(formats::Payload payload)
{
    return formats::isNull(payload) ? std::nullopt : std::optional<std::string_view>(payload);
}

} // namespace

Sink::Sink(NodeKey key, Schema schema, Parts parts)
    : Operator(std::move(key), std::move(schema))
    , m_parts(std::move(parts))
{
}

Batch Sink::process(std::span<const Batch *const> inputs, OperatorState &state,
                    StepContext &context) const
{
    Batch rows = *inputs[0];
    cutAtSeq(rows, context.failedSeq);
    if (m_parts.timestamp) {
        stamp(rows, state, context);
    }
    std::vector<const Column *> columns;
    for (const ColumnPtr &column : rows.columns) {
        columns.push_back(column.get());
    }
    const std::span<const Column *const> all(columns);
    formats::Encoded keys;
    formats::Encoded values;
    m_parts.key->encode(all.first(rows.keyColumns), rows.selection, rows.keyNull.data(),
                        context.arena, keys);
    m_parts.value->encode(all.subspan(rows.keyColumns), rows.selection, rows.valueNull.data(),
                          context.arena, values);
    std::vector<std::uint8_t> bad(rows.selection.size(), 0);
    for (const formats::Encoded *encoded : {&keys, &values}) {
        for (const formats::Reject &rejected : encoded->rejects) {
            if (bad[rejected.row] == 0) {
                reject(rows, rejected, state, context);
            }
            bad[rejected.row] = 1;
        }
    }
    cutAtSeq(rows, context.failedSeq);
    std::size_t at = 0;
    std::string scratch;
    const std::string &topic = m_parts.target->topic;
    RecordBuffer *last = nullptr;
    std::int32_t lastPartition = -1;
    rows.selection.forEach([&](std::uint32_t row) {
        const std::size_t index = at++;
        if (bad[index] != 0) {
            return;
        }
        std::optional<std::string_view> key = sinkPayload(keys.payloads[index]);
        const std::int32_t partition = m_parts.partitions == 1 ? 0
                                       : key ? partitionOfKey(*key, m_parts.partitions)
                                             : rows.partition[row] % m_parts.partitions;
        if (key && m_parts.window && rows.windowed()) {
            key = windowedKey(rows, row, *key, scratch);
        }
        if (partition != lastPartition) {
            last = &context.output->partition(topic, partition);
            lastPartition = partition;
        }
        last->add(rows.rowtime[row], key, sinkPayload(values.payloads[index]),
                  sinkHeaders(rows, row));
    });
    return rows;
}

void Sink::stamp(Batch &rows, OperatorState &state, StepContext &context) const
{
    EvalContext eval = context.evalContext();
    const Selection present =
        rows.selection.where([&rows](std::uint32_t row) { return !rows.isValueNull(row); });
    const ColumnPtr times = m_parts.timestamp->evaluate(rows, present, eval);
    state.counters.errors += eval.errors;
    std::vector<std::int64_t> stamped(rows.rowtime.data(), rows.rowtime.data() + rows.rows);
    std::vector<std::uint8_t> dropped(rows.rows, 0);
    present.forEach([&](std::uint32_t row) {
        const bool bad = times->isNull(row) || times->get<std::int64_t>(row) < 0;
        dropped[row] = bad ? 1 : 0;
        state.counters.rejected += bad ? 1 : 0;
        if (!bad) {
            stamped[row] = times->get<std::int64_t>(row);
        }
    });
    rows.rowtime = RowVector<std::int64_t>(std::move(stamped));
    rows.selection =
        rows.selection.where([&dropped](std::uint32_t row) { return dropped[row] == 0; });
}

void Sink::reject(const Batch &rows, const formats::Reject &reject, OperatorState &state,
                  StepContext &context) const
{
    ++state.counters.rejected;
    if (rows.source.empty() || rows.slabs.empty()) {
        return;
    }
    const std::uint32_t row = rows.selection[reject.row];
    const RecordRef ref = rows.source[row];
    const Slab &slab = *rows.slabs[ref.slab];
    rejectRecord(key(), nullptr, slab, slab.records()[ref.record], reject.reason, rows.seq[row],
                 context);
}

std::string_view Sink::windowedKey(const Batch &rows, std::uint32_t row, std::string_view key,
                                   std::string &scratch) const
{
    scratch.assign(key);
    if (m_parts.window->kind == WindowKind::Session) {
        appendWindowTime(rows.windowEnd[row], scratch);
    }
    appendWindowTime(rows.windowStart[row], scratch);
    return scratch;
}

} // namespace weir::exec
