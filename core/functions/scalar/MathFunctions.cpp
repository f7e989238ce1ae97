#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"

#include <cmath>
#include <cstdlib>

namespace weir::functions {

namespace {

/// Wraps at the smallest integer, as Java does.
std::int32_t absInteger(std::int32_t value)
{
    return value < 0 ? static_cast<std::int32_t>(0U - static_cast<std::uint32_t>(value)) : value;
}

std::int64_t absBigint(std::int64_t value)
{
    return value < 0 ? static_cast<std::int64_t>(0ULL - static_cast<std::uint64_t>(value)) : value;
}

std::int32_t signDouble(double value)
{
    return value > 0 ? 1 : value < 0 ? -1 : 0;
}

/// Of 0 it is -Infinity to every base, also to one below 1.
double logBase(double base, double value)
{
    if (base <= 0 || base == 1) {
        return std::nan("");
    }
    return value == 0 ? std::log(value) : std::log(value) / std::log(base);
}

void addSigns(FunctionRegistry &registry)
{
    const char *const absText = "Returns the value without its sign.";
    registry.add("ABS(INTEGER) -> INTEGER", mapRows<std::int32_t, std::int32_t>(absInteger),
                 absText);
    registry.add("ABS(BIGINT) -> BIGINT", mapRows<std::int64_t, std::int64_t>(absBigint), absText);
    registry.add("ABS(DECIMAL) -> DECIMAL",
                 forRows([](const ScalarCall &call, Column &out, std::size_t row) {
                     const Decimal value = call[0].decimalAt(row);
                     out.setDecimal(row, value.compare(Decimal()) < 0 ? value.negated() : value);
                 }),
                 absText);
    registry.add("ABS(DOUBLE) -> DOUBLE",
                 mapRows<double, double>([](double value) { return std::fabs(value); }), absText);
    const char *const signText = "Returns -1, 0 or 1.";
    registry.add("SIGN(DOUBLE) -> INTEGER", mapRows<std::int32_t, double>(signDouble), signText);
    registry.add("SIGN(BIGINT) -> INTEGER",
                 mapRows<std::int32_t, std::int64_t>([](std::int64_t value) {
                     return value > 0 ? 1 : value < 0 ? -1 : 0;
                 }),
                 signText);
}

} // namespace

void addMathFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("math");
    addSigns(registry);
    const auto unary = [&registry](const char *signature, double (*function)(double),
                                   const char *description) {
        registry.add(signature, mapRows<double, double>(function), description);
    };
    unary(
        "SQRT(DOUBLE) -> DOUBLE", [](double x) { return std::sqrt(x); },
        "Returns the square root.");
    unary(
        "CBRT(DOUBLE) -> DOUBLE", [](double x) { return std::cbrt(x); }, "Returns the cube root.");
    unary(
        "EXP(DOUBLE) -> DOUBLE", [](double x) { return std::exp(x); },
        "Returns e to the power of the value.");
    unary(
        "LN(DOUBLE) -> DOUBLE", [](double x) { return std::log(x); },
        "Returns the natural logarithm.");
    unary(
        "LOG(DOUBLE) -> DOUBLE", [](double x) { return std::log10(x); },
        "Returns the logarithm to base 10.");
    registry.add("LOG(DOUBLE, DOUBLE) -> DOUBLE", mapRows<double, double, double>(logBase),
                 "Returns the logarithm of the second value to the base of the first.");
    registry.add("POWER(DOUBLE, DOUBLE) -> DOUBLE",
                 mapRows<double, double, double>([](double x, double y) { return std::pow(x, y); }),
                 "Returns the first value to the power of the second.");
}

} // namespace weir::functions
