#include "core/catalog/FunctionSignature.h"

namespace weir::catalog {

namespace {

std::string joinedPatterns(const std::vector<TypePattern> &patterns, std::size_t count)
{
    std::string result;
    for (std::size_t i = 0; i < count; ++i) {
        result += (i == 0 ? "" : ", ") + patterns[i].toString();
    }
    return result;
}

} // namespace

std::string TypePattern::toString() const
{
    switch (kind) {
    case Kind::Exact:
        return type.toString();
    case Kind::Decimal:
        return "DECIMAL";
    case Kind::Variable:
        return std::string(1, variable);
    case Kind::Array:
    case Kind::Map:
        return (kind == Kind::Map ? "MAP<" : "ARRAY<") + joinedPatterns(children, children.size()) +
               ">";
    case Kind::Struct:
        return "STRUCT";
    case Kind::Any:
        return "ANY";
    case Kind::Unit:
        return "UNIT";
    case Kind::Lambda:
        break;
    }
    return "(" + joinedPatterns(children, children.size() - 1) + ") => " +
           children.back().toString();
}

bool FunctionSignature::takes(std::size_t count) const
{
    return variadic ? count + 1 >= parameters.size() : count == parameters.size();
}

const TypePattern &FunctionSignature::parameterOf(std::size_t i, std::size_t count) const
{
    if (!variadic || i < *variadic) {
        return parameters[i];
    }
    const std::size_t behind = parameters.size() - 1 - *variadic;
    return i + behind < count ? parameters[*variadic] : parameters[parameters.size() - count + i];
}

std::string FunctionSignature::toString() const
{
    std::string list;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        list += (i == 0 ? "" : ", ") + parameters[i].toString() + (variadic == i ? "..." : "");
    }
    return name + "(" + list + ") -> " + result.toString();
}

} // namespace weir::catalog
