// STDDEV_SAMP, STDDEV_SAMPLE and CORRELATION.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/aggregate/FlatAggregator.h"

#include <cmath>

namespace weir::functions {

namespace {

/// Sum, and sum of squared distances from the mean (Youngs and Cramer).
struct SpreadState {
    std::int64_t count = 0;
    double sum = 0;
    double squares = 0;
};

/// STDDEV_SAMP gives the variance, as the reference does; only STDDEV_SAMPLE takes its root. Fewer
/// than two values: 0.
template <class T, bool Root>
class SpreadAggregator final : public FlatAggregator<SpreadAggregator<T, Root>, SpreadState> {
public:
    static constexpr bool kUndoable = true;
    using FlatAggregator<SpreadAggregator<T, Root>, SpreadState>::FlatAggregator;

    bool add(SpreadState &state, AggregateArguments arguments, std::size_t row) const
    {
        if (!arguments[0]->isNull(row)) {
            const auto value = static_cast<double>(arguments[0]->template get<T>(row));
            ++state.count;
            state.sum += value;
            state.squares += distance(state, value);
        }
        return true;
    }
    bool remove(SpreadState &state, AggregateArguments arguments, std::size_t row) const
    {
        if (!arguments[0]->isNull(row)) {
            const auto value = static_cast<double>(arguments[0]->template get<T>(row));
            state.squares -= distance(state, value);
            --state.count;
            state.sum -= value;
        }
        return true;
    }
    bool combine(SpreadState &state, const SpreadState &from) const
    {
        if (from.count == 0) {
            return true;
        }
        if (state.count == 0) {
            state = from;
            return true;
        }
        const auto mine = static_cast<double>(state.count);
        const auto theirs = static_cast<double>(from.count);
        const double apart = theirs / mine * state.sum - from.sum;
        state.squares += from.squares + mine / (theirs * (mine + theirs)) * apart * apart;
        state.sum += from.sum;
        state.count += from.count;
        return true;
    }
    void write(const SpreadState &state, Column &out, std::size_t row) const
    {
        const double variance =
            state.count < 2 ? 0.0 : state.squares / static_cast<double>(state.count - 1);
        out.set(row, Root ? std::sqrt(variance) : variance);
    }

private:
    /// What a value of the state adds to the squares.
    static double distance(const SpreadState &state, double value)
    {
        if (state.count < 2) {
            return 0;
        }
        const auto count = static_cast<double>(state.count);
        const double apart = count * value - state.sum;
        return apart * apart / (count * (count - 1));
    }
};

struct PairState {
    std::int64_t count = 0;
    double sumX = 0;
    double sumY = 0;
    double squaresX = 0;
    double squaresY = 0;
    double products = 0;
};

/// Pearson's coefficient of the rows where neither value is null; NaN where it is not defined.
template <class T>
class CorrelationAggregator final : public FlatAggregator<CorrelationAggregator<T>, PairState> {
public:
    static constexpr bool kUndoable = true;
    using FlatAggregator<CorrelationAggregator<T>, PairState>::FlatAggregator;

    bool add(PairState &state, AggregateArguments arguments, std::size_t row) const
    {
        return change(state, arguments, row, 1);
    }
    bool remove(PairState &state, AggregateArguments arguments, std::size_t row) const
    {
        return change(state, arguments, row, -1);
    }
    bool combine(PairState &state, const PairState &from) const
    {
        state.count += from.count;
        state.sumX += from.sumX;
        state.sumY += from.sumY;
        state.squaresX += from.squaresX;
        state.squaresY += from.squaresY;
        state.products += from.products;
        return true;
    }
    void write(const PairState &state, Column &out, std::size_t row) const
    {
        const auto n = static_cast<double>(state.count);
        const double spreadX = n * state.squaresX - state.sumX * state.sumX;
        const double spreadY = n * state.squaresY - state.sumY * state.sumY;
        const double common = n * state.products - state.sumX * state.sumY;
        out.set(row, common / std::sqrt(spreadX * spreadY));
    }

private:
    static bool change(PairState &state, AggregateArguments arguments, std::size_t row, int sign)
    {
        if (!arguments[0]->isNull(row) && !arguments[1]->isNull(row)) {
            const auto x = static_cast<double>(arguments[0]->template get<T>(row));
            const auto y = static_cast<double>(arguments[1]->template get<T>(row));
            state.count += sign;
            state.sumX += sign * x;
            state.sumY += sign * y;
            state.squaresX += sign * (x * x);
            state.squaresY += sign * (y * y);
            state.products += sign * (x * y);
        }
        return true;
    }
};

/// The value format must be able to hold what is kept between rows.
AggregateFunction keptAsStruct(AggregateFunction function)
{
    function.intermediateType = [](std::span<const DataType>) {
        return DataType::structOf({{"COUNT", DataType::bigint()}, {"SUM", DataType::doubleType()}});
    };
    return function;
}

template <class T> void addStatistics(FunctionRegistry &registry, const std::string &type)
{
    const DataType real = DataType::doubleType();
    registry.add("STDDEV_SAMP(" + type + ") -> DOUBLE",
                 keptAsStruct(flatAggregate<SpreadAggregator<T, false>>(real)),
                 "Returns the sample variance (in spite of its name); nulls are left out.");
    registry.add("STDDEV_SAMPLE(" + type + ") -> DOUBLE",
                 keptAsStruct(flatAggregate<SpreadAggregator<T, true>>(real)),
                 "Returns the sample standard deviation; nulls are left out.");
    registry.add("CORRELATION(" + type + ", " + type + ") -> DOUBLE",
                 keptAsStruct(flatAggregate<CorrelationAggregator<T>>(real)),
                 "Returns Pearson's correlation; rows with a null are left out.");
}

} // namespace

void addStatisticAggregates(FunctionRegistry &registry)
{
    registry.beginFamily("aggregate");
    addStatistics<std::int32_t>(registry, "INTEGER");
    addStatistics<std::int64_t>(registry, "BIGINT");
    addStatistics<double>(registry, "DOUBLE");
}

} // namespace weir::functions
