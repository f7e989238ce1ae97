// TOPK and TOPKDISTINCT. Not undoable: what was pushed out is forgotten.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/aggregate/HeapAggregator.h"
#include "core/types/ValueCompare.h"

#include <algorithm>
#include <utility>

namespace weir::functions {

namespace {

/// Values, or structs that begin with the value to sort by; the largest first.
struct TopState {
    ValueList entries;
};

/// Of equal values the one that came first stands first. Nulls are left out.
template <bool Distinct>
class TopAggregator final : public HeapAggregator<TopAggregator<Distinct>, TopState> {
public:
    static constexpr bool kUndoable = false;
    TopAggregator(DataType type, std::size_t count)
        : HeapAggregator<TopAggregator<Distinct>, TopState>(std::move(type))
        , m_structs(this->resultType().element().is(TypeKind::Struct))
        , m_count(count)
    {
    }

    void add(TopState &state, AggregateArguments arguments, std::size_t row) const
    {
        if (arguments[0]->isNull(row)) {
            return;
        }
        if (!m_structs) {
            take(state, arguments[0]->valueAt(row));
            return;
        }
        ValueList fields;
        for (const Column *argument : arguments.first(arguments.size() - 1)) {
            fields.push_back(argument->valueAt(row));
        }
        take(state, Value::list(std::move(fields)));
    }
    void combine(TopState &state, const TopState &from) const
    {
        for (const Value &entry : from.entries) {
            take(state, entry);
        }
    }
    void write(const TopState &state, Column &out, std::size_t row, Arena &arena) const
    {
        out.setValue(row, Value::list(state.entries), arena);
    }
    static Value toValue(const TopState &state) { return Value::list(state.entries); }
    static void fromValue(TopState &state, const Value &value) { state.entries = value.asList(); }

private:
    const Value &sortedBy(const Value &entry) const
    {
        return m_structs ? entry.asList()[0] : entry;
    }
    void take(TopState &state, Value entry) const
    {
        const auto place =
            std::find_if(state.entries.begin(), state.entries.end(), [&](const Value &other) {
                const int compared = compareValues(sortedBy(other), sortedBy(entry));
                return Distinct ? compared <= 0 : compared < 0;
            });
        const bool known = Distinct && place != state.entries.end() &&
                           compareValues(sortedBy(*place), sortedBy(entry)) == 0;
        if (!known) {
            state.entries.insert(place, std::move(entry));
        }
        if (state.entries.size() > m_count) {
            state.entries.pop_back();
        }
    }

    bool m_structs;
    std::size_t m_count;
};

/// ARRAY of the values, or of structs SORT_COL, COL0, … where other columns come along.
std::optional<DataType> topType(std::span<const DataType> types)
{
    if (types[0].isNested()) {
        return std::nullopt;
    }
    if (types.size() == 2) {
        return DataType::array(types[0]);
    }
    std::vector<StructField> fields = {{"sort_col", types[0]}};
    for (std::size_t i = 1; i + 1 < types.size(); ++i) {
        fields.push_back({"col" + std::to_string(i - 1), types[i]});
    }
    return DataType::array(DataType::structOf(std::move(fields)));
}

template <bool Distinct> AggregateFunction topFunction()
{
    AggregateFunction function;
    function.resultType = topType;
    function.intermediateType = [](std::span<const DataType> types) {
        return DataType::array(types[0]);
    };
    function.make = [](const AggregateSpec &spec) -> Result<std::unique_ptr<Aggregator>> {
        const std::optional<Value> &count = spec.constants.back();
        if (!count || count->isNull()) {
            return fail(
                userError("functions.literal-needed", "this argument must be a literal, not null"));
        }
        if (count->as<std::int32_t>() < 1) {
            return fail(userError("functions.bad-count", "the count must be at least 1"));
        }
        return std::unique_ptr<Aggregator>(std::make_unique<TopAggregator<Distinct>>(
            *topType(spec.argumentTypes), static_cast<std::size_t>(count->as<std::int32_t>())));
    };
    return function;
}

} // namespace

void addTopAggregates(FunctionRegistry &registry)
{
    registry.beginFamily("aggregate");
    registry.add("TOPK(T, ANY..., INTEGER) -> ARRAY<T>", topFunction<false>(),
                 "Returns the largest values, the largest first; with other columns, structs of "
                 "them all.");
    registry.add("TOPKDISTINCT(T, INTEGER) -> ARRAY<T>", topFunction<true>(),
                 "Returns the largest different values, the largest first.");
}

} // namespace weir::functions
