#include "core/functions/FunctionRegistry.h"

#include "core/base/AsciiCase.h"
#include "core/functions/Families.h"
#include "core/functions/SignatureParser.h"
#include "core/functions/TypeMatch.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <numeric>
#include <utility>

namespace weir::functions {

namespace {

/// Returns the number of letters to insert, delete or replace between two names.
std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::string argumentList(std::span<const Argument> arguments)
{
    std::string result;
    for (const Argument &argument : arguments) {
        result += result.empty() ? "" : ", ";
        result += argument.lambdaArity > 0 ? "LAMBDA"
                  : argument.type          ? argument.type->toString()
                                           : "null";
    }
    return result;
}

bool accepts(const ScalarFunction &function, std::span<const Argument> arguments)
{
    std::vector<std::optional<DataType>> types;
    for (const Argument &argument : arguments) {
        types.push_back(argument.type);
    }
    return !function.accepts || function.accepts(types);
}

} // namespace

const FunctionRegistry &FunctionRegistry::builtins()
{
    static const FunctionRegistry *const kRegistry = [] {
        auto *registry = new FunctionRegistry;
        addAllFamilies(*registry);
        return registry;
    }();
    return *kRegistry;
}

FunctionRegistry::Overload &FunctionRegistry::addOverload(std::string_view signature,
                                                          catalog::FunctionKind kind,
                                                          std::string_view description)
{
    auto overload = std::make_unique<Overload>();
    overload->signature = parseSignature(signature);
    overload->signature.kind = kind;
    overload->signature.family = m_family;
    overload->signature.description = std::string(description);
    auto &overloads = m_overloads[overload->signature.name];
    if (overloads.empty()) {
        m_names.push_back(overload->signature.name);
    }
    overloads.push_back(std::move(overload));
    return *overloads.back();
}

void FunctionRegistry::add(std::string_view signature, ScalarFunction function,
                           std::string_view description)
{
    addOverload(signature, catalog::FunctionKind::Scalar, description).scalar = std::move(function);
}

void FunctionRegistry::add(std::string_view signature, AggregateFunction function,
                           std::string_view description)
{
    addOverload(signature, catalog::FunctionKind::Aggregate, description).aggregate =
        std::move(function);
}

void FunctionRegistry::add(std::string_view signature, TableFunction function,
                           std::string_view description)
{
    addOverload(signature, catalog::FunctionKind::Table, description).table = std::move(function);
}

Result<ResolvedCall> FunctionRegistry::resolve(std::string_view name,
                                               std::span<const Argument> arguments) const
{
    const auto found = m_overloads.find(upperCase(name));
    if (found == m_overloads.end()) {
        std::string message = fmt::format("Can't find any functions with the name '{}'", name);
        const std::vector<std::string> near = nearNames(name);
        if (!near.empty()) {
            message += fmt::format(". Did you mean {}?", fmt::join(near, ", "));
        }
        return fail(userError("functions.unknown", std::move(message)));
    }
    const Overload *best = nullptr;
    std::optional<TypeMatch> bestMatch;
    for (const auto &overload : found->second) {
        std::optional<TypeMatch> match = matchSignature(overload->signature, arguments);
        if (!match || (bestMatch && match->cost >= bestMatch->cost) ||
            !accepts(overload->scalar, arguments)) {
            continue;
        }
        const auto &resultType = overload->signature.kind == catalog::FunctionKind::Scalar
                                     ? overload->scalar.resultType
                                 : overload->signature.kind == catalog::FunctionKind::Aggregate
                                     ? overload->aggregate.resultType
                                     : overload->table.resultType;
        if (resultType) {
            match->returnType = resultType(match->argumentTypes);
            if (!match->returnType) {
                continue;
            }
        } else if (!match->returnType &&
                   overload->signature.result.kind == catalog::TypePattern::Kind::Decimal) {
            match->returnType = match->argumentTypes.front();
        }
        best = overload.get();
        bestMatch = std::move(match);
    }
    if (best == nullptr) {
        std::vector<std::string> valid;
        for (const auto &overload : found->second) {
            valid.push_back(overload->signature.toString());
        }
        return fail(userError(
            "functions.no-overload",
            fmt::format(
                "Function '{}' does not accept parameters ({}).\nValid alternatives are:\n{}",
                lowerCase(name), argumentList(arguments), fmt::join(valid, "\n"))));
    }
    ResolvedCall call;
    call.signature = &best->signature;
    call.scalar = best->signature.kind == catalog::FunctionKind::Scalar ? &best->scalar : nullptr;
    call.aggregate =
        best->signature.kind == catalog::FunctionKind::Aggregate ? &best->aggregate : nullptr;
    call.table = best->signature.kind == catalog::FunctionKind::Table ? &best->table : nullptr;
    call.argumentTypes = std::move(bestMatch->argumentTypes);
    call.lambdaParameters = std::move(bestMatch->lambdaParameters);
    call.returnType = std::move(bestMatch->returnType);
    return call;
}

std::optional<catalog::FunctionKind> FunctionRegistry::kindOf(std::string_view name) const
{
    const auto found = m_overloads.find(upperCase(name));
    if (found == m_overloads.end()) {
        return std::nullopt;
    }
    return found->second.front()->signature.kind;
}

std::vector<const catalog::FunctionSignature *> FunctionRegistry::signatures() const
{
    std::vector<const catalog::FunctionSignature *> result;
    std::vector<std::string> names = m_names;
    std::sort(names.begin(), names.end());
    for (const std::string &name : names) {
        for (const auto &overload : m_overloads.at(name)) {
            result.push_back(&overload->signature);
        }
    }
    return result;
}

std::vector<const catalog::FunctionSignature *>
FunctionRegistry::overloads(std::string_view name) const
{
    std::vector<const catalog::FunctionSignature *> result;
    const auto found = m_overloads.find(upperCase(name));
    if (found != m_overloads.end()) {
        for (const auto &overload : found->second) {
            result.push_back(&overload->signature);
        }
    }
    return result;
}

std::vector<std::string> FunctionRegistry::nearNames(std::string_view name) const
{
    const std::string wanted = upperCase(name);
    const std::size_t limit = wanted.size() <= 3 ? 1 : wanted.size() <= 6 ? 2 : 3;
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const std::string &candidate : m_names) {
        const std::size_t distance = editDistance(wanted, candidate);
        if (distance <= limit) {
            near.emplace_back(distance, candidate);
        }
    }
    std::sort(near.begin(), near.end());
    std::vector<std::string> result;
    for (std::size_t i = 0; i < near.size() && i < 3; ++i) {
        result.push_back(near[i].second);
    }
    return result;
}

} // namespace weir::functions
