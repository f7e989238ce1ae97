// LATEST_BY_OFFSET and EARLIEST_BY_OFFSET: a value or the last (first) n, in order of arrival.
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/aggregate/HeapAggregator.h"

#include <utility>

namespace weir::functions {

namespace {

struct OffsetState {
    ValueList values;
};

template <bool Latest>
class OffsetAggregator final : public HeapAggregator<OffsetAggregator<Latest>, OffsetState> {
public:
    static constexpr bool kUndoable = false;
    /// `list`: the result is an array of up to `count` values.
    OffsetAggregator(DataType type, bool ignoreNulls, bool list, std::size_t count)
        : HeapAggregator<OffsetAggregator<Latest>, OffsetState>(std::move(type))
        , m_ignoreNulls(ignoreNulls)
        , m_list(list)
        , m_count(count)
    {
    }

    void add(OffsetState &state, AggregateArguments arguments, std::size_t row) const
    {
        if (!m_ignoreNulls || !arguments[0]->isNull(row)) {
            take(state, arguments[0]->valueAt(row));
        }
    }
    void combine(OffsetState &state, const OffsetState &from) const
    {
        for (const Value &value : from.values) {
            take(state, value);
        }
    }
    void write(const OffsetState &state, Column &out, std::size_t row, Arena &arena) const
    {
        if (m_list) {
            out.setValue(row, Value::list(state.values), arena);
        } else if (state.values.empty()) {
            out.setNull(row);
        } else {
            out.setValue(row, state.values[0], arena);
        }
    }
    static Value toValue(const OffsetState &state) { return Value::list(state.values); }
    static void fromValue(OffsetState &state, const Value &value) { state.values = value.asList(); }

private:
    void take(OffsetState &state, Value value) const
    {
        if (Latest && state.values.size() == m_count) {
            state.values.erase(state.values.begin());
        }
        if (state.values.size() < m_count) {
            state.values.push_back(std::move(value));
        }
    }

    bool m_ignoreNulls;
    bool m_list;
    std::size_t m_count;
};

/// Reads the literal arguments behind the value: [count] [ignore nulls].
template <bool Latest> Result<std::unique_ptr<Aggregator>> makeOffset(const AggregateSpec &spec)
{
    bool ignoreNulls = true;
    bool list = false;
    std::size_t count = 1;
    for (std::size_t i = 1; i < spec.constants.size(); ++i) {
        const std::optional<Value> &constant = spec.constants[i];
        if (!constant || constant->isNull()) {
            return fail(
                userError("functions.literal-needed", "this argument must be a literal, not null"));
        }
        if (spec.argumentTypes[i].is(TypeKind::Boolean)) {
            ignoreNulls = constant->template as<bool>();
            continue;
        }
        const std::int32_t wanted = constant->template as<std::int32_t>();
        if (wanted < 1) {
            return fail(userError("functions.bad-count", "the count must be at least 1"));
        }
        list = true;
        count = static_cast<std::size_t>(wanted);
    }
    DataType type = list ? DataType::array(spec.argumentTypes[0]) : spec.argumentTypes[0];
    return std::unique_ptr<Aggregator>(
        std::make_unique<OffsetAggregator<Latest>>(std::move(type), ignoreNulls, list, count));
}

template <bool Latest>
void addOffset(FunctionRegistry &registry, const std::string &name, const char *description)
{
    AggregateFunction function;
    function.make = makeOffset<Latest>;
    for (const char *rest : {"(T) -> T", "(T, BOOLEAN) -> T", "(T, INTEGER) -> ARRAY<T>",
                             "(T, INTEGER, BOOLEAN) -> ARRAY<T>"}) {
        registry.add(name + rest, function, description);
    }
}

} // namespace

void addOffsetAggregates(FunctionRegistry &registry)
{
    registry.beginFamily("aggregate");
    addOffset<true>(registry, "LATEST_BY_OFFSET",
                    "Returns the last value (or the last n) in order of offset.");
    addOffset<false>(registry, "EARLIEST_BY_OFFSET",
                     "Returns the first value (or the first n) in order of offset.");
}

} // namespace weir::functions
