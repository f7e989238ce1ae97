#pragma once

#include "core/catalog/FunctionSignature.h"
#include "core/functions/FunctionRegistry.h"

#include <map>
#include <optional>
#include <span>
#include <vector>

namespace weir::functions {

/// Returns the narrowest type both can be widened to (INTEGER -> BIGINT -> DECIMAL -> DOUBLE, and
/// element by element in arrays and maps); nothing if there is none.
std::optional<DataType> commonType(const DataType &a, const DataType &b);

/// Returns how far `from` is from `to` by implicit widening: 0 equal, nothing impossible.
std::optional<int> wideningCost(const DataType &from, const DataType &to);

/// How arguments fit one signature.
struct TypeMatch {
    int cost = 0;
    std::vector<DataType> argumentTypes;
    std::vector<std::vector<DataType>> lambdaParameters;
    std::optional<DataType> returnType;
};

/// Fits the arguments into a signature; nothing if they do not fit. The return type is absent where
/// it depends on an unbound lambda or has an open DECIMAL or STRUCT.
std::optional<TypeMatch> matchSignature(const catalog::FunctionSignature &signature,
                                        std::span<const Argument> arguments);

} // namespace weir::functions
