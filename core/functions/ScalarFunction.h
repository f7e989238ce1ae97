#pragma once

#include "core/base/Clock.h"
#include "core/types/Arena.h"
#include "core/types/Column.h"
#include "core/types/DataType.h"
#include "core/types/RowVector.h"
#include "core/types/Selection.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace weir::functions {

/// Evaluates the body of a lambda over many elements at once.
class LambdaBody {
public:
    virtual ~LambdaBody() = default;
    /// Evaluates the body for `outerRows.size()` elements: parameter p of element i is
    /// `*parameters[p]` at row i, columns of the enclosing row are those of row `outerRows[i]` of
    /// the batch. Returns one row an element.
    virtual ColumnPtr evaluate(std::span<const ColumnPtr> parameters,
                               const std::vector<std::uint32_t> &outerRows) const = 0;
};

/// Tells the rows of a call apart by where they come from.
class RowPlaces {
public:
    virtual ~RowPlaces() = default;
    /// Returns a number for every row: made of the record that led to it, of which of that
    /// record's rows it is and, in a lambda, of the element.
    virtual std::vector<std::uint64_t> numbers() const = 0;
};

/// What makes calls differ although their arguments are the same: RANDOM, UUID and the clock are
/// functions of these, so that a replay gives the same (ENGINE.md 7).
struct CallSite {
    std::uint64_t runSeed = 0;
    EpochMs now = 0;
    std::uint64_t site = 0;            ///< number of the call in its statement
    const RowPlaces *places = nullptr; ///< null: a row's number stands for its place
};

/// The arguments of one call over the rows of a batch.
struct ScalarCall {
    std::span<const ColumnPtr> arguments;       ///< null pointer where the argument is a lambda
    std::span<const LambdaBody *const> lambdas; ///< by argument; null where it is none
    const Selection &rows;
    Arena &arena;
    const CallSite &site;

    const Column &operator[](std::size_t i) const { return *arguments[i]; }
};

/// Computes the selected rows of `out`, which has the result type, a row for every row of the batch
/// and starts with nulls. A row that fails becomes setError. Texts go into the call's arena.
using ScalarKernel = std::function<void(const ScalarCall &call, Column &out)>;

/// A scalar function's code and, where the signature does not tell it, its result type.
struct ScalarFunction {
    ScalarKernel kernel;
    /// Computes the result type from the argument types (after casts); nothing if they do not fit.
    std::function<std::optional<DataType>(std::span<const DataType>)> resultType = nullptr;
    /// The same arguments give the same result at all times: may be folded.
    bool pure = true;
    /// Nulls mean something to it: it may give a value for a null argument.
    bool nullAware = false;
    /// Says whether it takes arguments of these types (before casts; absent: a bare NULL), where
    /// the signature alone allows too much.
    std::function<bool(std::span<const std::optional<DataType>>)> accepts = nullptr;
};

} // namespace weir::functions
