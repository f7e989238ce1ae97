#include "core/exec/UnfusedNode.h"

#include "core/exec/BatchRows.h"

#include <algorithm>
#include <map>

namespace weir::exec {
namespace {

/// More cannot be looked at between two steps.
constexpr std::size_t kMostLookedAt = 500;

/// Hands on what is told of one node.
class OneNodeTap final : public RowTap {
public:
    OneNodeTap(RowTap &tap, const NodeKey &node)
        : m_tap(tap)
        , m_node(node)
    {
    }

    bool wants(const NodeKey &node) const override { return node == m_node; }
    void passed(const NodeKey &node, const Schema &schema, const Batch &batch) override
    {
        m_tap.passed(node, schema, batch);
    }
    void dropped(const NodeKey &node, const Batch &batch, std::uint32_t row,
                 std::string_view reason) override
    {
        m_tap.dropped(node, batch, row, reason);
    }

private:
    RowTap &m_tap;
    const NodeKey &m_node;
};

/// Decodes the records of the rows again, with all columns.
Batch decodeAgain(const Batch &rows, SourceDecoder &decoder, std::vector<DecodedRowsPtr> &held)
{
    std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> ranges; ///< by slab
    rows.selection.forEach([&](std::uint32_t row) {
        const RecordRef ref = rows.source[row];
        const auto [range, added] = ranges.try_emplace(ref.slab, std::pair(ref.record, ref.record));
        range->second.first = std::min(range->second.first, ref.record);
        range->second.second = std::max(range->second.second, ref.record);
    });
    std::vector<const Batch *> chunks;
    std::map<std::uint32_t, std::uint32_t> chunkOf;
    for (const auto &[slab, range] : ranges) {
        chunkOf[slab] = static_cast<std::uint32_t>(chunks.size());
        held.push_back(
            decoder.decode(rows.slabs[slab], range.first, range.second - range.first + 1));
        chunks.push_back(&held.back()->batch);
    }
    std::vector<RowPick> picks;
    std::vector<std::uint32_t> numbers;
    rows.selection.forEach([&](std::uint32_t row) {
        const RecordRef ref = rows.source[row];
        picks.push_back({chunkOf[ref.slab], ref.record - ranges[ref.slab].first});
        numbers.push_back(row);
    });
    Batch shape = rows;
    shape.columns.clear();
    shape.before.clear();
    Batch again = takeRows(shape, numbers);
    again.columns = pickRows(chunks, picks).columns;
    return again;
}

} // namespace

Batch UnfusedNode::newest(const Batch &rows, std::vector<DecodedRowsPtr> &held) const
{
    Batch looked = rows;
    const std::size_t size = rows.selection.size();
    if (size > kMostLookedAt) {
        const std::uint32_t first = rows.selection[size - kMostLookedAt];
        looked.selection =
            rows.selection.where([first](std::uint32_t row) { return row >= first; });
    }
    const bool again = m_parts.decoder != nullptr && !looked.source.empty();
    return again ? decodeAgain(looked, *m_parts.decoder, held) : looked;
}

void UnfusedNode::tell(const Batch &rows, const StepContext &context) const
{
    OneNodeTap tap(*context.tap, key());
    StepContext look{context.arena};
    look.runSeed = context.runSeed;
    look.now = context.now;
    look.tap = &tap;
    std::vector<DecodedRowsPtr> held;
    Batch batch = newest(rows, held);
    for (const std::shared_ptr<const Operator> &op : m_parts.chain) {
        if (batch.selection.empty()) {
            return;
        }
        const auto state = op->makeState();
        const Batch *input = &batch;
        batch = op->process({&input, 1}, *state, look);
    }
    if (!batch.selection.empty()) {
        tap.passed(key(), m_parts.chain.back()->schema(), batch);
    }
}

} // namespace weir::exec
