// SUM_LIST: the elements of all lists added.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/aggregate/FlatAggregator.h"
#include "core/functions/aggregate/WrappingSum.h"

#include <string>

namespace weir::functions {

namespace {

template <class T> struct ListSumState {
    T sum = 0;
};

/// Null lists and null elements are left out. Integers wrap, as Java's do.
template <class T>
class ListSumAggregator final : public FlatAggregator<ListSumAggregator<T>, ListSumState<T>> {
public:
    static constexpr bool kUndoable = true;
    using FlatAggregator<ListSumAggregator<T>, ListSumState<T>>::FlatAggregator;

    bool add(ListSumState<T> &state, AggregateArguments arguments, std::size_t row) const
    {
        forElements(arguments, row,
                    [&state](T value) { state.sum = addWrapping(state.sum, value); });
        return true;
    }
    bool remove(ListSumState<T> &state, AggregateArguments arguments, std::size_t row) const
    {
        forElements(arguments, row,
                    [&state](T value) { state.sum = subtractWrapping(state.sum, value); });
        return true;
    }
    bool combine(ListSumState<T> &state, const ListSumState<T> &from) const
    {
        state.sum = addWrapping(state.sum, from.sum);
        return true;
    }
    void write(const ListSumState<T> &state, Column &out, std::size_t row) const
    {
        out.set(row, state.sum);
    }

private:
    template <class Visitor>
    static void forElements(AggregateArguments arguments, std::size_t row, Visitor visit)
    {
        const Column &lists = *arguments[0];
        const ListRange range = lists.isNull(row) ? ListRange{} : lists.get<ListRange>(row);
        for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
            if (!lists.child(0).isNull(i)) {
                visit(lists.child(0).get<T>(i));
            }
        }
    }
};

} // namespace

void addListSumAggregates(FunctionRegistry &registry)
{
    registry.beginFamily("aggregate");
    const char *const description = "Adds the elements of all lists; nulls are left out.";
    registry.add("SUM_LIST(ARRAY<INTEGER>) -> INTEGER",
                 flatAggregate<ListSumAggregator<std::int32_t>>(DataType::integer()), description);
    registry.add("SUM_LIST(ARRAY<BIGINT>) -> BIGINT",
                 flatAggregate<ListSumAggregator<std::int64_t>>(DataType::bigint()), description);
    registry.add("SUM_LIST(ARRAY<DOUBLE>) -> DOUBLE",
                 flatAggregate<ListSumAggregator<double>>(DataType::doubleType()), description);
}

} // namespace weir::functions
