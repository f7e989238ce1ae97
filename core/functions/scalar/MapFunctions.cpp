#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/ListAccess.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace weir::functions {

namespace {

/// Child 0 of a map are its keys, child 1 its values.
template <std::size_t Child> void mapPart(const ScalarCall &call, Column &out, std::size_t row)
{
    const ListRange range = call[0].get<ListRange>(row);
    ArrayBuilder result(out, row);
    for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
        result.add(call[0].child(Child), i);
    }
    result.finish();
}

/// What the longer list has more is left out.
void asMap(const ScalarCall &call, Column &out, std::size_t row)
{
    const ArrayView keys(call[0], row);
    const ArrayView values(call[1], row);
    MapBuilder result(out, row);
    for (std::uint32_t i = 0; i < std::min(keys.range.size, values.range.size); ++i) {
        result.put(keys.elements, keys.range.begin + i, values.elements, values.range.begin + i);
    }
    result.finish();
}

void entries(const ScalarCall &call, Column &out, std::size_t row)
{
    const Column &map = call[0];
    const ArrayView keys(map, row);
    std::vector<std::uint32_t> order(keys.range.size);
    std::iota(order.begin(), order.end(), keys.range.begin);
    if (call[1].get<std::uint8_t>(row) != 0) {
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return compareRows(keys.elements, a, keys.elements, b) < 0;
        });
    }
    Column &structs = out.child(0);
    const auto begin = static_cast<std::uint32_t>(structs.size());
    structs.resize(begin + order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        structs.setValid(begin + i);
        structs.child(0).setFrom(begin + i, map.child(0), order[i]);
        structs.child(1).setFrom(begin + i, map.child(1), order[i]);
    }
    out.set(row, ListRange{begin, static_cast<std::uint32_t>(order.size())});
}

std::optional<DataType> entriesType(std::span<const DataType> types)
{
    return DataType::array(
        DataType::structOf({{"K", types[0].mapKey()}, {"V", types[0].mapValue()}}));
}

} // namespace

void addMapFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("map");
    registry.add("MAP_KEYS(MAP<K, V>) -> ARRAY<K>", forRows(&mapPart<0>),
                 "Returns the keys of a map.");
    registry.add("MAP_VALUES(MAP<K, V>) -> ARRAY<V>", forRows(&mapPart<1>),
                 "Returns the values of a map.");
    registry.add("MAP_UNION(MAP<K, V>, MAP<K, V>) -> MAP<K, V>", nullAware(joinKernel<MapBuilder>),
                 "Joins two maps; of equal keys the second map's value stands.");
    registry.add("AS_MAP(ARRAY<STRING>, ARRAY<V>) -> MAP<STRING, V>", forRows(&asMap),
                 "Makes a map of a list of keys and a list of values.");
    ScalarFunction entryList = forRows(&entries);
    entryList.resultType = entriesType;
    registry.add("ENTRIES(MAP<STRING, V>, BOOLEAN) -> ARRAY<STRUCT>", entryList,
                 "Returns the entries of a map as structs of K and V, by key if wanted.");
}

} // namespace weir::functions
