// ATTR and COUNT_DISTINCT.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/aggregate/HeapAggregator.h"
#include "core/types/ColumnCompare.h"

#include <algorithm>
#include <utility>

namespace weir::functions {

namespace {

/// How often each value came.
struct CountedState {
    ValueMap counts;
};

/// ATTR: the value that all rows have; null where they differ.
class AttrAggregator final : public HeapAggregator<AttrAggregator, CountedState> {
public:
    static constexpr bool kUndoable = true;
    using HeapAggregator::HeapAggregator;

    void add(CountedState &state, AggregateArguments arguments, std::size_t row) const
    {
        count(state, arguments[0]->valueAt(row), 1);
    }
    void remove(CountedState &state, AggregateArguments arguments, std::size_t row) const
    {
        count(state, arguments[0]->valueAt(row), -1);
    }
    void combine(CountedState &state, const CountedState &from) const
    {
        for (const auto &[value, times] : from.counts) {
            count(state, value, times.as<std::int64_t>());
        }
    }
    void write(const CountedState &state, Column &out, std::size_t row, Arena &arena) const
    {
        if (state.counts.size() == 1) {
            out.setValue(row, state.counts.front().first, arena);
        } else {
            out.setNull(row);
        }
    }
    static Value toValue(const CountedState &state) { return Value::map(state.counts); }
    static void fromValue(CountedState &state, const Value &value) { state.counts = value.asMap(); }

private:
    static void count(CountedState &state, const Value &value, std::int64_t times)
    {
        const auto found =
            std::find_if(state.counts.begin(), state.counts.end(),
                         [&value](const auto &entry) { return entry.first == value; });
        const std::int64_t total =
            times + (found == state.counts.end() ? 0 : found->second.as<std::int64_t>());
        if (found == state.counts.end()) {
            state.counts.emplace_back(value, Value(total));
        } else if (total == 0) {
            state.counts.erase(found);
        } else {
            found->second = Value(total);
        }
    }
};

/// The smallest hashes of the values that came, each once, in order.
struct SketchState {
    std::vector<std::uint64_t> hashes;
};

/// COUNT_DISTINCT by the k smallest hashes: exact below k, from there on by how densely they lie,
/// with a standard error of 1.6 percent in 32 KiB.
class DistinctAggregator final : public HeapAggregator<DistinctAggregator, SketchState> {
public:
    static constexpr bool kUndoable = false;
    using HeapAggregator::HeapAggregator;

    void add(SketchState &state, AggregateArguments arguments, std::size_t row) const
    {
        if (!arguments[0]->isNull(row)) {
            take(state, hashRow(*arguments[0], row));
        }
    }
    void combine(SketchState &state, const SketchState &from) const
    {
        for (const std::uint64_t hash : from.hashes) {
            take(state, hash);
        }
    }
    void write(const SketchState &state, Column &out, std::size_t row, Arena &) const
    {
        constexpr double kAllHashes = 18446744073709551616.0;
        if (state.hashes.size() < kMostHashes) {
            out.set(row, static_cast<std::int64_t>(state.hashes.size()));
            return;
        }
        const double density = static_cast<double>(state.hashes.back()) / kAllHashes;
        out.set(row, static_cast<std::int64_t>((kMostHashes - 1) / density));
    }
    static Value toValue(const SketchState &state)
    {
        ValueList hashes;
        for (const std::uint64_t hash : state.hashes) {
            hashes.emplace_back(static_cast<std::int64_t>(hash));
        }
        return Value::list(std::move(hashes));
    }
    static void fromValue(SketchState &state, const Value &value)
    {
        state.hashes.clear();
        for (const Value &hash : value.asList()) {
            state.hashes.push_back(static_cast<std::uint64_t>(hash.as<std::int64_t>()));
        }
    }

private:
    static constexpr std::size_t kMostHashes = 4096;

    static void take(SketchState &state, std::uint64_t hash)
    {
        const auto place = std::lower_bound(state.hashes.begin(), state.hashes.end(), hash);
        const bool full = state.hashes.size() == kMostHashes;
        if ((place != state.hashes.end() && *place == hash) ||
            (full && place == state.hashes.end())) {
            return;
        }
        state.hashes.insert(place, hash);
        if (full) {
            state.hashes.pop_back();
        }
    }
};

} // namespace

void addDistinctAggregates(FunctionRegistry &registry)
{
    registry.beginFamily("aggregate");
    AggregateFunction attr;
    attr.undoable = true;
    attr.make = [](const AggregateSpec &spec) -> Result<std::unique_ptr<Aggregator>> {
        return std::unique_ptr<Aggregator>(std::make_unique<AttrAggregator>(spec.argumentTypes[0]));
    };
    attr.intermediateType = [](std::span<const DataType> types) {
        return DataType::array(types[0]);
    };
    registry.add("ATTR(T) -> T", attr,
                 "Returns the value that all rows have, or null where they differ.");
    AggregateFunction distinct = heapAggregate<DistinctAggregator>(DataType::bigint());
    distinct.intermediateType = [](std::span<const DataType>) {
        return DataType::array(DataType::integer());
    };
    registry.add(
        "COUNT_DISTINCT(T) -> BIGINT", distinct,
        "Counts different values, nulls left out: exactly to 4 095, nearly from there on.");
}

} // namespace weir::functions
