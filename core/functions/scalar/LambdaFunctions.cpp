// TRANSFORM, FILTER and REDUCE: the body runs over the elements of all rows at once.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/ListAccess.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace weir::functions {

namespace {

/// The elements of all selected lists in one run.
struct FlatElements {
    std::vector<std::uint32_t> elements; ///< row in the list's children
    std::vector<std::uint32_t> outerRows;

    FlatElements(const ScalarCall &call, Column &out)
    {
        call.rows.forEach([&](std::uint32_t row) {
            if (call[0].isNull(row)) {
                out.setNull(row, call[0].state(row));
                return;
            }
            const ListRange range = call[0].get<ListRange>(row);
            for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
                elements.push_back(i);
                outerRows.push_back(row);
            }
        });
    }

    std::vector<ColumnPtr> parameters(const Column &list) const
    {
        std::vector<ColumnPtr> columns;
        for (std::size_t i = 0; i < list.childCount(); ++i) {
            columns.push_back(std::make_shared<Column>(list.child(i).gather(elements)));
        }
        return columns;
    }
};

/// Calls `take(row, first, size)` for each list: its elements stand at first … in the flat run.
template <class Take> void forEachList(const ScalarCall &call, Take &&take)
{
    std::uint32_t first = 0;
    call.rows.forEach([&](std::uint32_t row) {
        if (!call[0].isNull(row)) {
            const std::uint32_t size = call[0].get<ListRange>(row).size;
            take(row, first, size);
            first += size;
        }
    });
}

bool anyError(const Column &column, std::uint32_t first, std::uint32_t size)
{
    for (std::uint32_t i = first; i < first + size; ++i) {
        if (column.isError(i)) {
            return true;
        }
    }
    return false;
}

void transformArray(const ScalarCall &call, Column &out)
{
    const FlatElements flat(call, out);
    const ColumnPtr results = call.lambdas[1]->evaluate(flat.parameters(call[0]), flat.outerRows);
    forEachList(call, [&](std::uint32_t row, std::uint32_t first, std::uint32_t size) {
        if (anyError(*results, first, size)) {
            out.setError(row);
            return;
        }
        Column &elements = out.child(0);
        const auto begin = static_cast<std::uint32_t>(elements.size());
        for (std::uint32_t i = first; i < first + size; ++i) {
            elements.appendFrom(*results, i);
        }
        out.set(row, ListRange{begin, size});
    });
}

/// A key or value that fails fails the map, and so do two equal new keys.
void transformMap(const ScalarCall &call, Column &out)
{
    const FlatElements flat(call, out);
    const std::vector<ColumnPtr> parameters = flat.parameters(call[0]);
    const ColumnPtr keys = call.lambdas[1]->evaluate(parameters, flat.outerRows);
    const ColumnPtr values = call.lambdas[2]->evaluate(parameters, flat.outerRows);
    forEachList(call, [&](std::uint32_t row, std::uint32_t first, std::uint32_t size) {
        if (anyError(*keys, first, size) || anyError(*values, first, size)) {
            out.setError(row);
            return;
        }
        MapBuilder result(out, row);
        for (std::uint32_t i = first; i < first + size; ++i) {
            if (!result.putNew(*keys, i, *values, i)) {
                out.setError(row);
                return;
            }
        }
        result.finish();
    });
}

void filterList(const ScalarCall &call, Column &out)
{
    const FlatElements flat(call, out);
    const ColumnPtr keep = call.lambdas[1]->evaluate(flat.parameters(call[0]), flat.outerRows);
    forEachList(call, [&](std::uint32_t row, std::uint32_t first, std::uint32_t size) {
        if (anyError(*keep, first, size)) {
            out.setError(row);
            return;
        }
        const auto begin = static_cast<std::uint32_t>(out.child(0).size());
        for (std::uint32_t i = first; i < first + size; ++i) {
            if (keep->isNull(i) || keep->get<std::uint8_t>(i) == 0) {
                continue;
            }
            for (std::size_t c = 0; c < out.childCount(); ++c) {
                out.child(c).appendFrom(call[0].child(c), flat.elements[i]);
            }
        }
        out.set(row, ListRange{begin, static_cast<std::uint32_t>(out.child(0).size()) - begin});
    });
}

/// Step k takes the k-th element of every list that has one. A null list leaves the start value; a
/// null start value stays null.
void reduceList(const ScalarCall &call, Column &out)
{
    std::vector<std::uint32_t> open;
    call.rows.forEach([&](std::uint32_t row) {
        if (call[0].isError(row) || call[1].isNull(row)) {
            out.setNull(row, call[0].isError(row) ? kRowError : call[1].state(row));
            return;
        }
        out.setFrom(row, call[1], row);
        if (!call[0].isNull(row)) {
            open.push_back(row);
        }
    });
    for (std::uint32_t step = 0; !open.empty(); ++step) {
        open.erase(std::remove_if(open.begin(), open.end(),
                                  [&](std::uint32_t row) {
                                      return out.isError(row) ||
                                             call[0].get<ListRange>(row).size <= step;
                                  }),
                   open.end());
        std::vector<std::uint32_t> elements;
        for (const std::uint32_t row : open) {
            elements.push_back(call[0].get<ListRange>(row).begin + step);
        }
        std::vector<ColumnPtr> parameters = {std::make_shared<Column>(out.gather(open))};
        for (std::size_t c = 0; c < call[0].childCount(); ++c) {
            parameters.push_back(std::make_shared<Column>(call[0].child(c).gather(elements)));
        }
        const ColumnPtr results = call.lambdas[2]->evaluate(parameters, open);
        for (std::size_t i = 0; i < open.size(); ++i) {
            out.setFrom(open[i], *results, i);
        }
    }
}

} // namespace

void addLambdaFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("lambda");
    registry.add("TRANSFORM(ARRAY<T>, (T) => U) -> ARRAY<U>", ScalarFunction{transformArray},
                 "Computes each element anew.");
    registry.add("TRANSFORM(MAP<K, V>, (K, V) => X, (K, V) => Y) -> MAP<X, Y>",
                 ScalarFunction{transformMap}, "Computes each key and each value anew.");
    registry.add("FILTER(ARRAY<T>, (T) => BOOLEAN) -> ARRAY<T>", ScalarFunction{filterList},
                 "Keeps the elements for which the lambda is true.");
    registry.add("FILTER(MAP<K, V>, (K, V) => BOOLEAN) -> MAP<K, V>", ScalarFunction{filterList},
                 "Keeps the entries for which the lambda is true.");
    registry.add("REDUCE(ARRAY<T>, S, (S, T) => S) -> S", ScalarFunction{reduceList},
                 "Folds the elements into one value, from a start value on.");
    registry.add("REDUCE(MAP<K, V>, S, (S, K, V) => S) -> S", ScalarFunction{reduceList},
                 "Folds the entries into one value, from a start value on.");
}

} // namespace weir::functions
