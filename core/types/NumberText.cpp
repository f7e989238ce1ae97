#include "core/types/NumberText.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace weir {

namespace {

/// The digits and the exponent of `d.ddd * 10^exponent`.
struct ShortestDigits {
    char digits[24];
    int count = 0;
    int exponent = 0;
};

ShortestDigits shortestDigits(double magnitude)
{
    char text[40];
    auto end =
        std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific).ptr;
    if (text[1] == 'e') {
        // Java wants the nearest of all two-digit forms: 4.9E-324, not 5.0E-324.
        end = std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific, 1)
                  .ptr;
    }
    ShortestDigits result;
    const char *read = text;
    for (; read != end && *read != 'e'; ++read) {
        if (*read != '.') {
            result.digits[result.count++] = *read;
        }
    }
    ++read;
    const bool negative = *read == '-';
    for (++read; read != end; ++read) {
        result.exponent = result.exponent * 10 + (*read - '0');
    }
    result.exponent = negative ? -result.exponent : result.exponent;
    while (result.count > 1 && result.digits[result.count - 1] == '0') {
        --result.count;
    }
    return result;
}

char *copyText(char *out, std::string_view text)
{
    std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

char *writeDigits(char *out, const ShortestDigits &number, int from, int to)
{
    for (int i = from; i < to; ++i) {
        *out++ = i < number.count ? number.digits[i] : '0';
    }
    return out;
}

char *writePlain(char *out, const ShortestDigits &number)
{
    if (number.exponent < 0) {
        out = copyText(out, "0.");
        for (int i = -1; i > number.exponent; --i) {
            *out++ = '0';
        }
        return writeDigits(out, number, 0, number.count);
    }
    const int whole = number.exponent + 1;
    out = writeDigits(out, number, 0, whole);
    *out++ = '.';
    return writeDigits(out, number, whole, number.count > whole ? number.count : whole + 1);
}

std::string_view trimmedBlanks(std::string_view text)
{
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') {
        text.remove_suffix(1);
    }
    return text;
}

/// Whether the magnitude of an unsigned number is 1 or more. For those beyond the doubles: what
/// from_chars leaves behind then is not told, and strtod asks the locale what a point is.
bool isLarge(std::string_view text)
{
    const std::size_t mark = text.find_first_of("eE");
    const std::string_view digits = text.substr(0, mark);
    std::int32_t exponent = 0;
    if (mark != std::string_view::npos) {
        std::string_view rest = text.substr(mark + 1);
        rest.remove_prefix(!rest.empty() && rest.front() == '+' ? 1 : 0);
        const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), exponent);
        if (parsed.ec == std::errc::result_out_of_range) {
            return rest.front() != '-';
        }
    }
    const auto point = static_cast<std::int64_t>(std::min(digits.find('.'), digits.size()));
    const auto first = static_cast<std::int64_t>(digits.find_first_of("123456789"));
    return exponent + point - first > 0;
}

} // namespace

char *writeDouble(char *out, double value)
{
    if (std::isnan(value)) {
        return copyText(out, "NaN");
    }
    if (std::signbit(value)) {
        *out++ = '-';
        value = -value;
    }
    if (std::isinf(value)) {
        return copyText(out, "Infinity");
    }
    if (value == 0) {
        return copyText(out, "0.0");
    }
    // Most figures are whole or nearly so; their digits need no search.
    if (value < 1e7 && value == static_cast<double>(static_cast<std::int64_t>(value))) {
        out = writeInteger(out, static_cast<std::int64_t>(value));
        return copyText(out, ".0");
    }
    const ShortestDigits number = shortestDigits(value);
    if (value >= 1e-3 && value < 1e7) {
        return writePlain(out, number);
    }
    *out++ = number.digits[0];
    *out++ = '.';
    out = writeDigits(out, number, 1, number.count > 1 ? number.count : 2);
    *out++ = 'E';
    return writeInteger(out, number.exponent);
}

char *writeInteger(char *out, std::int64_t value)
{
    return std::to_chars(out, out + 24, value).ptr;
}

char *writeDecimal(char *out, Int128 unscaled, int scale)
{
    return copyText(out, Decimal(unscaled, scale).toString());
}

std::string doubleToText(double value)
{
    char text[kMaxNumberText];
    return std::string(text, writeDouble(text, value));
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    if (text.size() > 1 && text.front() == '+' && text[1] != '-') {
        text.remove_prefix(1);
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> parseDouble(std::string_view text)
{
    text = trimmedBlanks(text);
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (negative || text.front() == '+')) {
        text.remove_prefix(1);
    }
    double value = 0;
    if (text == "NaN") {
        value = std::nan("");
    } else if (text == "Infinity") {
        value = HUGE_VAL;
    } else {
        if (text.empty() ||
            !((text.front() >= '0' && text.front() <= '9') || text.front() == '.')) {
            return std::nullopt;
        }
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (end != text.data() + text.size() || error == std::errc::invalid_argument) {
            return std::nullopt;
        }
        if (error == std::errc::result_out_of_range) {
            value = isLarge(text) ? HUGE_VAL : 0;
        }
    }
    return negative ? -value : value;
}

Int128 powerOfTen(int exponent)
{
    static const std::array<Int128, 39> kPowers = [] {
        std::array<Int128, 39> powers{};
        powers[0] = 1;
        for (std::size_t i = 1; i < powers.size(); ++i) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }();
    return kPowers[static_cast<std::size_t>(exponent < 0 ? 0 : (exponent > 38 ? 38 : exponent))];
}

std::optional<Int128> fitDecimal(const Decimal &value, int precision, int scale)
{
    const Int128 limit = powerOfTen(precision);
    const Decimal scaled = value.rescaled(scale);
    const bool fits = !scaled.isWide() && scaled.unscaled() < limit && scaled.unscaled() > -limit;
    return fits ? std::optional(scaled.unscaled()) : std::nullopt;
}

std::optional<Decimal> fitAnyDecimal(const Decimal &value, int precision, int scale)
{
    if (precision <= 38) {
        const std::optional<Int128> unscaled = fitDecimal(value, precision, scale);
        return unscaled ? std::optional(Decimal(*unscaled, scale)) : std::nullopt;
    }
    Decimal scaled = value.rescaled(scale);
    const bool fits = scaled.digitCount() <= precision || scaled.isZero();
    return fits ? std::optional(std::move(scaled)) : std::nullopt;
}

std::optional<Decimal> doubleToDecimal(double value)
{
    if (!std::isfinite(value)) {
        return std::nullopt;
    }
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific);
    return Decimal::parse(std::string_view(text, static_cast<std::size_t>(end.ptr - text)));
}

double decimalToDouble(const Decimal &value)
{
    return value.isWide() ? parseDouble(value.toString()).value_or(0)
                          : decimalToDouble(value.unscaled(), value.scale());
}

double decimalToDouble(Int128 unscaled, int scale)
{
    constexpr Int128 kExact = Int128{1} << 53;
    if (unscaled <= kExact && unscaled >= -kExact && scale <= 22) {
        return static_cast<double>(unscaled) / static_cast<double>(powerOfTen(scale));
    }
    return parseDouble(Decimal(unscaled, scale).toString()).value_or(0);
}

} // namespace weir
