#pragma once

#include "core/types/DataType.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace weir::catalog {

enum class FunctionKind { Scalar, Aggregate, Table };

/// A parameter or result type with open places: any type where it is a variable (`T`), any
/// precision where it is DECIMAL.
struct TypePattern {
    enum class Kind {
        Exact,    ///< `type`, a basic type
        Decimal,  ///< DECIMAL of any precision and scale
        Variable, ///< `variable`, the same type wherever it stands
        Array,    ///< of children[0]
        Map,      ///< of children[0] to children[1]
        Struct,   ///< any STRUCT
        Lambda,   ///< parameters, then the result, in `children`
        Any,      ///< every type, each argument its own
        Unit,     ///< a word like DAYS; the kernel gets its milliseconds as BIGINT
    };
    Kind kind = Kind::Exact;
    DataType type = DataType();
    char variable = 'T';
    std::vector<TypePattern> children = {};

    /// Returns the pattern as a person writes it: `ARRAY<T>`, `(T, U) => V`.
    std::string toString() const;
};

/// One overload of a function, for binding, completion and SHOW FUNCTIONS.
struct FunctionSignature {
    std::string name; ///< upper case
    FunctionKind kind = FunctionKind::Scalar;
    std::vector<TypePattern> parameters = {};
    /// The parameter that may be given any number of times, also none.
    std::optional<std::size_t> variadic = std::nullopt;
    TypePattern result = {};
    /// Group of related functions: "string", "math", …
    std::string family = {};
    std::string description = {};

    /// Says whether a call may have that many arguments.
    bool takes(std::size_t count) const;
    /// Returns the parameter of argument `i` of `count`, which takes() allows.
    const TypePattern &parameterOf(std::size_t i, std::size_t count) const;

    /// Returns `SUBSTRING(STRING, INTEGER) -> STRING`.
    std::string toString() const;
};

} // namespace weir::catalog
