#pragma once

#include <type_traits>

namespace weir::functions {

/// Adds as Java does: integers wrap.
template <class T> T addWrapping(T a, T b)
{
    if constexpr (std::is_integral_v<T>) {
        using Unsigned = std::make_unsigned_t<T>;
        return static_cast<T>(static_cast<Unsigned>(a) + static_cast<Unsigned>(b));
    } else {
        return a + b;
    }
}

/// Subtracts as Java does: integers wrap.
template <class T> T subtractWrapping(T a, T b)
{
    if constexpr (std::is_integral_v<T>) {
        using Unsigned = std::make_unsigned_t<T>;
        return static_cast<T>(static_cast<Unsigned>(a) - static_cast<Unsigned>(b));
    } else {
        return a - b;
    }
}

} // namespace weir::functions
