#include "core/functions/Families.h"
#include "core/functions/FunctionRegistry.h"
#include "core/functions/Kernels.h"
#include "core/types/NumberText.h"

#include <algorithm>
#include <cmath>

namespace weir::functions {

namespace {

enum class Rounding { HalfUp, Floor, Ceil };

/// Rounds to `scale` digits after the point (may be negative: tens, hundreds) and returns the
/// unscaled value with the scale it came with. Half up goes towards +infinity (SEMANTICS 7).
Int128 roundUnscaled(Int128 value, int fromScale, int scale, Rounding rounding)
{
    if (scale >= fromScale) {
        return value;
    }
    if (fromScale - scale > 38) {
        return 0;
    }
    const Int128 unit = powerOfTen(fromScale - scale);
    Int128 floor = value / unit;
    Int128 rest = value % unit;
    if (rest < 0) {
        rest += unit;
        --floor;
    }
    const bool up =
        rounding == Rounding::Ceil ? rest > 0 : rounding == Rounding::HalfUp && rest >= unit - rest;
    return (floor + (up ? 1 : 0)) * unit;
}

/// The same for a number of any size.
Decimal roundDecimal(const Decimal &value, int scale, Rounding rounding)
{
    const bool isShort =
        !value.isWide() && value.unscaled() < powerOfTen(38) && value.unscaled() > -powerOfTen(38);
    if (isShort && value.scale() - scale <= 38) {
        return Decimal(roundUnscaled(value.unscaled(), value.scale(), scale, rounding),
                       value.scale());
    }
    if (scale >= value.scale()) {
        return value;
    }
    const WideInteger unit = WideInteger::powerOfTen(value.scale() - scale);
    WideInteger rest;
    WideInteger floor = value.wide().dividedBy(unit, rest);
    if (rest.isNegative()) {
        rest = rest + unit;
        floor = floor - WideInteger(Int128{1});
    }
    const bool up = rounding == Rounding::Ceil
                        ? !rest.isZero()
                        : rounding == Rounding::HalfUp && rest + rest >= unit;
    floor = up ? floor + WideInteger(Int128{1}) : floor;
    return Decimal(floor * unit, value.scale());
}

std::int64_t clampToBigint(double value)
{
    if (std::isnan(value)) {
        return 0;
    }
    if (value >= 9.2233720368547758e18) {
        return INT64_MAX;
    }
    return value <= -9.2233720368547758e18 ? INT64_MIN : static_cast<std::int64_t>(value);
}

std::int64_t roundDouble(double value)
{
    const double floor = std::floor(value);
    return clampToBigint(value - floor >= 0.5 ? floor + 1 : floor);
}

std::optional<double> roundDoubleTo(RowContext &context, double value, std::int32_t places)
{
    if (!std::isfinite(value)) {
        return context.fail();
    }
    const std::optional<Decimal> digits = Decimal::parse(doubleToText(value));
    return digits ? decimalToDouble(roundDecimal(*digits, places, Rounding::HalfUp)) : value;
}

/// A number that got one digit more than the type has is an error.
void putRounded(Column &out, std::size_t row, const Decimal &rounded)
{
    const auto fitting = fitAnyDecimal(rounded, out.type().precision(), out.type().scale());
    if (fitting) {
        out.setDecimal(row, *fitting);
    } else {
        out.setError(row);
    }
}

template <Rounding R> void roundToWhole(const ScalarCall &call, Column &out, std::size_t row)
{
    putRounded(out, row, roundDecimal(call[0].decimalAt(row), 0, R));
}

std::optional<DataType> wholeDecimal(std::span<const DataType> types)
{
    return DataType::decimal(std::max(types[0].precision() - types[0].scale(), 1), 0);
}

void roundDecimalTo(const ScalarCall &call, Column &out, std::size_t row)
{
    const int places = call[1].get<std::int32_t>(row);
    putRounded(out, row, roundDecimal(call[0].decimalAt(row), places, Rounding::HalfUp));
}

template <class T> T sameNumber(T value)
{
    return value;
}

} // namespace

void addRoundingFunctions(FunctionRegistry &registry)
{
    registry.beginFamily("math");
    const char *const roundText = "Rounds half up.";
    registry.add("ROUND(BIGINT) -> BIGINT",
                 mapRows<std::int64_t, std::int64_t>(sameNumber<std::int64_t>), roundText);
    registry.add("ROUND(DOUBLE) -> BIGINT", mapRows<std::int64_t, double>(roundDouble), roundText);
    ScalarFunction whole = forRows(&roundToWhole<Rounding::HalfUp>);
    whole.resultType = wholeDecimal;
    registry.add("ROUND(DECIMAL) -> DECIMAL", whole, roundText);
    registry.add("ROUND(DOUBLE, INTEGER) -> DOUBLE",
                 mapRows<double, double, std::int32_t>(roundDoubleTo),
                 "Rounds half up to a number of digits after the point.");
    registry.add("ROUND(DECIMAL, INTEGER) -> DECIMAL", forRows(&roundDecimalTo),
                 "Rounds half up to a number of digits after the point.");

    const auto addFloorOrCeil = [&registry](const std::string &name, const char *description,
                                            double (*function)(double), ScalarFunction decimal) {
        registry.add(name + "(INTEGER) -> INTEGER",
                     mapRows<std::int32_t, std::int32_t>(sameNumber<std::int32_t>), description);
        registry.add(name + "(BIGINT) -> BIGINT",
                     mapRows<std::int64_t, std::int64_t>(sameNumber<std::int64_t>), description);
        registry.add(name + "(DECIMAL) -> DECIMAL", std::move(decimal), description);
        registry.add(name + "(DOUBLE) -> DOUBLE", mapRows<double, double>(function), description);
    };
    addFloorOrCeil(
        "FLOOR", "Rounds down to a whole number.", [](double value) { return std::floor(value); },
        forRows(&roundToWhole<Rounding::Floor>));
    addFloorOrCeil(
        "CEIL", "Rounds up to a whole number.", [](double value) { return std::ceil(value); },
        forRows(&roundToWhole<Rounding::Ceil>));
}

} // namespace weir::functions
