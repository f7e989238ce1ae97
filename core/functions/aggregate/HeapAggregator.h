#pragma once

#include "core/functions/AggregateFunction.h"
#include "core/types/ValueBytes.h"

#include <cstring>
#include <string>
#include <utility>

namespace weir::functions {

/// Base of aggregators whose state grows: the store's bytes hold a pointer to a `StateType`.
/// `Derived` gives: `add(State &, arguments, row)`, `combine(State &, const State &)`,
/// `write(const State &, Column &, row, Arena &)`, `toValue(const State &) -> Value` and
/// `fromValue(State &, const Value &)` for the stored form, with kUndoable `remove(…)`.
template <class Derived, class StateType> class HeapAggregator : public Aggregator {
public:
    using State = StateType;

    explicit HeapAggregator(DataType resultType)
        : m_resultType(std::move(resultType))
    {
    }

    const DataType &resultType() const override { return m_resultType; }
    std::size_t stateSize() const override { return sizeof(State *); }
    bool needsDestroy() const override { return true; }
    bool canUndo() const override { return Derived::kUndoable; }
    void init(std::byte *state) const override { pointer(state) = new State(); }
    void destroy(std::byte *state) const override { delete pointer(state); }

    Status update(std::byte *state, AggregateArguments arguments, std::size_t row) const override
    {
        self().add(*pointer(state), arguments, row);
        return {};
    }
    Status undo(std::byte *state, AggregateArguments arguments, std::size_t row) const override
    {
        if constexpr (Derived::kUndoable) {
            self().remove(*pointer(state), arguments, row);
            return {};
        } else {
            return fail(internalError("functions.no-undo", "this aggregate cannot take rows back"));
        }
    }
    Status merge(std::byte *state, const std::byte *from) const override
    {
        self().combine(*pointer(state), *pointer(from));
        return {};
    }
    void result(const std::byte *state, Column &out, std::size_t row, Arena &arena) const override
    {
        self().write(*pointer(state), out, row, arena);
    }
    std::optional<AggregateFailure> updateRows(std::span<std::byte *const> states,
                                               AggregateArguments arguments, const Selection &rows,
                                               Column *results, Arena &arena) const override
    {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            State &state = *pointer(states[i]);
            self().add(state, arguments, rows[i]);
            if (results != nullptr) {
                self().write(state, *results, i, arena);
            }
        }
        return std::nullopt;
    }
    void serialise(const std::byte *state, std::string &out) const override
    {
        appendValueBytes(self().toValue(*pointer(state)), out);
    }
    bool deserialise(std::byte *state, std::string_view &in) const override
    {
        const std::optional<Value> value = readValueBytes(in);
        if (value) {
            self().fromValue(*pointer(state), *value);
        }
        return value.has_value();
    }
    std::size_t heapBytes(const std::byte *state) const override
    {
        return sizeof(State) + valueHeapBytes(self().toValue(*pointer(state)));
    }

private:
    const Derived &self() const { return static_cast<const Derived &>(*this); }
    static State *&pointer(std::byte *state) { return *reinterpret_cast<State **>(state); }
    static State *pointer(const std::byte *state)
    {
        return *reinterpret_cast<State *const *>(state);
    }

    DataType m_resultType;
};

/// Makes an AggregateFunction that always gives an `A(resultType)`.
template <class A> AggregateFunction heapAggregate(DataType resultType)
{
    AggregateFunction function;
    function.undoable = A::kUndoable;
    function.make = [resultType](const AggregateSpec &) -> Result<std::unique_ptr<Aggregator>> {
        return std::unique_ptr<Aggregator>(std::make_unique<A>(resultType));
    };
    return function;
}

} // namespace weir::functions
