// COUNT, SUM, AVG: the aggregates with a flat state that can take rows back.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/aggregate/FlatAggregator.h"
#include "core/functions/aggregate/WrappingSum.h"
#include "core/types/NumberText.h"

#include <algorithm>
#include <memory>

namespace weir::functions {

namespace {

struct CountState {
    std::int64_t count = 0;
};

/// Counts rows, or the rows whose argument is not null.
class CountAggregator final : public FlatAggregator<CountAggregator, CountState> {
public:
    static constexpr bool kUndoable = true;
    using FlatAggregator::FlatAggregator;

    bool add(CountState &state, AggregateArguments arguments, std::size_t row) const
    {
        state.count += arguments.empty() || !arguments[0]->isNull(row) ? 1 : 0;
        return true;
    }
    bool remove(CountState &state, AggregateArguments arguments, std::size_t row) const
    {
        state.count -= arguments.empty() || !arguments[0]->isNull(row) ? 1 : 0;
        return true;
    }
    bool combine(CountState &state, const CountState &from) const
    {
        state.count += from.count;
        return true;
    }
    void write(const CountState &state, Column &out, std::size_t row) const
    {
        out.set(row, state.count);
    }
};

template <class T> struct SumState {
    T sum = 0;
};

template <class T>
class SumAggregator final : public FlatAggregator<SumAggregator<T>, SumState<T>> {
public:
    static constexpr bool kUndoable = true;
    using FlatAggregator<SumAggregator<T>, SumState<T>>::FlatAggregator;

    bool add(SumState<T> &state, AggregateArguments arguments, std::size_t row) const
    {
        if (!arguments[0]->isNull(row)) {
            state.sum = addWrapping(state.sum, arguments[0]->template get<T>(row));
        }
        return true;
    }
    bool remove(SumState<T> &state, AggregateArguments arguments, std::size_t row) const
    {
        if (!arguments[0]->isNull(row)) {
            state.sum = subtractWrapping(state.sum, arguments[0]->template get<T>(row));
        }
        return true;
    }
    bool combine(SumState<T> &state, const SumState<T> &from) const
    {
        state.sum = addWrapping(state.sum, from.sum);
        return true;
    }
    void write(const SumState<T> &state, Column &out, std::size_t row) const
    {
        out.set(row, state.sum);
    }
};

/// 128 bits in two words: the store aligns states to 8 bytes only.
struct DecimalSumState {
    std::uint64_t low = 0;
    std::int64_t high = 0;

    Int128 value() const { return (Int128{high} << 64) | Int128{low}; }
    void set(Int128 sum)
    {
        low = static_cast<std::uint64_t>(sum);
        high = static_cast<std::int64_t>(sum >> 64);
    }
};

/// A sum with more digits than its type is a failure of the query (SEMANTICS 4).
class DecimalSumAggregator final : public FlatAggregator<DecimalSumAggregator, DecimalSumState> {
public:
    static constexpr bool kUndoable = true;
    explicit DecimalSumAggregator(const DataType &type)
        : FlatAggregator(type)
        , m_limit(powerOfTen(std::min(type.precision(), 38)))
    {
    }

    bool add(DecimalSumState &state, AggregateArguments arguments, std::size_t row) const
    {
        return arguments[0]->isNull(row) || addUnscaled(state, arguments[0]->unscaledAt(row));
    }
    bool remove(DecimalSumState &state, AggregateArguments arguments, std::size_t row) const
    {
        return arguments[0]->isNull(row) || addUnscaled(state, -arguments[0]->unscaledAt(row));
    }
    bool combine(DecimalSumState &state, const DecimalSumState &from) const
    {
        return addUnscaled(state, from.value());
    }
    void write(const DecimalSumState &state, Column &out, std::size_t row) const
    {
        out.setUnscaled(row, state.value());
    }

private:
    bool addUnscaled(DecimalSumState &state, Int128 value) const
    {
        Int128 sum = 0;
        if (__builtin_add_overflow(state.value(), value, &sum) || sum >= m_limit ||
            sum <= -m_limit) {
            return false;
        }
        state.set(sum);
        return true;
    }

    Int128 m_limit;
};

template <class T> struct AverageState {
    T sum = 0;
    std::int64_t count = 0;
};

/// AVG keeps the sum in the argument's type and divides as DOUBLE. No rows: 0.0.
template <class T>
class AverageAggregator final : public FlatAggregator<AverageAggregator<T>, AverageState<T>> {
public:
    static constexpr bool kUndoable = true;
    using FlatAggregator<AverageAggregator<T>, AverageState<T>>::FlatAggregator;

    bool add(AverageState<T> &state, AggregateArguments arguments, std::size_t row) const
    {
        if (!arguments[0]->isNull(row)) {
            state.sum = addWrapping(state.sum, arguments[0]->template get<T>(row));
            ++state.count;
        }
        return true;
    }
    bool remove(AverageState<T> &state, AggregateArguments arguments, std::size_t row) const
    {
        if (!arguments[0]->isNull(row)) {
            state.sum = subtractWrapping(state.sum, arguments[0]->template get<T>(row));
            --state.count;
        }
        return true;
    }
    bool combine(AverageState<T> &state, const AverageState<T> &from) const
    {
        state.sum = addWrapping(state.sum, from.sum);
        state.count += from.count;
        return true;
    }
    void write(const AverageState<T> &state, Column &out, std::size_t row) const
    {
        const double sum = static_cast<double>(state.sum);
        out.set(row, state.count == 0 ? 0.0 : sum / static_cast<double>(state.count));
    }
};

AggregateFunction averageOf(AggregateFunction function)
{
    function.intermediateType = [](std::span<const DataType> types) {
        return DataType::structOf({{"SUM", types[0]}, {"COUNT", DataType::bigint()}});
    };
    return function;
}

AggregateFunction decimalSum()
{
    AggregateFunction function;
    function.undoable = true;
    function.make = [](const AggregateSpec &spec) -> Result<std::unique_ptr<Aggregator>> {
        return std::unique_ptr<Aggregator>(
            std::make_unique<DecimalSumAggregator>(spec.argumentTypes[0]));
    };
    return function;
}

} // namespace

void addSimpleAggregates(FunctionRegistry &registry)
{
    registry.beginFamily("aggregate");
    const AggregateFunction count = flatAggregate<CountAggregator>(DataType::bigint());
    registry.add("COUNT() -> BIGINT", count, "Counts rows.");
    registry.add("COUNT(ANY) -> BIGINT", count, "Counts the rows whose argument is not null.");
    const char *const sumText = "Adds the values; nulls are left out.";
    registry.add("SUM(INTEGER) -> INTEGER",
                 flatAggregate<SumAggregator<std::int32_t>>(DataType::integer()), sumText);
    registry.add("SUM(BIGINT) -> BIGINT",
                 flatAggregate<SumAggregator<std::int64_t>>(DataType::bigint()), sumText);
    registry.add("SUM(DECIMAL) -> DECIMAL", decimalSum(), sumText);
    registry.add("SUM(DOUBLE) -> DOUBLE",
                 flatAggregate<SumAggregator<double>>(DataType::doubleType()), sumText);
    const char *const averageText = "Returns the mean; nulls are left out.";
    const DataType real = DataType::doubleType();
    registry.add("AVG(INTEGER) -> DOUBLE",
                 averageOf(flatAggregate<AverageAggregator<std::int32_t>>(real)), averageText);
    registry.add("AVG(BIGINT) -> DOUBLE",
                 averageOf(flatAggregate<AverageAggregator<std::int64_t>>(real)), averageText);
    registry.add("AVG(DOUBLE) -> DOUBLE", averageOf(flatAggregate<AverageAggregator<double>>(real)),
                 averageText);
}

} // namespace weir::functions
