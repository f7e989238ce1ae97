// Lists as a whole: joined, sorted, cut, written as text, made.
#include "core/base/AsciiCase.h"
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/functions/ListAccess.h"
#include "core/types/NumberText.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace weir::functions {

namespace {

using Text = std::string_view;

/// Sorts, nulls at the end in either order.
void sortList(const Column &lists, std::size_t row, bool ascending, Column &out)
{
    const ArrayView list(lists, row);
    std::vector<std::uint32_t> order(list.range.size);
    std::iota(order.begin(), order.end(), list.range.begin);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (list.elements.isNull(a) || list.elements.isNull(b)) {
            return !list.elements.isNull(a);
        }
        const int compared = compareRows(list.elements, a, list.elements, b);
        return ascending ? compared < 0 : compared > 0;
    });
    ArrayBuilder result(out, row);
    for (const std::uint32_t element : order) {
        result.add(list.elements, element);
    }
    result.finish();
}

void arraySort(const ScalarCall &call, Column &out, std::size_t row)
{
    sortList(call[0], row, true, out);
}

/// A direction that is not known gives null.
void arraySortDirected(const ScalarCall &call, Column &out, std::size_t row)
{
    const std::string direction = upperCase(call[1].get<Text>(row));
    const bool ascending = direction == "ASC" || direction == "ASCENDING";
    if (ascending || direction == "DESC" || direction == "DESCENDING") {
        sortList(call[0], row, ascending, out);
    } else {
        out.setNull(row);
    }
}

std::optional<DataType> sortedType(std::span<const DataType> types)
{
    return types[0].element().isNested() ? std::nullopt : std::optional(types[0]);
}

/// Null elements are written as "null"; a null delimiter is an empty one.
void arrayJoinKernel(const ScalarCall &call, Column &out)
{
    const DataType element = call[0].type().element();
    const bool given = call.arguments.size() > 1;
    std::string text;
    call.rows.forEach([&](std::uint32_t row) {
        if (call[0].isNull(row)) {
            return;
        }
        const bool bare = given && call[1].isNull(row);
        const Text delimiter = bare ? Text() : given ? call[1].get<Text>(row) : Text(",");
        const ArrayView list(call[0], row);
        text.clear();
        for (std::uint32_t i = list.range.begin; i < list.end(); ++i) {
            text += i == list.range.begin ? Text() : delimiter;
            text += toText(list.elements.valueAt(i), element);
            if (text.size() > kMostTextBytes) {
                out.setError(row);
                return;
            }
        }
        out.set(row, call.arena.copy(text));
    });
}

std::optional<DataType> joinedType(std::span<const DataType> types)
{
    const DataType &element = types[0].element();
    const bool written =
        element.is(TypeKind::Boolean) || element.isNumeric() || element.is(TypeKind::String);
    return written ? std::optional(DataType::string()) : std::nullopt;
}

/// Both ends count from 1 and belong to the slice; a null end is the list's own. What is not within
/// the list gives null.
void sliceKernel(const ScalarCall &call, Column &out)
{
    call.rows.forEach([&](std::uint32_t row) {
        if (call[0].isNull(row)) {
            return;
        }
        const ArrayView list(call[0], row);
        const std::int64_t size = list.range.size;
        const std::int64_t from = call[1].isNull(row) ? 1 : call[1].get<std::int32_t>(row);
        const std::int64_t to = call[2].isNull(row) ? size : call[2].get<std::int32_t>(row);
        if (from < 1 || to > size || from - 1 > to) {
            return;
        }
        ArrayBuilder result(out, row);
        for (std::int64_t i = from - 1; i < to; ++i) {
            result.add(list.elements, list.range.begin + static_cast<std::uint32_t>(i));
        }
        result.finish();
    });
}

template <class T> void makeSeries(Column &out, std::size_t row, T start, T end, std::int64_t step)
{
    const bool rising = end >= start;
    if (step == 0 || (start != end && rising != (step > 0))) {
        out.setError(row);
        return;
    }
    const std::uint64_t from = static_cast<std::uint64_t>(std::int64_t{start});
    const std::uint64_t to = static_cast<std::uint64_t>(std::int64_t{end});
    const std::uint64_t distance = rising ? to - from : from - to;
    const std::uint64_t stride =
        step < 0 ? 0 - static_cast<std::uint64_t>(step) : static_cast<std::uint64_t>(step);
    if (distance / stride >= kMostElements) {
        out.setError(row);
        return;
    }
    const std::uint64_t count = distance / stride + 1;
    ArrayBuilder result(out, row);
    std::int64_t value = start;
    for (std::uint64_t i = 0; i < count; ++i) {
        result.addValue(static_cast<T>(value));
        value = static_cast<std::int64_t>(static_cast<std::uint64_t>(value) +
                                          static_cast<std::uint64_t>(step));
    }
    result.finish();
}

template <class T> void series(const ScalarCall &call, Column &out, std::size_t row)
{
    const T start = call[0].get<T>(row);
    const T end = call[1].get<T>(row);
    const std::int64_t step = call.arguments.size() > 2 ? call[2].get<std::int32_t>(row)
                              : end >= start            ? 1
                                                        : -1;
    makeSeries<T>(out, row, start, end, step);
}

} // namespace

void addListFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("array");
    registry.add("ARRAY_CONCAT(ARRAY<T>, ARRAY<T>) -> ARRAY<T>",
                 nullAware(joinKernel<ArrayBuilder>),
                 "Joins two lists; a null list counts as an empty one unless both are null.");
    ScalarFunction sorted = forRows(&arraySort);
    sorted.resultType = sortedType;
    registry.add("ARRAY_SORT(ARRAY<T>) -> ARRAY<T>", sorted,
                 "Sorts the elements, nulls at the end.");
    ScalarFunction directed = forRows(&arraySortDirected);
    directed.resultType = sortedType;
    registry.add("ARRAY_SORT(ARRAY<T>, STRING) -> ARRAY<T>", directed,
                 "Sorts the elements by 'ASC' or 'DESC', nulls at the end.");
    ScalarFunction joined = nullAware(arrayJoinKernel);
    joined.resultType = joinedType;
    registry.add("ARRAY_JOIN(ARRAY<T>) -> STRING", joined,
                 "Writes the elements one after the other with commas between.");
    registry.add("ARRAY_JOIN(ARRAY<T>, STRING) -> STRING", joined,
                 "Writes the elements one after the other with a delimiter between.");
    registry.add("SLICE(ARRAY<T>, INTEGER, INTEGER) -> ARRAY<T>", nullAware(sliceKernel),
                 "Returns the elements from one position to another, counted from 1.");
    const char *const seriesText = "Makes a list of the numbers from the first to the second.";
    registry.add("GENERATE_SERIES(INTEGER, INTEGER) -> ARRAY<INTEGER>",
                 forRows(&series<std::int32_t>), seriesText);
    registry.add("GENERATE_SERIES(BIGINT, BIGINT) -> ARRAY<BIGINT>", forRows(&series<std::int64_t>),
                 seriesText);
    const char *const stepText = "Makes a list of the numbers from the first to the second, by "
                                 "steps of the third.";
    registry.add("GENERATE_SERIES(INTEGER, INTEGER, INTEGER) -> ARRAY<INTEGER>",
                 forRows(&series<std::int32_t>), stepText);
    registry.add("GENERATE_SERIES(BIGINT, BIGINT, INTEGER) -> ARRAY<BIGINT>",
                 forRows(&series<std::int64_t>), stepText);
}

} // namespace weir::functions
