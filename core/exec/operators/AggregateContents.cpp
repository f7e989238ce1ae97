#include "core/exec/operators/Aggregate.h"

#include <algorithm>

namespace weir::exec {
namespace {

/// Gathers groups as rows.
struct GroupRows {
    GroupRows(const Schema &schema, const AggregateParts &aggregateParts,
              const state::KeyEncoding &encoding, Arena &texts)
        : parts(aggregateParts)
        , keys(encoding)
        , arena(texts)
        , rows(schema)
    {
        for (std::size_t i = 0; i < rows.keyColumns; ++i) {
            keyColumns.push_back(rows.columns[i].get());
        }
    }

    void add(std::string_view key, std::string_view value, bool withPartition, std::int64_t start)
    {
        const std::size_t row = rows.size();
        for (const std::shared_ptr<Column> &column : rows.columns) {
            column->appendNull();
        }
        keys.decode(key, withPartition, keyColumns, row, arena);
        const char *const group = value.data();
        for (std::size_t i = 0; i < parts.layout->aggregates(); ++i) {
            parts.layout->aggregator(i).result(parts.layout->state(group, i),
                                               *rows.columns[rows.keyColumns + i], row, arena);
        }
        rows.times.push_back(GroupLayout::header(group).maxTime);
        if (parts.window) {
            rows.starts.push_back(start);
            rows.ends.push_back(start + parts.window->sizeMs);
        }
    }

    const AggregateParts &parts;
    const state::KeyEncoding &keys;
    Arena &arena;
    TableRows rows;
    std::vector<Column *> keyColumns;
};

/// The bounds of windows of one size, as bounds of their starts.
std::pair<std::int64_t, std::int64_t> startBounds(const TableRequest &request, std::int64_t size)
{
    const auto startOf = [size](std::int64_t end) {
        return end < TableRequest::kFirst + size ? TableRequest::kFirst : end - size;
    };
    const std::int64_t to =
        request.endTo == TableRequest::kLast ? TableRequest::kLast : startOf(request.endTo);
    return {std::max(request.startFrom, startOf(request.endFrom)), std::min(request.startTo, to)};
}

TableContents windowContents(GroupRows &found, const AggregateState &state,
                             const TableRequest &request)
{
    using Outcome = TableContents::Outcome;
    const auto [from, to] = startBounds(request, found.parts.window->sizeMs);
    TableContents contents;
    for (std::size_t i = 0; i < state.dropped.partitions(); ++i) {
        const std::int64_t dropped = state.dropped.of(static_cast<std::int32_t>(i));
        if (dropped != StreamTimes::kNone && dropped >= from) {
            contents.outcome = Outcome::Partial;
            return contents;
        }
    }
    if (!request.keys) {
        std::size_t held = 0;
        state.windows.forEachWindow(
            from, to, [&held](std::int64_t, const auto &table) { held += table.size(); });
        if (held > request.mostRows) {
            contents.outcome = Outcome::TooMany;
            return contents;
        }
        state.windows.scan(from, to,
                           [&found](std::int32_t, std::int64_t start, std::string_view key,
                                    std::string_view value) {
                               found.add(key, value, true, start);
                               return true;
                           });
    } else {
        const auto keys =
            encodeRequestKeys(request, found.keys, state.times.partitions(), found.arena);
        state.windows.forEachWindow(from, to, [&](std::int64_t start, const auto &table) {
            for (const std::string_view key : keys) {
                const auto slot = table.find(key, state::hashKey(key));
                if (slot != state::KeyValueStore::kNone) {
                    found.add(table.key(slot), table.value(slot), true, start);
                }
            }
        });
    }
    contents.rows = found.rows.take();
    return contents;
}

} // namespace

TableContents groupContents(const Schema &schema, const AggregateParts &parts,
                            const state::KeyEncoding &keys, const AggregateState &state,
                            const TableRequest &request, Arena &arena)
{
    GroupRows found(schema, parts, keys, arena);
    if (parts.window) {
        return windowContents(found, state, request);
    }
    const bool withPartition = !parts.overTable;
    TableContents contents;
    if (request.keys) {
        const std::size_t partitions = withPartition ? state.times.partitions() : 0;
        for (const std::string_view key : encodeRequestKeys(request, keys, partitions, arena)) {
            const auto slot = state.groups.find(key, state::hashKey(key));
            if (slot != state::KeyValueStore::kNone) {
                found.add(key, state.groups.value(slot), withPartition, 0);
            }
        }
    } else if (state.groups.size() > request.mostRows) {
        contents.outcome = TableContents::Outcome::TooMany;
        return contents;
    } else {
        state.groups.scan({}, {}, [&](std::string_view key, std::string_view value) {
            found.add(key, value, withPartition, 0);
            return true;
        });
    }
    contents.rows = found.rows.take();
    return contents;
}

} // namespace weir::exec
