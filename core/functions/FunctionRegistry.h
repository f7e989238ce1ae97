#pragma once

#include "core/base/Result.h"
#include "core/catalog/FunctionSignature.h"
#include "core/functions/AggregateFunction.h"
#include "core/functions/ScalarFunction.h"
#include "core/functions/TableFunction.h"
#include "core/types/DataType.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace weir::functions {

/// What the binder knows of one argument of a call.
struct Argument {
    /// Absent for a bare NULL literal and for a lambda.
    std::optional<DataType> type = std::nullopt;
    /// Number of parameters if it is a lambda, else 0.
    std::size_t lambdaArity = 0;
    /// Type of the lambda's body, once it is bound.
    std::optional<DataType> lambdaResult = std::nullopt;
    /// It is a text literal, which may stand for a DATE, TIME or TIMESTAMP (SEMANTICS 7).
    bool textLiteral = false;

    static Argument of(DataType type) { return {std::move(type)}; }
    static Argument null() { return {}; }
    static Argument lambda(std::size_t arity, std::optional<DataType> result = std::nullopt)
    {
        return {std::nullopt, arity, std::move(result)};
    }
};

/// A call whose overload is chosen.
struct ResolvedCall {
    const catalog::FunctionSignature *signature = nullptr;
    /// Exactly one of these is set, by `signature->kind`.
    const ScalarFunction *scalar = nullptr;
    const AggregateFunction *aggregate = nullptr;
    const TableFunction *table = nullptr;
    /// What each argument must have; where it differs from the argument's own type the binder puts
    /// an implicit Cast. For a lambda: what its body must give (its own type if it is bound).
    std::vector<DataType> argumentTypes;
    /// For each lambda argument the types of its parameters; empty for others.
    std::vector<std::vector<DataType>> lambdaParameters;
    /// Absent as long as it depends on a lambda that is not bound: bind the bodies with
    /// `lambdaParameters`, then resolve again with `lambdaResult`.
    std::optional<DataType> returnType;
};

/// All built-in functions. Immutable after the first call of builtins(); any thread.
class FunctionRegistry {
public:
    FunctionRegistry() = default;
    FunctionRegistry(const FunctionRegistry &) = delete;
    FunctionRegistry &operator=(const FunctionRegistry &) = delete;

    /// Returns the one registry of the functions that come with Weir.
    static const FunctionRegistry &builtins();

    /// Chooses the overload of `name` (any case) for the arguments: an exact match before one with
    /// implicit casts (INTEGER -> BIGINT -> DECIMAL -> DOUBLE), fewer casts before more, fixed
    /// before variadic. Errors: functions.unknown (message with near names),
    /// functions.no-overload (message lists the signatures).
    Result<ResolvedCall> resolve(std::string_view name, std::span<const Argument> arguments) const;

    /// Says what kind of function a name is; nothing if there is none.
    std::optional<catalog::FunctionKind> kindOf(std::string_view name) const;
    /// Returns every overload, by name.
    std::vector<const catalog::FunctionSignature *> signatures() const;
    /// Returns the overloads of one name (any case).
    std::vector<const catalog::FunctionSignature *> overloads(std::string_view name) const;
    /// Returns up to three names that are written alike.
    std::vector<std::string> nearNames(std::string_view name) const;

    /// Registers overloads. `signature` as people write it: `SUBSTRING(STRING, INTEGER) -> STRING`,
    /// `TRANSFORM(ARRAY<T>, (T) => U) -> ARRAY<U>`, `CONCAT(STRING...) -> STRING`; one capital
    /// letter is a type variable. A signature that cannot be read is our bug and asserted.
    void add(std::string_view signature, ScalarFunction function, std::string_view description);
    void add(std::string_view signature, AggregateFunction function, std::string_view description);
    void add(std::string_view signature, TableFunction function, std::string_view description);
    /// Sets the family of all functions added from now on.
    void beginFamily(std::string family) { m_family = std::move(family); }

private:
    struct Overload {
        catalog::FunctionSignature signature;
        ScalarFunction scalar;
        AggregateFunction aggregate;
        TableFunction table;
    };

    Overload &addOverload(std::string_view signature, catalog::FunctionKind kind,
                          std::string_view description);

    std::unordered_map<std::string, std::vector<std::unique_ptr<Overload>>> m_overloads;
    std::vector<std::string> m_names; ///< in order of registration
    std::string m_family;
};

} // namespace weir::functions
