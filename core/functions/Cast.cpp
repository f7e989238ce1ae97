#include "core/functions/Cast.h"

#include "core/types/CivilTime.h"
#include "core/types/NumberText.h"
#include "core/types/RowIndex.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

namespace weir::functions {

namespace {

/// Calls `convert(row)` for every row that is not null; states of others are passed on.
template <class Convert>
void castRows(const Column &in, const Selection &rows, Column &out, Convert convert)
{
    rows.forEach([&](std::uint32_t row) {
        if (in.isNull(row)) {
            out.setNull(row, in.state(row));
        } else {
            convert(row);
        }
    });
}

template <class T> void storeOrFail(Column &out, std::size_t row, const std::optional<T> &value)
{
    if (value) {
        out.set(row, *value);
    } else {
        out.setError(row);
    }
}

/// Rounds half up; what has too many digits before the point is an error.
void storeDecimal(Column &out, std::size_t row, const std::optional<Decimal> &value)
{
    const DataType &type = out.type();
    const auto fitting =
        value ? fitAnyDecimal(*value, type.precision(), type.scale()) : std::nullopt;
    if (fitting) {
        out.setDecimal(row, *fitting);
    } else {
        out.setError(row);
    }
}

/// Cuts the fraction off and what does not fit, as Java narrows.
template <class T> T integerFromDecimal(const Decimal &value)
{
    if (!value.isWide() && value.scale() <= 38) {
        return static_cast<T>(value.unscaled() / powerOfTen(value.scale()));
    }
    WideInteger rest;
    const WideInteger whole = value.wide().dividedBy(WideInteger::powerOfTen(value.scale()), rest);
    T result = 0;
    whole.toBytes(reinterpret_cast<std::byte *>(&result), sizeof result);
    return result;
}

/// Narrows as Java does: NaN is 0, what is too large sticks at the limit.
template <class T> T truncateDouble(double value)
{
    constexpr double kLimit = sizeof(T) == 4 ? 2147483648.0 : 9223372036854775808.0;
    if (std::isnan(value)) {
        return 0;
    }
    if (value >= kLimit) {
        return std::numeric_limits<T>::max();
    }
    return value < -kLimit ? std::numeric_limits<T>::min() : static_cast<T>(value);
}

template <class T> std::optional<T> integerFromText(std::string_view text)
{
    const std::optional<std::int64_t> value = parseInteger(text);
    if (!value || *value < std::numeric_limits<T>::min() ||
        *value > std::numeric_limits<T>::max()) {
        return std::nullopt;
    }
    return static_cast<T>(*value);
}

template <class T> void castToInteger(const Column &in, const Selection &rows, Column &out)
{
    castRows(in, rows, out, [&](std::uint32_t row) {
        switch (in.type().kind()) {
        case TypeKind::Integer:
            out.set(row, static_cast<T>(in.get<std::int32_t>(row)));
            break;
        case TypeKind::Bigint:
            out.set(row, static_cast<T>(in.get<std::int64_t>(row)));
            break;
        case TypeKind::Double:
            out.set(row, truncateDouble<T>(in.get<double>(row)));
            break;
        case TypeKind::Decimal:
            out.set(row, integerFromDecimal<T>(in.decimalAt(row)));
            break;
        default:
            storeOrFail(out, row, integerFromText<T>(in.get<std::string_view>(row)));
        }
    });
}

void castToDouble(const Column &in, const Selection &rows, Column &out)
{
    castRows(in, rows, out, [&](std::uint32_t row) {
        switch (in.type().kind()) {
        case TypeKind::Integer:
            out.set(row, static_cast<double>(in.get<std::int32_t>(row)));
            break;
        case TypeKind::Bigint:
            out.set(row, static_cast<double>(in.get<std::int64_t>(row)));
            break;
        case TypeKind::Decimal:
            out.set(row, decimalToDouble(in.decimalAt(row)));
            break;
        default:
            storeOrFail(out, row, parseDouble(in.get<std::string_view>(row)));
        }
    });
}

void castToDecimal(const Column &in, const Selection &rows, Column &out)
{
    castRows(in, rows, out, [&](std::uint32_t row) {
        switch (in.type().kind()) {
        case TypeKind::Integer:
            storeDecimal(out, row, Decimal(in.get<std::int32_t>(row), 0));
            break;
        case TypeKind::Bigint:
            storeDecimal(out, row, Decimal(in.get<std::int64_t>(row), 0));
            break;
        case TypeKind::Double:
            storeDecimal(out, row, doubleToDecimal(in.get<double>(row)));
            break;
        case TypeKind::Decimal:
            storeDecimal(out, row, in.decimalAt(row));
            break;
        default:
            storeDecimal(out, row, Decimal::parse(in.get<std::string_view>(row)));
        }
    });
}

void castToText(const Column &in, const Selection &rows, Arena &arena, Column &out)
{
    char text[kMaxNumberText];
    castRows(in, rows, out, [&](std::uint32_t row) {
        const char *end = text;
        switch (in.type().kind()) {
        case TypeKind::Integer:
            end = writeInteger(text, in.get<std::int32_t>(row));
            break;
        case TypeKind::Bigint:
            end = writeInteger(text, in.get<std::int64_t>(row));
            break;
        case TypeKind::Double:
            end = writeDouble(text, in.get<double>(row));
            break;
        case TypeKind::Decimal:
            if (!Column::isWideDecimal(in.type())) {
                end = writeDecimal(text, in.unscaledAt(row), in.type().scale());
                break;
            }
            [[fallthrough]];
        default:
            out.set(row, arena.copy(toText(in.valueAt(row), in.type())));
            return;
        }
        out.set(row, arena.copy({text, static_cast<std::size_t>(end - text)}));
    });
}

/// Any prefix of "true" or "yes" is true, everything else false.
bool booleanFromText(std::string_view text)
{
    const auto isPrefixOf = [text](std::string_view word) {
        return !text.empty() && text.size() <= word.size() &&
               std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) {
                   return std::tolower(static_cast<unsigned char>(a)) == b;
               });
    };
    return isPrefixOf("true") || isPrefixOf("yes");
}

void castToBoolean(const Column &in, const Selection &rows, Column &out)
{
    castRows(in, rows, out, [&](std::uint32_t row) {
        out.set<std::uint8_t>(row, booleanFromText(in.get<std::string_view>(row)) ? 1 : 0);
    });
}

std::optional<std::int64_t> instantFrom(const Column &in, std::size_t row, TypeKind to)
{
    if (in.type().is(TypeKind::String)) {
        const auto text = in.get<std::string_view>(row);
        return to == TypeKind::Date   ? parseDate(text)
               : to == TypeKind::Time ? parseTime(text)
                                      : parseTimestamp(text);
    }
    if (in.type().is(TypeKind::Date)) {
        return in.get<std::int32_t>(row) * kDayMs;
    }
    const std::int64_t ms = in.get<std::int64_t>(row);
    return to == TypeKind::Date ? daysFromMs(ms) : msOfDay(ms);
}

void castToInstant(const Column &in, const Selection &rows, Column &out)
{
    const TypeKind to = out.type().kind();
    castRows(in, rows, out, [&](std::uint32_t row) {
        const std::optional<std::int64_t> value = instantFrom(in, row, to);
        if (to == TypeKind::Timestamp) {
            storeOrFail(out, row, value);
        } else {
            storeOrFail(out, row,
                        value ? std::optional(static_cast<std::int32_t>(*value)) : std::nullopt);
        }
    });
}

bool anyFailed(const Column &column, ListRange range)
{
    for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
        if (column.isError(i)) {
            return true;
        }
    }
    return false;
}

/// A key that is null or stands twice makes no map.
bool areKeys(const Column &column, ListRange range)
{
    RowIndex known(range.begin);
    for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
        if (column.isNull(i) || known.find(column, i, column, i) >= 0) {
            return false;
        }
    }
    return true;
}

/// A field that fails fails the struct.
void castStruct(const Column &in, const Selection &rows, Arena &arena, Column &out)
{
    castRows(in, rows, out, [&](std::uint32_t row) { out.setValid(row); });
    for (std::size_t i = 0; i < out.childCount(); ++i) {
        const int from = in.type().fieldIndex(out.type().fields()[i].name);
        if (from >= 0) {
            castColumn(in.child(static_cast<std::size_t>(from)), rows, arena, out.child(i));
        }
    }
    rows.forEach([&](std::uint32_t row) {
        for (std::size_t i = 0; i < out.childCount(); ++i) {
            if (out.child(i).isError(row)) {
                out.setError(row);
                return;
            }
        }
    });
}

/// Casts all elements at once; lists keep their ranges. An element, key or value that fails fails
/// the list or map.
void castLists(const Column &in, const Selection &rows, Arena &arena, Column &out)
{
    for (std::size_t i = 0; i < in.childCount(); ++i) {
        out.child(i).resize(in.child(i).size());
        castColumn(in.child(i), Selection::all(in.child(i).size()), arena, out.child(i));
    }
    const bool map = in.type().is(TypeKind::Map);
    const bool newKeys = map && !(in.type().mapKey() == out.type().mapKey());
    castRows(in, rows, out, [&](std::uint32_t row) {
        const auto range = in.get<ListRange>(row);
        if (anyFailed(out.child(0), range) || (map && anyFailed(out.child(1), range)) ||
            (newKeys && !areKeys(out.child(0), range))) {
            out.setError(row);
        } else {
            out.set(row, range);
        }
    });
}

} // namespace

void castColumn(const Column &in, const Selection &rows, Arena &arena, Column &out)
{
    if (in.type() == out.type()) {
        rows.forEach([&](std::uint32_t row) { out.setFrom(row, in, row); });
        return;
    }
    switch (out.type().kind()) {
    case TypeKind::Boolean:
        castToBoolean(in, rows, out);
        break;
    case TypeKind::Integer:
        castToInteger<std::int32_t>(in, rows, out);
        break;
    case TypeKind::Bigint:
        castToInteger<std::int64_t>(in, rows, out);
        break;
    case TypeKind::Double:
        castToDouble(in, rows, out);
        break;
    case TypeKind::Decimal:
        castToDecimal(in, rows, out);
        break;
    case TypeKind::String:
        castToText(in, rows, arena, out);
        break;
    case TypeKind::Date:
    case TypeKind::Time:
    case TypeKind::Timestamp:
        castToInstant(in, rows, out);
        break;
    case TypeKind::Array:
    case TypeKind::Map:
        castLists(in, rows, arena, out);
        break;
    case TypeKind::Struct:
        castStruct(in, rows, arena, out);
        break;
    case TypeKind::Bytes:
        break;
    }
}

} // namespace weir::functions
