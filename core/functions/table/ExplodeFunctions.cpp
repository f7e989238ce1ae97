#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"

#include <vector>

namespace weir::functions {

namespace {

void explodeKernel(std::span<const ColumnPtr> arguments, const Selection &rows, Arena &,
                   TableResult &result)
{
    const Column &list = *arguments[0];
    rows.forEach([&](std::uint32_t row) {
        const ListRange range = list.isNull(row) ? ListRange{} : list.get<ListRange>(row);
        for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
            result.values.appendFrom(list.child(0), i);
        }
        result.counts.push_back(range.size);
    });
}

/// Appends all ways to replace the elements at `varied` by null: the last changes fastest.
std::uint32_t appendWays(const Column &from, ListRange range,
                         const std::vector<std::uint32_t> &varied, Column &out)
{
    const std::uint32_t ways = 1U << varied.size();
    for (std::uint32_t way = 0; way < ways; ++way) {
        Column &elements = out.child(0);
        const auto begin = static_cast<std::uint32_t>(elements.size());
        elements.resize(begin + range.size);
        for (std::size_t v = 0; v < varied.size(); ++v) {
            if ((way >> (varied.size() - 1 - v)) & 1U) {
                elements.setFrom(begin + varied[v], from, range.begin + varied[v]);
            }
        }
        out.append(ListRange{begin, range.size});
    }
    return ways;
}

/// An element that is null already has one way only. A row with too many ways fails.
void cubeKernel(std::span<const ColumnPtr> arguments, const Selection &rows, Arena &,
                TableResult &result)
{
    const Column &list = *arguments[0];
    std::vector<std::uint32_t> varied;
    rows.forEach([&](std::uint32_t row) {
        const ListRange range = list.isNull(row) ? ListRange{} : list.get<ListRange>(row);
        varied.clear();
        for (std::uint32_t i = 0; i < range.size; ++i) {
            if (!list.child(0).isNull(range.begin + i)) {
                varied.push_back(i);
            }
        }
        const bool tooMany =
            varied.size() >= 32 || (std::uint64_t{range.size} << varied.size()) > kMostElements;
        result.errors += tooMany ? 1 : 0;
        result.counts.push_back(range.size == 0 || tooMany
                                    ? 0
                                    : appendWays(list.child(0), range, varied, result.values));
    });
}

} // namespace

void addExplodeFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("table");
    registry.add("EXPLODE(ARRAY<T>) -> T", TableFunction{explodeKernel},
                 "Gives a row for each element.");
    registry.add("CUBE_EXPLODE(ARRAY<T>) -> ARRAY<T>", TableFunction{cubeKernel},
                 "Gives a row for every way to replace elements by null.");
}

} // namespace weir::functions
