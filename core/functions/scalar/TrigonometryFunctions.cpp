#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"

#include <cmath>

namespace weir::functions {

namespace {

constexpr double kPi = 3.141592653589793;

struct Trigonometric {
    const char *signature;
    double (*function)(double);
    const char *description;
};

const Trigonometric kTrigonometric[] = {
    {"SIN(DOUBLE) -> DOUBLE", [](double x) { return std::sin(x); }, "Returns the sine."},
    {"COS(DOUBLE) -> DOUBLE", [](double x) { return std::cos(x); }, "Returns the cosine."},
    {"TAN(DOUBLE) -> DOUBLE", [](double x) { return std::tan(x); }, "Returns the tangent."},
    {"COT(DOUBLE) -> DOUBLE", [](double x) { return 1.0 / std::tan(x); }, "Returns the cotangent."},
    {"ASIN(DOUBLE) -> DOUBLE", [](double x) { return std::asin(x); }, "Returns the arc sine."},
    {"ACOS(DOUBLE) -> DOUBLE", [](double x) { return std::acos(x); }, "Returns the arc cosine."},
    {"ATAN(DOUBLE) -> DOUBLE", [](double x) { return std::atan(x); }, "Returns the arc tangent."},
    {"SINH(DOUBLE) -> DOUBLE", [](double x) { return std::sinh(x); },
     "Returns the hyperbolic sine."},
    {"COSH(DOUBLE) -> DOUBLE", [](double x) { return std::cosh(x); },
     "Returns the hyperbolic cosine."},
    {"TANH(DOUBLE) -> DOUBLE", [](double x) { return std::tanh(x); },
     "Returns the hyperbolic tangent."},
    {"DEGREES(DOUBLE) -> DOUBLE", [](double x) { return x * 180.0 / kPi; },
     "Turns radians into degrees."},
    {"RADIANS(DOUBLE) -> DOUBLE", [](double x) { return x / 180.0 * kPi; },
     "Turns degrees into radians."},
};

} // namespace

void addTrigonometryFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("math");
    for (const Trigonometric &entry : kTrigonometric) {
        registry.add(entry.signature, mapRows<double, double>(entry.function), entry.description);
    }
    registry.add(
        "ATAN2(DOUBLE, DOUBLE) -> DOUBLE",
        mapRows<double, double, double>([](double y, double x) { return std::atan2(y, x); }),
        "Returns the angle of a point (y, x).");
    registry.add("PI() -> DOUBLE", ScalarFunction{[](const ScalarCall &call, Column &out) {
                     call.rows.forEach([&out](std::uint32_t row) { out.set(row, kPi); });
                 }},
                 "Returns the number pi.");
}

} // namespace weir::functions
