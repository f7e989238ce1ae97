#pragma once

#include "core/functions/AggregateFunction.h"

#include <cstring>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

namespace weir::functions {

/// Base of aggregators whose state is a trivially copyable struct `State` right in the store's
/// bytes. `Derived` gives: `bool/Status add(State &, arguments, row) const`, `write(const State &,
/// Column &, row) const`, `combine(State &, const State &) const` and, with kUndoable,
/// `remove(State &, arguments, row) const`. Everything is inlined into updateRows.
template <class Derived, class StateType> class FlatAggregator : public Aggregator {
public:
    using State = StateType;
    static_assert(std::is_trivially_copyable_v<State> && alignof(State) <= 8);

    explicit FlatAggregator(DataType resultType)
        : m_resultType(std::move(resultType))
    {
    }

    const DataType &resultType() const override { return m_resultType; }
    std::size_t stateSize() const override { return (sizeof(State) + 7) & ~std::size_t{7}; }
    bool needsDestroy() const override { return false; }
    bool canUndo() const override { return Derived::kUndoable; }
    void init(std::byte *state) const override { new (state) State(); }
    void destroy(std::byte *) const override {}

    Status update(std::byte *state, AggregateArguments arguments, std::size_t row) const override
    {
        return self().add(at(state), arguments, row) ? Status() : fail(Derived::failure());
    }
    Status undo(std::byte *state, AggregateArguments arguments, std::size_t row) const override
    {
        if constexpr (Derived::kUndoable) {
            return self().remove(at(state), arguments, row) ? Status() : fail(Derived::failure());
        } else {
            return fail(internalError("functions.no-undo", "this aggregate cannot take rows back"));
        }
    }
    Status merge(std::byte *state, const std::byte *from) const override
    {
        return self().combine(at(state), at(from)) ? Status() : fail(Derived::failure());
    }
    void result(const std::byte *state, Column &out, std::size_t row, Arena &) const override
    {
        self().write(at(state), out, row);
    }
    std::optional<AggregateFailure> updateRows(std::span<std::byte *const> states,
                                               AggregateArguments arguments, const Selection &rows,
                                               Column *results, Arena &) const override
    {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            State &state = at(states[i]);
            if (!self().add(state, arguments, rows[i])) {
                return AggregateFailure{i, Derived::failure()};
            }
            if (results != nullptr) {
                self().write(state, *results, i);
            }
        }
        return std::nullopt;
    }
    void serialise(const std::byte *state, std::string &out) const override
    {
        out.append(reinterpret_cast<const char *>(state), sizeof(State));
    }
    bool deserialise(std::byte *state, std::string_view &in) const override
    {
        if (in.size() < sizeof(State)) {
            return false;
        }
        std::memcpy(state, in.data(), sizeof(State));
        in.remove_prefix(sizeof(State));
        return true;
    }

    static Error failure()
    {
        return userError("functions.aggregate-overflow", "Numeric field overflow");
    }

private:
    const Derived &self() const { return static_cast<const Derived &>(*this); }
    static State &at(std::byte *state) { return *reinterpret_cast<State *>(state); }
    static const State &at(const std::byte *state)
    {
        return *reinterpret_cast<const State *>(state);
    }

    DataType m_resultType;
};

/// Makes an AggregateFunction that always gives an `A(resultType)`.
template <class A> AggregateFunction flatAggregate(DataType resultType)
{
    AggregateFunction function;
    function.undoable = A::kUndoable;
    function.make = [resultType](const AggregateSpec &) -> Result<std::unique_ptr<Aggregator>> {
        return std::unique_ptr<Aggregator>(std::make_unique<A>(resultType));
    };
    return function;
}

} // namespace weir::functions
