#include "core/functions/TypeMatch.h"

#include <algorithm>
#include <utility>

namespace weir::functions {

namespace {

using catalog::FunctionSignature;
using catalog::TypePattern;
using Kind = TypePattern::Kind;

constexpr int kVariadicCost = 100;

DataType asDecimal(const DataType &type)
{
    if (type.is(TypeKind::Integer)) {
        return DataType::decimal(10, 0);
    }
    return type.is(TypeKind::Bigint) ? DataType::decimal(19, 0) : type;
}

/// Rank in the order of widening.
int wideningRank(const DataType &type)
{
    switch (type.kind()) {
    case TypeKind::Integer:
        return 0;
    case TypeKind::Bigint:
        return 1;
    case TypeKind::Decimal:
        return 2;
    default:
        return 3;
    }
}

bool isTemporal(const DataType &type)
{
    return type.is(TypeKind::Date) || type.is(TypeKind::Time) || type.is(TypeKind::Timestamp);
}

/// Binds type variables while arguments are laid against patterns.
class Unifier {
public:
    bool unify(const TypePattern &pattern, const Argument &argument)
    {
        if (!argument.type) {
            return pattern.kind != Kind::Lambda;
        }
        return unify(pattern, *argument.type, argument.textLiteral);
    }

    bool unify(const TypePattern &pattern, const DataType &type, bool textLiteral = false)
    {
        switch (pattern.kind) {
        case Kind::Exact: {
            if (textLiteral && isTemporal(pattern.type)) {
                cost += 1;
                return true;
            }
            const std::optional<int> widening = wideningCost(type, pattern.type);
            cost += widening.value_or(0);
            return widening.has_value();
        }
        case Kind::Decimal:
            cost += (2 - std::min(wideningRank(type), 2)) * 4;
            return wideningRank(type) <= 2;
        case Kind::Variable:
            cost += 1; // a concrete overload is the better one
            return bind(pattern.variable, type, textLiteral);
        case Kind::Array:
            return type.is(TypeKind::Array) && unify(pattern.children[0], type.element());
        case Kind::Map:
            return type.is(TypeKind::Map) && unify(pattern.children[0], type.mapKey()) &&
                   unify(pattern.children[1], type.mapValue());
        case Kind::Struct:
            return type.is(TypeKind::Struct);
        case Kind::Any:
            cost += 2;
            return true;
        case Kind::Unit:
            return type.is(TypeKind::Bigint);
        case Kind::Lambda:
            break;
        }
        return false;
    }

    /// Returns the pattern with its variables replaced; nothing while one is open.
    std::optional<DataType> substitute(const TypePattern &pattern) const
    {
        switch (pattern.kind) {
        case Kind::Exact:
            return pattern.type;
        case Kind::Variable: {
            const auto found = m_bindings.find(pattern.variable);
            return found == m_bindings.end() ? std::nullopt : std::optional(found->second);
        }
        case Kind::Array: {
            const std::optional<DataType> element = substitute(pattern.children[0]);
            return element ? std::optional(DataType::array(*element)) : std::nullopt;
        }
        case Kind::Map: {
            const std::optional<DataType> key = substitute(pattern.children[0]);
            const std::optional<DataType> value = substitute(pattern.children[1]);
            return key && value ? std::optional(DataType::map(*key, *value)) : std::nullopt;
        }
        default:
            return std::nullopt;
        }
    }

    /// Returns what an argument has to be cast to.
    DataType target(const TypePattern &pattern, const Argument &argument) const
    {
        if (const std::optional<DataType> type = substitute(pattern)) {
            return *type;
        }
        if (pattern.kind == Kind::Unit) {
            return DataType::bigint();
        }
        if (pattern.kind == Kind::Decimal && argument.type) {
            return asDecimal(*argument.type);
        }
        return argument.type.value_or(pattern.kind == Kind::Decimal ? DataType::decimal(1, 0)
                                                                    : DataType::string());
    }

    int cost = 0;

private:
    bool bind(char variable, const DataType &type, bool textLiteral)
    {
        const auto [found, added] = m_bindings.try_emplace(variable, type);
        if (added) {
            m_fromText[variable] = textLiteral;
            return true;
        }
        if (textLiteral && isTemporal(found->second)) {
            return true;
        }
        if (m_fromText[variable] && isTemporal(type)) {
            found->second = type;
            m_fromText[variable] = false;
            return true;
        }
        const std::optional<DataType> common = commonType(found->second, type);
        if (common) {
            found->second = *common;
            m_fromText[variable] = m_fromText[variable] && textLiteral;
        }
        return common.has_value();
    }

    std::map<char, DataType> m_bindings;
    std::map<char, bool> m_fromText;
};

/// Lambdas come last: their parameters depend on the other arguments.
bool unifyLambda(Unifier &unifier, const TypePattern &pattern, const Argument &argument,
                 std::vector<DataType> &parameters)
{
    if (pattern.children.size() != argument.lambdaArity + 1) {
        return false;
    }
    for (std::size_t p = 0; p < argument.lambdaArity; ++p) {
        const std::optional<DataType> type = unifier.substitute(pattern.children[p]);
        if (!type) {
            return false;
        }
        parameters.push_back(*type);
    }
    return !argument.lambdaResult || unifier.unify(pattern.children.back(), *argument.lambdaResult);
}

} // namespace

std::optional<DataType> commonType(const DataType &a, const DataType &b)
{
    if (a == b) {
        return a;
    }
    if (a.is(TypeKind::Array) && b.is(TypeKind::Array)) {
        const std::optional<DataType> element = commonType(a.element(), b.element());
        return element ? std::optional(DataType::array(*element)) : std::nullopt;
    }
    if (a.is(TypeKind::Map) && b.is(TypeKind::Map)) {
        const std::optional<DataType> key = commonType(a.mapKey(), b.mapKey());
        const std::optional<DataType> value = commonType(a.mapValue(), b.mapValue());
        return key && value ? std::optional(DataType::map(*key, *value)) : std::nullopt;
    }
    if (!a.isNumeric() || !b.isNumeric()) {
        return std::nullopt;
    }
    if (wideningRank(a) == 3 || wideningRank(b) == 3) {
        return DataType::doubleType();
    }
    if (wideningRank(a) < 2 && wideningRank(b) < 2) {
        return DataType::bigint();
    }
    const DataType left = asDecimal(a);
    const DataType right = asDecimal(b);
    const int scale = std::max(left.scale(), right.scale());
    const int whole = std::max(left.precision() - left.scale(), right.precision() - right.scale());
    return DataType::decimal(whole + scale, scale);
}

std::optional<int> wideningCost(const DataType &from, const DataType &to)
{
    if (from == to) {
        return 0;
    }
    if (!from.isNumeric() || !to.isNumeric() || to.is(TypeKind::Decimal) ||
        wideningRank(from) >= wideningRank(to)) {
        return std::nullopt;
    }
    return (wideningRank(to) - wideningRank(from)) * 4;
}

std::optional<TypeMatch> matchSignature(const FunctionSignature &signature,
                                        std::span<const Argument> arguments)
{
    if (!signature.takes(arguments.size())) {
        return std::nullopt;
    }
    const std::size_t count = arguments.size();
    Unifier unifier;
    unifier.cost = signature.variadic ? kVariadicCost : 0;
    TypeMatch match;
    match.lambdaParameters.resize(arguments.size());
    bool pending = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i].lambdaArity == 0 &&
            !unifier.unify(signature.parameterOf(i, count), arguments[i])) {
            return std::nullopt;
        }
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const TypePattern &pattern = signature.parameterOf(i, count);
        if (arguments[i].lambdaArity == 0) {
            continue;
        }
        if (pattern.kind != Kind::Lambda ||
            !unifyLambda(unifier, pattern, arguments[i], match.lambdaParameters[i])) {
            return std::nullopt;
        }
        pending = pending || !arguments[i].lambdaResult;
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const TypePattern &pattern = signature.parameterOf(i, count);
        match.argumentTypes.push_back(
            pattern.kind == Kind::Lambda
                ? unifier.substitute(pattern.children.back())
                      .value_or(arguments[i].lambdaResult.value_or(DataType()))
                : unifier.target(pattern, arguments[i]));
    }
    match.cost = unifier.cost;
    if (!pending) {
        match.returnType = unifier.substitute(signature.result);
    }
    return match;
}

} // namespace weir::functions
