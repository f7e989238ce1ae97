#pragma once

#include "core/base/Result.h"
#include "core/types/Arena.h"
#include "core/types/Column.h"
#include "core/types/DataType.h"
#include "core/types/Selection.h"
#include "core/types/Value.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weir::functions {

/// The argument columns of an aggregate, aligned by row; constant arguments (k of TOPK) are in the
/// aggregator already, but keep their place here.
using AggregateArguments = std::span<const Column *const>;

/// A row on which an aggregate failed (sum overflow): the query stops there (ENGINE.md 12).
struct AggregateFailure {
    std::size_t position = 0; ///< in the selection
    Error error;
};

/// One aggregate of one statement: how to keep a group's state and what it says. The state is
/// stateSize() bytes that the store owns, aligned to 8; they may be moved with memcpy (what does
/// not fit is behind a pointer in them), never copied. Immutable; one thread at a time.
class Aggregator {
public:
    virtual ~Aggregator() = default;
    Aggregator(const Aggregator &) = delete;
    Aggregator &operator=(const Aggregator &) = delete;

    virtual const DataType &resultType() const = 0;
    virtual std::size_t stateSize() const = 0;
    /// Says whether destroy() must be called before the state's bytes are dropped.
    virtual bool needsDestroy() const = 0;
    virtual bool canUndo() const = 0;

    virtual void init(std::byte *state) const = 0;
    virtual void destroy(std::byte *state) const = 0;

    /// Adds one row. Nulls are the function's business.
    virtual Status update(std::byte *state, AggregateArguments arguments,
                          std::size_t row) const = 0;
    /// Takes one row back; only if canUndo().
    virtual Status undo(std::byte *state, AggregateArguments arguments, std::size_t row) const = 0;
    /// Adds what `from` has gathered later than `state` (sessions that grow together).
    virtual Status merge(std::byte *state, const std::byte *from) const = 0;
    /// Writes the present result into a row of `out` (of type resultType()).
    virtual void result(const std::byte *state, Column &out, std::size_t row,
                        Arena &arena) const = 0;

    /// Adds the selected rows in order, row at position i to `states[i]`, and, if `results` is not
    /// null, writes the result after each into row i of it (resized by the caller). The way to run
    /// a batch: one virtual call. Stops at the first row that fails.
    virtual std::optional<AggregateFailure> updateRows(std::span<std::byte *const> states,
                                                       AggregateArguments arguments,
                                                       const Selection &rows, Column *results,
                                                       Arena &arena) const = 0;

    /// Appends the state in a form that holds between versions.
    virtual void serialise(const std::byte *state, std::string &out) const = 0;
    /// Reads what serialise wrote into an initialised state and drops it from the front of `in`;
    /// false when it is damaged.
    virtual bool deserialise(std::byte *state, std::string_view &in) const = 0;
    /// Returns the bytes a state holds outside its flat part.
    virtual std::size_t heapBytes(const std::byte *) const { return 0; }

protected:
    Aggregator() = default;
};

/// What an aggregate is made for.
struct AggregateSpec {
    std::vector<DataType> argumentTypes;
    /// Values of arguments that are literals, by argument; absent for others.
    std::vector<std::optional<Value>> constants;
    /// Most elements that COLLECT_LIST and COLLECT_SET keep (ksql.functions.collect_list.limit and
    /// …collect_set.limit); negative: no limit.
    std::int64_t collectLimit = -1;
};

/// An aggregate function: how to make its aggregators.
struct AggregateFunction {
    std::function<Result<std::unique_ptr<Aggregator>>(const AggregateSpec &)> make;
    /// Computes the result type from the argument types; nothing if they do not fit. Absent where
    /// the signature tells it.
    std::function<std::optional<DataType>(std::span<const DataType>)> resultType = nullptr;
    /// Type of what must be kept between rows, if the value format has to hold it (SEMANTICS 4).
    std::function<DataType(std::span<const DataType>)> intermediateType = nullptr;
    /// Can take rows back, so it may stand over a table.
    bool undoable = false;
};

} // namespace weir::functions
