#include "core/base/AsciiCase.h"
#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"

#include <cmath>
#include <numbers>
#include <string>

namespace weir::functions {

namespace {

using Text = std::string_view;

constexpr double kEarthKilometres = 6371;
constexpr double kEarthMiles = 3959;

double radians(double degrees)
{
    return degrees / 180.0 * std::numbers::pi;
}

double haversine(double angle)
{
    const double sine = std::sin(angle / 2);
    return sine * sine;
}

bool isPlace(double latitude, double longitude)
{
    return std::fabs(latitude) <= 90 && std::fabs(longitude) <= 180;
}

/// Distance on a sphere of that radius (haversine formula); places off the globe are an error.
std::optional<double> distance(RowContext &context, double latitude1, double longitude1,
                               double latitude2, double longitude2, double radius)
{
    if (!isPlace(latitude1, longitude1) || !isPlace(latitude2, longitude2)) {
        return context.fail();
    }
    const double a = haversine(radians(latitude2 - latitude1)) +
                     haversine(radians(longitude2 - longitude1)) * std::cos(radians(latitude1)) *
                         std::cos(radians(latitude2));
    return 2 * std::asin(std::sqrt(a)) * radius;
}

/// Returns the earth's radius in a unit: kilometres or miles by whatever abbreviation.
std::optional<double> radiusIn(Text unit)
{
    const std::string upper = upperCase(unit);
    if (upper.starts_with("MI")) {
        return kEarthMiles;
    }
    return upper.starts_with("KM") || upper.starts_with("KILO") ? std::optional(kEarthKilometres)
                                                                : std::nullopt;
}

} // namespace

void addGeoFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("math");
    registry.add("GEO_DISTANCE(DOUBLE, DOUBLE, DOUBLE, DOUBLE) -> DOUBLE",
                 mapRows<double, double, double, double, double>(
                     [](RowContext &context, double latitude1, double longitude1, double latitude2,
                        double longitude2) {
                         return distance(context, latitude1, longitude1, latitude2, longitude2,
                                         kEarthKilometres);
                     }),
                 "Returns the kilometres between two places (latitude, longitude in degrees).");
    registry.add("GEO_DISTANCE(DOUBLE, DOUBLE, DOUBLE, DOUBLE, STRING) -> DOUBLE",
                 mapRows<double, double, double, double, double, Text>(
                     [](RowContext &context, double latitude1, double longitude1, double latitude2,
                        double longitude2, Text unit) -> std::optional<double> {
                         const std::optional<double> radius = radiusIn(unit);
                         return radius ? distance(context, latitude1, longitude1, latitude2,
                                                  longitude2, *radius)
                                       : context.fail();
                     }),
                 "Returns the distance between two places, in 'KM' or 'MI'.");
}

} // namespace weir::functions
