#include "core/exec/operators/StreamTableJoin.h"

#include "core/exec/BatchRows.h"

#include <algorithm>

namespace weir::exec {
namespace {

std::vector<DataType> joinValueTypes(const Schema &schema)
{
    std::vector<DataType> types;
    for (const ColumnDefinition &column : schema.value) {
        types.push_back(column.type);
    }
    return types;
}

/// The table's key of a row is the join key where there is a partner, else null.
ColumnPtr partnerKey(const Column &joinKey, const std::vector<std::string_view> &partners)
{
    auto column = std::make_shared<Column>(joinKey.type(), partners.size());
    for (std::size_t row = 0; row < partners.size(); ++row) {
        if (partners[row].data() != nullptr) {
            column->setFrom(row, joinKey, row);
        }
    }
    return column;
}

} // namespace

/// What probing found, one an output row.
struct StreamTableJoin::Probe {
    TableState &state;
    StepContext &context;
    OperatorState &counters;
    bool copyRows; ///< the table changes in this step, so found rows are copied
    std::vector<std::uint32_t> rows = {};
    std::vector<std::string_view> partners = {};
    bool tapped = false;
};

StreamTableJoin::StreamTableJoin(NodeKey key, Schema schema, Parts parts)
    : Operator(std::move(key), std::move(schema))
    , m_parts(std::move(parts))
    , m_keys({m_parts.leftKey.type()})
    , m_rows(joinValueTypes(m_parts.right))
{
}

std::unique_ptr<OperatorState> StreamTableJoin::makeState() const
{
    return std::make_unique<TableState>();
}

Batch StreamTableJoin::process(std::span<const Batch *const> inputs, OperatorState &state,
                               StepContext &context) const
{
    const Batch &stream = *inputs[0];
    const Batch &table = *inputs[1];
    EvalContext eval = context.evalContext();
    const ColumnPtr joinKey = m_parts.leftKey.evaluate(stream, stream.selection, eval);
    state.counters.errors += eval.errors;
    const Column *streamKeys[] = {joinKey.get()};
    std::vector<std::string_view> keysOf[2];
    m_keys.encode(streamKeys, stream.selection, stream.partition.data(), context.arena, keysOf[0]);
    if (!table.selection.empty()) {
        const Column *tableKeys[] = {table.columns[0].get()};
        m_keys.encode(tableKeys, table.selection, table.partition.data(), context.arena, keysOf[1]);
    }

    const bool tapped = context.tap != nullptr && context.tap->wants(key());
    Probe probe{
        static_cast<TableState &>(state), context, state, !table.selection.empty(), {}, {}, tapped};
    probe.rows.reserve(stream.selection.size());
    probe.partners.reserve(stream.selection.size());
    const Batch *sides[] = {&stream, &table};
    std::string scratch;
    std::size_t at[2] = {0, 0};
    if (table.selection.empty()) {
        stream.selection.forEach(
            [&](std::uint32_t row) { probeRow(stream, row, keysOf[0][at[0]++], probe); });
    } else {
        for (const RowPick &pick : mergeBySeq(sides)) {
            const std::string_view rowKey = keysOf[pick.input][at[pick.input]++];
            if (pick.input == 0) {
                probeRow(stream, pick.row, rowKey, probe);
            } else {
                applyChange(table, pick.row, rowKey, probe.state, scratch);
            }
        }
    }
    return joinRows(stream, probe, joinKey, context);
}

void StreamTableJoin::applyChange(const Batch &table, std::uint32_t row, std::string_view key,
                                  TableState &state, std::string &scratch) const
{
    const std::uint32_t hash = state::hashKey(key);
    if (table.isValueNull(row)) {
        if (const auto slot = state.table.find(key, hash); slot != state::KeyValueStore::kNone) {
            state.table.erase(slot);
        }
        return;
    }
    const std::span<const ColumnPtr> values(table.columns.data() + table.keyColumns,
                                            table.columns.size() - table.keyColumns);
    m_rows.encode(values, row, scratch);
    const auto [slot, added] = state.table.findOrAdd(key, hash, scratch.size());
    state.table.assign(slot, scratch);
    state.oldest = std::min(state.oldest, table.rowtime[row]);
}

void StreamTableJoin::probeRow(const Batch &stream, std::uint32_t row, std::string_view key,
                               Probe &probe) const
{
    // The null mark follows the partition: a null join key joins nothing.
    const bool nullKey = key[4] == 0;
    const bool noValue = stream.isValueNull(row);
    std::string_view partner;
    if (!nullKey && !noValue) {
        const auto slot = probe.state.table.find(key, state::hashKey(key));
        if (slot != state::KeyValueStore::kNone) {
            const std::string_view value = probe.state.table.value(slot);
            partner = probe.copyRows ? probe.context.arena.copy(value) : value;
        }
    }
    if (partner.data() == nullptr && !noValue) {
        ++probe.counters.counters.unmatched;
        if (stream.rowtime[row] < probe.state.oldest && probe.state.table.size() > 0) {
            ++probe.counters.counters.unmatchedBeforeTable;
        }
    }
    const bool left = m_parts.type == plan::JoinType::Left;
    if (noValue || (partner.data() == nullptr && !left)) {
        if (probe.tapped) {
            probe.context.tap->dropped(this->key(), stream, row,
                                       noValue ? "the row has no value"
                                               : "no row of the table has this key");
        }
        return;
    }
    probe.rows.push_back(row);
    probe.partners.push_back(partner);
}

Batch StreamTableJoin::joinRows(const Batch &stream, const Probe &probe, const ColumnPtr &joinKey,
                                StepContext &context) const
{
    const bool all = probe.rows.size() == stream.rows;
    Batch out = all ? stream : takeRows(stream, probe.rows);
    std::vector<ColumnPtr> leftColumns = std::move(out.columns);
    out.columns.clear();
    out.keyColumns = 1;
    out.keyNull = {};
    out.columns.push_back(all || joinKey->isConstant()
                              ? joinKey
                              : std::make_shared<const Column>(joinKey->gather(probe.rows)));
    const Column &keyColumn = *out.columns[0];
    std::vector<std::uint8_t> keyNull(out.rows, 0);
    out.selection.forEach([&](std::uint32_t row) { keyNull[row] = keyColumn.isNull(row) ? 1 : 0; });
    out.keyNull = RowVector<std::uint8_t>(std::move(keyNull));

    for (std::size_t i = 0; i < m_parts.columns.size(); ++i) {
        const plan::JoinColumn &from = m_parts.columns[i];
        if (!m_parts.used[i]) {
            out.columns.emplace_back();
        } else if (from.input == 0) {
            out.columns.push_back(leftColumns[from.column]);
        } else if (from.column >= m_parts.right.key.size()) {
            out.columns.push_back(m_rows.decode(
                probe.partners, from.column - m_parts.right.key.size(), context.arena));
        } else {
            out.columns.push_back(partnerKey(keyColumn, probe.partners));
        }
    }
    return out;
}

} // namespace weir::exec
