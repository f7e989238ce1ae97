// COLLECT_LIST, COLLECT_SET and HISTOGRAM.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/aggregate/CountedValues.h"
#include "core/functions/aggregate/HeapAggregator.h"

#include <algorithm>
#include <utility>

namespace weir::functions {

namespace {

struct CollectState {
    ValueList values;
    PlaceIndex index; ///< of COLLECT_SET
};

/// Elements in order of arrival; with Distinct one of each. What comes after the limit is left out.
template <bool Distinct>
class CollectAggregator final : public HeapAggregator<CollectAggregator<Distinct>, CollectState> {
public:
    static constexpr bool kUndoable = !Distinct;
    CollectAggregator(DataType type, std::int64_t limit)
        : HeapAggregator<CollectAggregator<Distinct>, CollectState>(std::move(type))
        , m_limit(limit < 0 ? SIZE_MAX : static_cast<std::size_t>(limit))
    {
    }

    void add(CollectState &state, AggregateArguments arguments, std::size_t row) const
    {
        take(state, arguments[0]->valueAt(row));
    }
    void remove(CollectState &state, AggregateArguments arguments, std::size_t row) const
    {
        const Value value = arguments[0]->valueAt(row);
        const auto last = std::find(state.values.rbegin(), state.values.rend(), value);
        if (last != state.values.rend()) {
            state.values.erase(std::next(last).base());
        }
    }
    void combine(CollectState &state, const CollectState &from) const
    {
        for (const Value &value : from.values) {
            take(state, value);
        }
    }
    void write(const CollectState &state, Column &out, std::size_t row, Arena &arena) const
    {
        out.setValue(row, Value::list(state.values), arena);
    }
    static Value toValue(const CollectState &state) { return Value::list(state.values); }
    static void fromValue(CollectState &state, const Value &value)
    {
        state.values = value.asList();
    }

private:
    void take(CollectState &state, Value value) const
    {
        if (state.values.size() < m_limit && !(Distinct && isKnown(state, value))) {
            state.values.push_back(std::move(value));
        }
    }
    static bool isKnown(CollectState &state, const Value &value)
    {
        return state.index.find(
                   0, state.values.size(), [&](std::size_t i) { return state.values[i] == value; },
                   [&](std::size_t i) { return hashValue(state.values[i]); },
                   [&] { return hashValue(value); }) >= 0;
    }

    std::size_t m_limit;
};

class HistogramAggregator final : public HeapAggregator<HistogramAggregator, CountedValues> {
public:
    static constexpr bool kUndoable = true;
    using HeapAggregator::HeapAggregator;

    void add(CountedValues &state, AggregateArguments arguments, std::size_t row) const
    {
        state.count(arguments[0]->valueAt(row), 1, kMostEntries);
    }
    void remove(CountedValues &state, AggregateArguments arguments, std::size_t row) const
    {
        state.count(arguments[0]->valueAt(row), -1, kMostEntries);
    }
    void combine(CountedValues &state, const CountedValues &from) const
    {
        for (const auto &[key, times] : from.entries()) {
            state.count(key, times.as<std::int64_t>(), kMostEntries);
        }
    }
    void write(const CountedValues &state, Column &out, std::size_t row, Arena &arena) const
    {
        out.setValue(row, Value::map(state.entries()), arena);
    }
    static Value toValue(const CountedValues &state) { return Value::map(state.entries()); }
    static void fromValue(CountedValues &state, const Value &value)
    {
        state = CountedValues(value.asMap());
    }

private:
    static constexpr std::size_t kMostEntries = 1000;
};

template <bool Distinct> AggregateFunction collectFunction()
{
    AggregateFunction function;
    function.undoable = !Distinct;
    function.make = [](const AggregateSpec &spec) -> Result<std::unique_ptr<Aggregator>> {
        return std::unique_ptr<Aggregator>(std::make_unique<CollectAggregator<Distinct>>(
            DataType::array(spec.argumentTypes[0]), spec.collectLimit));
    };
    return function;
}

} // namespace

void addCollectAggregates(FunctionRegistry &registry)
{
    registry.beginFamily("aggregate");
    registry.add("COLLECT_LIST(T) -> ARRAY<T>", collectFunction<false>(),
                 "Gathers all values, nulls too, in order of arrival.");
    registry.add("COLLECT_SET(T) -> ARRAY<T>", collectFunction<true>(),
                 "Gathers one of each value in order of first arrival.");
    registry.add(
        "HISTOGRAM(STRING) -> MAP<STRING, BIGINT>",
        heapAggregate<HistogramAggregator>(DataType::map(DataType::string(), DataType::bigint())),
        "Counts how often each text came.");
}

} // namespace weir::functions
