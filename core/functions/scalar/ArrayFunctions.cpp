#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/ListAccess.h"

#include <cstddef>
#include <cstdint>

namespace weir::functions {

namespace {

void arrayLength(const ScalarCall &call, Column &out, std::size_t row)
{
    out.set(row, static_cast<std::int32_t>(call[0].get<ListRange>(row).size));
}

/// A null list contains nothing; a list with a null element contains null.
void arrayContainsKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        bool found = false;
        if (!call[0].isNull(row)) {
            const ArrayView list(call[0], row);
            for (std::uint32_t i = list.range.begin; i < list.end() && !found; ++i) {
                found = equalRows(list.elements, i, call[1], row);
            }
        }
        out.set<std::uint8_t>(row, found ? 1 : 0);
    });
}

void arrayRemoveKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        if (call[0].isNull(row)) {
            return;
        }
        const ArrayView list(call[0], row);
        ArrayBuilder result(out, row);
        for (std::uint32_t i = list.range.begin; i < list.end(); ++i) {
            if (!equalRows(list.elements, i, call[1], row)) {
                result.add(list.elements, i);
            }
        }
        result.finish();
    });
}

void arrayDistinct(const ScalarCall &call, Column &out, std::size_t row)
{
    const ArrayView list(call[0], row);
    ArrayBuilder result(out, row);
    for (std::uint32_t i = list.range.begin; i < list.end(); ++i) {
        result.addOnce(list.elements, i);
    }
    result.finish();
}

void arrayUnion(const ScalarCall &call, Column &out, std::size_t row)
{
    ArrayBuilder result(out, row);
    for (const std::size_t side : {0U, 1U}) {
        const ArrayView list(call[side], row);
        for (std::uint32_t i = list.range.begin; i < list.end(); ++i) {
            result.addOnce(list.elements, i);
        }
    }
    result.finish();
}

/// Keeps what the second list has, or has not.
template <bool InSecond> void arrayKeep(const ScalarCall &call, Column &out, std::size_t row)
{
    const ArrayView list(call[0], row);
    const ArrayView second(call[1], row);
    RowIndex inSecond(second.range.begin);
    ArrayBuilder result(out, row);
    for (std::uint32_t i = list.range.begin; i < list.end(); ++i) {
        if ((inSecond.find(second.elements, second.end(), list.elements, i) >= 0) == InSecond) {
            result.addOnce(list.elements, i);
        }
    }
    result.finish();
}

/// The smallest or largest element that is not null; null if there is none.
template <int Sign> void arrayExtreme(const ScalarCall &call, Column &out, std::size_t row)
{
    const ArrayView list(call[0], row);
    std::uint32_t best = list.end();
    for (std::uint32_t i = list.range.begin; i < list.end(); ++i) {
        const bool better =
            !list.elements.isNull(i) &&
            (best == list.end() || compareRows(list.elements, i, list.elements, best) * Sign > 0);
        best = better ? i : best;
    }
    if (best == list.end()) {
        out.setNull(row);
    } else {
        out.setFrom(row, list.elements, best);
    }
}

/// Lists, maps and structs have no order.
std::optional<DataType> extremeType(std::span<const DataType> types)
{
    const DataType &element = types[0].element();
    return element.isNested() ? std::nullopt : std::optional(element);
}

} // namespace

void addArrayFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("array");
    registry.add("ARRAY_LENGTH(ARRAY<T>) -> INTEGER", forRows(&arrayLength),
                 "Returns the number of elements.");
    registry.add("ARRAY_CONTAINS(ARRAY<T>, T) -> BOOLEAN", nullAware(arrayContainsKernel),
                 "Says whether a list has an element.");
    registry.add("ARRAY_REMOVE(ARRAY<T>, T) -> ARRAY<T>", nullAware(arrayRemoveKernel),
                 "Takes all elements that equal a value out of a list.");
    registry.add("ARRAY_DISTINCT(ARRAY<T>) -> ARRAY<T>", forRows(&arrayDistinct),
                 "Keeps the first of equal elements.");
    registry.add("ARRAY_UNION(ARRAY<T>, ARRAY<T>) -> ARRAY<T>", forRows(&arrayUnion),
                 "Returns the different elements of two lists.");
    registry.add("ARRAY_INTERSECT(ARRAY<T>, ARRAY<T>) -> ARRAY<T>", forRows(&arrayKeep<true>),
                 "Returns the different elements that both lists have.");
    registry.add("ARRAY_EXCEPT(ARRAY<T>, ARRAY<T>) -> ARRAY<T>", forRows(&arrayKeep<false>),
                 "Returns the different elements that the second list has not.");
    ScalarFunction smallest = forRows(&arrayExtreme<-1>);
    smallest.resultType = extremeType;
    registry.add("ARRAY_MIN(ARRAY<T>) -> T", smallest,
                 "Returns the smallest element that is not null.");
    ScalarFunction largest = forRows(&arrayExtreme<1>);
    largest.resultType = extremeType;
    registry.add("ARRAY_MAX(ARRAY<T>) -> T", largest,
                 "Returns the largest element that is not null.");
}

} // namespace weir::functions
