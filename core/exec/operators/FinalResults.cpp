#include "core/exec/operators/FinalResults.h"

#include "core/exec/BatchRows.h"
#include "core/exec/KeyOrder.h"

#include <algorithm>
#include <numeric>

namespace weir::exec {

/// Puts the groups of each window in the order of their keys' bytes and returns the key columns.
std::vector<ColumnPtr> FinalResults::sortByKey(std::vector<Group> &groups,
                                               const AggregateParts &parts,
                                               const state::KeyEncoding &keys, StepContext &context)
{
    std::vector<std::string_view> bytes;
    for (const Group &group : groups) {
        bytes.push_back(group.key);
    }
    const KeyOrder sortable(bytes, keys, *parts.keyCodec, context.arena);
    std::vector<std::uint32_t> order(groups.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return groups[a].window != groups[b].window ? groups[a].window < groups[b].window
                                                    : sortable.before(a, b);
    });
    std::vector<Group> sorted;
    sorted.reserve(groups.size());
    for (const std::uint32_t at : order) {
        sorted.push_back(groups[at]);
    }
    groups = std::move(sorted);
    std::vector<ColumnPtr> ordered;
    for (const auto &column : sortable.columns) {
        ordered.push_back(std::make_shared<const Column>(column->gather(order)));
    }
    return ordered;
}

Batch FinalResults::changes(std::vector<Group> groups, const Batch &in, const AggregateParts &parts,
                            const state::KeyEncoding &keys, const Fill &fill, StepContext &context)
{
    std::vector<ColumnPtr> columns = sortByKey(groups, parts, keys, context);
    std::vector<std::shared_ptr<Column>> results;
    for (std::size_t i = 0; i < parts.layout->aggregates(); ++i) {
        results.push_back(
            std::make_shared<Column>(parts.layout->aggregator(i).resultType(), groups.size()));
    }
    std::vector<std::uint32_t> rows;
    std::vector<std::int64_t> starts;
    std::vector<std::int64_t> ends;
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Group &group = groups[i];
        fill(group, results, i);
        rows.push_back(group.row);
        starts.push_back(group.start);
        ends.push_back(group.end);
        times.push_back(group.time);
    }
    Batch shape = in;
    shape.columns.clear();
    shape.before.clear();
    Batch out = takeRows(shape, rows);
    out.keyNull = {};
    out.valueNull = {};
    out.columns = std::move(columns);
    out.keyColumns = out.columns.size();
    out.columns.insert(out.columns.end(), results.begin(), results.end());
    out.table = true;
    out.rowtime = RowVector<std::int64_t>(std::move(times));
    out.windowStart = RowVector<std::int64_t>(std::move(starts));
    out.windowEnd = RowVector<std::int64_t>(std::move(ends));
    out.hasBefore = true;
    out.before.assign(results.begin(), results.end());
    out.beforeNull = RowVector<std::uint8_t>(std::vector<std::uint8_t>(groups.size(), 1));
    return out;
}

} // namespace weir::exec
