#pragma once

#include "core/base/Error.h"

#include <tl/expected.hpp>

#include <utility>

namespace weir {

/// A value or the error that took its place. No exception crosses a target.
template <class T> using Result = tl::expected<T, Error>;

/// Success or an error.
using Status = Result<void>;

/// Makes the error side of a Result: `return fail(userError(…));`
inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace weir

#define WEIR_CONCAT_INNER(a, b) a##b
#define WEIR_CONCAT(a, b) WEIR_CONCAT_INNER(a, b)

/// Returns the error of `expression` from the enclosing function, if it holds one.
#define WEIR_TRY(expression)                                                                       \
    do {                                                                                           \
        if (auto weirStatus = (expression); !weirStatus) {                                         \
            return ::weir::fail(std::move(weirStatus).error());                                    \
        }                                                                                          \
    } while (false)

/// Declares `name` with the value of `expression`, or returns its error from the enclosing
/// function.
#define WEIR_ASSIGN(name, expression)                                                              \
    auto WEIR_CONCAT(weirResult, __LINE__) = (expression);                                         \
    if (!WEIR_CONCAT(weirResult, __LINE__)) {                                                      \
        return ::weir::fail(std::move(WEIR_CONCAT(weirResult, __LINE__)).error());                 \
    }                                                                                              \
    name = std::move(*WEIR_CONCAT(weirResult, __LINE__))
