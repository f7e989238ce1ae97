#pragma once

#include "core/functions/ScalarFunction.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace weir::functions {

/// Reads a column as T in a loop; constant columns answer every row. T is a slot type of Column, or
/// bool.
template <class T> class ColumnReader {
public:
    using Slot = std::conditional_t<std::is_same_v<T, bool>, std::uint8_t, T>;

    explicit ColumnReader(const Column &column)
        : m_data(column.data<Slot>())
        , m_states(column.states())
        , m_mask(column.isConstant() ? 0 : ~std::size_t{0})
    {
    }
    std::uint8_t state(std::size_t row) const { return m_states[row & m_mask]; }
    T operator[](std::size_t row) const { return static_cast<T>(m_data[row & m_mask]); }

private:
    const Slot *m_data;
    const std::uint8_t *m_states;
    std::size_t m_mask;
};

/// What a function makes of one row is no more than this, or the row fails: a count in a record
/// must not exhaust the memory.
inline constexpr std::size_t kMostTextBytes = std::size_t{16} << 20;
inline constexpr std::size_t kMostElements = std::size_t{1} << 20;

/// What a row function may use beside its arguments.
struct RowContext {
    Arena &arena;
    bool failed = false;

    /// Makes the row an error: `return context.fail();`
    std::nullopt_t fail()
    {
        failed = true;
        return std::nullopt;
    }
    std::string_view text(std::string_view made) { return arena.copy(made); }
    /// The same for what may grow beyond all bounds.
    std::optional<std::string_view> boundedText(std::string_view made)
    {
        if (made.size() > kMostTextBytes) {
            return fail();
        }
        return text(made);
    }
};

namespace detail {

template <class Out> struct Store {
    static void put(Column &out, std::size_t row, const RowContext &, Out value)
    {
        using Slot = typename ColumnReader<Out>::Slot;
        out.set<Slot>(row, static_cast<Slot>(value));
    }
    static void put(Column &out, std::size_t row, const RowContext &context,
                    const std::optional<Out> &value)
    {
        if (value) {
            put(out, row, context, *value);
        } else {
            out.states()[row] = context.failed ? kRowError : kRowNull;
        }
    }
};

template <class Out, class... In, class F, std::size_t... I>
void mapSelected(const ScalarCall &call, Column &out, const F &function, std::index_sequence<I...>)
{
    const std::tuple<ColumnReader<In>...> in{ColumnReader<In>(call[I])...};
    call.rows.forEach([&](std::uint32_t row) {
        const unsigned state = (0U | ... | std::get<I>(in).state(row));
        if (state != 0) {
            out.states()[row] = static_cast<std::uint8_t>(state);
            return;
        }
        RowContext context{call.arena};
        if constexpr (std::is_invocable_v<const F &, RowContext &, In...>) {
            Store<Out>::put(out, row, context, function(context, std::get<I>(in)[row]...));
        } else {
            Store<Out>::put(out, row, context, function(std::get<I>(in)[row]...));
        }
    });
}

} // namespace detail

/// Makes a kernel of a function of one row: `[RowContext &,] In... -> Out or optional<Out>`. A null
/// argument gives null; an empty optional gives null, or an error after context.fail(). The loop is
/// inside, so there is one indirect call a batch.
template <class Out, class... In, class F> ScalarFunction mapRows(F function)
{
    ScalarFunction result;
    result.kernel = [function](const ScalarCall &call, Column &out) {
        detail::mapSelected<Out, In...>(call, out, function, std::index_sequence_for<In...>{});
    };
    return result;
}

/// Makes a function whose result is another each time, so that it is not folded.
inline ScalarFunction changing(ScalarKernel kernel)
{
    ScalarFunction result{std::move(kernel)};
    result.pure = false;
    return result;
}

/// Says whether no argument of a row is null; if one is, makes the row null (or an error) in `out`.
inline bool allPresent(const ScalarCall &call, Column &out, std::size_t row)
{
    unsigned state = 0;
    for (const ColumnPtr &argument : call.arguments) {
        state |= argument ? static_cast<unsigned>(argument->state(row)) : 0U;
    }
    if (state != 0) {
        out.setNull(row, static_cast<RowState>(state));
    }
    return state == 0;
}

/// Makes a function of a kernel that gives nulls a meaning. It never sees a row with a failed
/// argument: that fails in the result too (ENGINE.md 7).
inline ScalarFunction nullAware(ScalarKernel kernel)
{
    ScalarFunction result;
    result.kernel = [kernel = std::move(kernel)](const ScalarCall &call, Column &out) {
        const Selection sound = call.rows.where([&](std::uint32_t row) {
            const auto failed = [row](const ColumnPtr &argument) {
                return argument && argument->isError(row);
            };
            if (std::none_of(call.arguments.begin(), call.arguments.end(), failed)) {
                return true;
            }
            out.setError(row);
            return false;
        });
        kernel(ScalarCall{call.arguments, call.lambdas, sound, call.arena, call.site}, out);
    };
    result.nullAware = true;
    return result;
}

/// Makes a kernel of `function(call, out, row)` over rows without a null argument, for types that
/// mapRows does not name (lists, DECIMAL, any).
template <class F> ScalarFunction forRows(F function)
{
    ScalarFunction result;
    result.kernel = [function](const ScalarCall &call, Column &out) {
        call.rows.forEach([&](std::uint32_t row) {
            if (allPresent(call, out, row)) {
                function(call, out, row);
            }
        });
    };
    return result;
}

} // namespace weir::functions
