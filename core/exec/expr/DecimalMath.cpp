#include "core/exec/expr/DecimalMath.h"

#include "core/types/NumberText.h"

namespace weir::exec {

namespace {

Int128 magnitude(Int128 value)
{
    return value < 0 ? -value : value;
}

std::optional<Int128> shiftLeft(Int128 value, int digits)
{
    Int128 result = 0;
    if (digits > 38 || __builtin_mul_overflow(value, powerOfTen(digits), &result)) {
        return value == 0 ? std::optional(Int128{0}) : std::nullopt;
    }
    return result;
}

/// Long division, so that the scaled numerator never has to exist.
std::optional<Int128> divideToScale(const Decimal &a, const Decimal &b, int scale)
{
    const bool negative = (a.unscaled() < 0) != (b.unscaled() < 0);
    const Int128 divisor = magnitude(b.unscaled());
    Int128 quotient = magnitude(a.unscaled()) / divisor;
    Int128 rest = magnitude(a.unscaled()) % divisor;
    int digits = scale - a.scale() + b.scale();
    if (digits < 0) {
        return Decimal(negative ? -quotient : quotient, -digits).rescaled(0).unscaled();
    }
    for (; digits > 0; --digits) {
        if (__builtin_mul_overflow(quotient, Int128{10}, &quotient) ||
            __builtin_mul_overflow(rest, Int128{10}, &rest) ||
            __builtin_add_overflow(quotient, rest / divisor, &quotient)) {
            return std::nullopt;
        }
        rest %= divisor;
    }
    quotient += rest >= divisor - rest ? 1 : 0;
    return negative ? -quotient : quotient;
}

/// In whole numbers of any size; `scale` is the result's.
WideInteger calculateWide(char op, const Decimal &a, const Decimal &b, int scale)
{
    if (op == '*') {
        return Decimal(a.wide() * b.wide(), a.scale() + b.scale()).rescaled(scale).wide();
    }
    WideInteger rest;
    if (op == '/') {
        // The quotient of the magnitudes, then half up, which is away from zero.
        const int digits = scale - a.scale() + b.scale();
        WideInteger left = a.wide().magnitude();
        WideInteger right = b.wide().magnitude();
        (digits >= 0 ? left : right) =
            (digits >= 0 ? left : right) * WideInteger::powerOfTen(digits >= 0 ? digits : -digits);
        WideInteger quotient = left.dividedBy(right, rest);
        if (rest + rest >= right) {
            quotient = quotient + WideInteger(Int128{1});
        }
        return a.wide().isNegative() == b.wide().isNegative() ? quotient : quotient.negated();
    }
    const int common = a.scale() > b.scale() ? a.scale() : b.scale();
    const WideInteger left = a.rescaled(common).wide();
    const WideInteger right = b.rescaled(common).wide();
    if (op == '%') {
        left.dividedBy(right, rest);
    }
    const WideInteger result = op == '+' ? left + right : (op == '-' ? left - right : rest);
    return Decimal(result, common).rescaled(scale).wide();
}

/// Within 128 bits; nothing when an intermediate or the result does not fit.
std::optional<Int128> calculateShort(char op, const Decimal &a, const Decimal &b,
                                     const DataType &type)
{
    if (op == '/') {
        const std::optional<Int128> quotient = divideToScale(a, b, type.scale());
        return quotient
                   ? fitDecimal(Decimal(*quotient, type.scale()), type.precision(), type.scale())
                   : std::nullopt;
    }
    Int128 result = 0;
    if (op == '*') {
        if (__builtin_mul_overflow(a.unscaled(), b.unscaled(), &result)) {
            return std::nullopt;
        }
        return fitDecimal(Decimal(result, a.scale() + b.scale()), type.precision(), type.scale());
    }
    const int scale = a.scale() > b.scale() ? a.scale() : b.scale();
    const std::optional<Int128> left = shiftLeft(a.unscaled(), scale - a.scale());
    const std::optional<Int128> right = shiftLeft(b.unscaled(), scale - b.scale());
    if (!left || !right) {
        return std::nullopt;
    }
    const bool overflow = op == '+'   ? __builtin_add_overflow(*left, *right, &result)
                          : op == '-' ? __builtin_sub_overflow(*left, *right, &result)
                                      : (result = *left % *right, false);
    return overflow ? std::nullopt
                    : fitDecimal(Decimal(result, scale), type.precision(), type.scale());
}

} // namespace

std::optional<Decimal> calculateDecimal(char op, const Decimal &a, const Decimal &b,
                                        const DataType &type)
{
    const int scale = type.scale();
    if (!a.isWide() && !b.isWide() && type.precision() <= 38) {
        if (const std::optional<Int128> result = calculateShort(op, a, b, type)) {
            return Decimal(*result, scale);
        }
    }
    return fitAnyDecimal(Decimal(calculateWide(op, a, b, scale), scale), type.precision(), scale);
}

} // namespace weir::exec
