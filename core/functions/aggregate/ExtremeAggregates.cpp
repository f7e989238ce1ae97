// MIN and MAX. Not undoable: what was second is forgotten.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/aggregate/FlatAggregator.h"
#include "core/functions/aggregate/HeapAggregator.h"
#include "core/types/ValueCompare.h"

#include <cmath>

namespace weir::functions {

namespace {

template <class T> struct ExtremeState {
    T value = 0;
    std::int64_t seen = 0;
};

template <class T, int Sign>
class ExtremeAggregator final : public FlatAggregator<ExtremeAggregator<T, Sign>, ExtremeState<T>> {
public:
    static constexpr bool kUndoable = false;
    using FlatAggregator<ExtremeAggregator<T, Sign>, ExtremeState<T>>::FlatAggregator;

    bool add(ExtremeState<T> &state, AggregateArguments arguments, std::size_t row) const
    {
        if (!arguments[0]->isNull(row)) {
            offer(state, arguments[0]->template get<T>(row));
        }
        return true;
    }
    bool combine(ExtremeState<T> &state, const ExtremeState<T> &from) const
    {
        if (from.seen != 0) {
            offer(state, from.value);
        }
        return true;
    }
    void write(const ExtremeState<T> &state, Column &out, std::size_t row) const
    {
        if (state.seen == 0) {
            out.setNull(row);
        } else {
            out.set(row, state.value);
        }
    }

private:
    static bool isBetter(T value, T best)
    {
        if constexpr (std::is_floating_point_v<T>) {
            if (std::isnan(value) || std::isnan(best)) { // NaN is the greatest
                return Sign > 0 ? !std::isnan(best) : !std::isnan(value);
            }
        }
        return Sign > 0 ? value > best : value < best;
    }
    static void offer(ExtremeState<T> &state, T value)
    {
        if (state.seen == 0 || isBetter(value, state.value)) {
            state.value = value;
            state.seen = 1;
        }
    }
};

/// MIN and MAX of types without a fixed width.
template <int Sign>
class ValueExtremeAggregator final : public HeapAggregator<ValueExtremeAggregator<Sign>, Value> {
public:
    static constexpr bool kUndoable = false;
    using HeapAggregator<ValueExtremeAggregator<Sign>, Value>::HeapAggregator;

    void add(Value &state, AggregateArguments arguments, std::size_t row) const
    {
        if (!arguments[0]->isNull(row)) {
            offer(state, arguments[0]->valueAt(row));
        }
    }
    void combine(Value &state, const Value &from) const
    {
        if (!from.isNull()) {
            offer(state, from);
        }
    }
    void write(const Value &state, Column &out, std::size_t row, Arena &arena) const
    {
        out.setValue(row, state, arena);
    }
    static Value toValue(const Value &state) { return state; }
    static void fromValue(Value &state, const Value &value) { state = value; }

private:
    static void offer(Value &state, const Value &value)
    {
        if (state.isNull() || compareValues(value, state) * Sign > 0) {
            state = value;
        }
    }
};

template <int Sign> AggregateFunction extremeOf(const DataType &type)
{
    switch (type.kind()) {
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        return flatAggregate<ExtremeAggregator<std::int32_t, Sign>>(type);
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        return flatAggregate<ExtremeAggregator<std::int64_t, Sign>>(type);
    case TypeKind::Double:
        return flatAggregate<ExtremeAggregator<double, Sign>>(type);
    default:
        return heapAggregate<ValueExtremeAggregator<Sign>>(type);
    }
}

template <int Sign>
void addExtreme(FunctionRegistry &registry, const std::string &name, const char *description)
{
    for (const DataType &type :
         {DataType::integer(), DataType::bigint(), DataType::doubleType(), DataType::date(),
          DataType::time(), DataType::timestamp(), DataType::string(), DataType::bytes()}) {
        registry.add(name + "(" + type.toString() + ") -> " + type.toString(),
                     extremeOf<Sign>(type), description);
    }
    AggregateFunction decimal;
    decimal.make = [](const AggregateSpec &spec) {
        return extremeOf<Sign>(spec.argumentTypes[0]).make(spec);
    };
    registry.add(name + "(DECIMAL) -> DECIMAL", decimal, description);
}

} // namespace

void addExtremeAggregates(FunctionRegistry &registry)
{
    registry.beginFamily("aggregate");
    addExtreme<-1>(registry, "MIN", "Returns the smallest value; nulls are left out.");
    addExtreme<1>(registry, "MAX", "Returns the largest value; nulls are left out.");
}

} // namespace weir::functions
