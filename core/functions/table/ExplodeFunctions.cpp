#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"

namespace weir::functions {

namespace {

void explodeKernel(std::span<const ColumnPtr> arguments, const Selection &rows, Arena &,
                   Column &out, std::vector<std::uint32_t> &counts)
{
    const Column &list = *arguments[0];
    rows.forEach([&](std::uint32_t row) {
        const ListRange range = list.isNull(row) ? ListRange{} : list.get<ListRange>(row);
        for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
            out.appendFrom(list.child(0), i);
        }
        counts.push_back(range.size);
    });
}

/// All ways to replace elements by null: the last element changes fastest; an element that is null
/// already has one way only.
void cubeKernel(std::span<const ColumnPtr> arguments, const Selection &rows, Arena &, Column &out,
                std::vector<std::uint32_t> &counts)
{
    constexpr std::uint32_t kMostVaried = 20;
    const Column &list = *arguments[0];
    rows.forEach([&](std::uint32_t row) {
        const ListRange range = list.isNull(row) ? ListRange{} : list.get<ListRange>(row);
        std::vector<std::uint32_t> varied;
        for (std::uint32_t i = 0; i < range.size; ++i) {
            if (!list.child(0).isNull(range.begin + i)) {
                varied.push_back(i);
            }
        }
        if (list.isNull(row) || range.size == 0 || varied.size() > kMostVaried) {
            counts.push_back(0);
            return;
        }
        const std::uint32_t ways = 1U << varied.size();
        for (std::uint32_t way = 0; way < ways; ++way) {
            Column &elements = out.child(0);
            const auto begin = static_cast<std::uint32_t>(elements.size());
            elements.resize(begin + range.size);
            for (std::size_t v = 0; v < varied.size(); ++v) {
                if ((way >> (varied.size() - 1 - v)) & 1U) {
                    elements.setFrom(begin + varied[v], list.child(0), range.begin + varied[v]);
                }
            }
            out.append(ListRange{begin, range.size});
        }
        counts.push_back(ways);
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
