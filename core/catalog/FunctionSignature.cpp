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
    case Kind::Lambda:
        break;
    }
    return "(" + joinedPatterns(children, children.size() - 1) + ") => " +
           children.back().toString();
}

std::string FunctionSignature::toString() const
{
    return name + "(" + joinedPatterns(parameters, parameters.size()) + (variadic ? "..." : "") +
           ") -> " + result.toString();
}

} // namespace weir::catalog
