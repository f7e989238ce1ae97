#include "core/types/ColumnCompare.h"

#include "core/types/RowIndex.h"

#include <cmath>
#include <cstring>

namespace weir {

namespace {

template <class T> int compareSlots(const Column &a, std::size_t i, const Column &b, std::size_t j)
{
    const T left = a.get<T>(i);
    const T right = b.get<T>(j);
    return left < right ? -1 : (right < left ? 1 : 0);
}

int compareDoubles(double left, double right)
{
    if (std::isnan(left) || std::isnan(right)) {
        return static_cast<int>(std::isnan(left)) - static_cast<int>(std::isnan(right));
    }
    return left < right ? -1 : (right < left ? 1 : 0);
}

bool equalLists(const Column &a, std::size_t i, const Column &b, std::size_t j)
{
    const ListRange left = a.get<ListRange>(i);
    const ListRange right = b.get<ListRange>(j);
    if (left.size != right.size) {
        return false;
    }
    for (std::uint32_t k = 0; k < left.size; ++k) {
        if (!equalRows(a.child(0), left.begin + k, b.child(0), right.begin + k)) {
            return false;
        }
    }
    return true;
}

bool equalMaps(const Column &a, std::size_t i, const Column &b, std::size_t j)
{
    const ListRange left = a.get<ListRange>(i);
    const ListRange right = b.get<ListRange>(j);
    if (left.size != right.size) {
        return false;
    }
    RowIndex keys(right.begin);
    for (std::uint32_t k = left.begin; k < left.begin + left.size; ++k) {
        const std::int64_t entry = keys.find(b.child(0), right.begin + right.size, a.child(0), k);
        if (entry < 0 || !equalRows(a.child(1), k, b.child(1), static_cast<std::size_t>(entry))) {
            return false;
        }
    }
    return true;
}

std::uint64_t mixBits(std::uint64_t value)
{
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53ULL;
    return value ^ (value >> 33);
}

std::uint64_t hashBytes(std::string_view bytes)
{
    std::uint64_t hash = bytes.size() * 0x9e3779b97f4a7c15ULL;
    while (bytes.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), 8);
        hash = mixBits(hash ^ word);
        bytes.remove_prefix(8);
    }
    std::uint64_t tail = 0;
    if (!bytes.empty()) {
        std::memcpy(&tail, bytes.data(), bytes.size());
    }
    return mixBits(hash ^ tail);
}

std::uint64_t hashNested(const Column &column, std::size_t row)
{
    std::uint64_t hash = 17;
    if (column.type().is(TypeKind::Struct)) {
        for (std::size_t i = 0; i < column.childCount(); ++i) {
            hash = mixBits(hash ^ hashRow(column.child(i), row));
        }
        return hash;
    }
    const ListRange range = column.get<ListRange>(row);
    for (std::uint32_t k = range.begin; k < range.begin + range.size; ++k) {
        if (column.type().is(TypeKind::Array)) {
            hash = mixBits(hash ^ hashRow(column.child(0), k));
        } else { // entries have no order
            hash += mixBits(hashRow(column.child(0), k) * 31 + hashRow(column.child(1), k));
        }
    }
    return hash + range.size;
}

} // namespace

int compareRows(const Column &a, std::size_t rowA, const Column &b, std::size_t rowB)
{
    switch (a.type().kind()) {
    case TypeKind::Boolean:
        return compareSlots<std::uint8_t>(a, rowA, b, rowB);
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        return compareSlots<std::int32_t>(a, rowA, b, rowB);
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        return compareSlots<std::int64_t>(a, rowA, b, rowB);
    case TypeKind::Double:
        return compareDoubles(a.get<double>(rowA), b.get<double>(rowB));
    case TypeKind::Decimal: {
        const auto order = a.decimalAt(rowA).compare(b.decimalAt(rowB));
        return order < 0 ? -1 : (order > 0 ? 1 : 0);
    }
    case TypeKind::String:
    case TypeKind::Bytes:
        return a.get<std::string_view>(rowA).compare(b.get<std::string_view>(rowB));
    case TypeKind::Array:
    case TypeKind::Map:
    case TypeKind::Struct:
        break;
    }
    return equalRows(a, rowA, b, rowB) ? 0 : 1;
}

bool equalRows(const Column &a, std::size_t rowA, const Column &b, std::size_t rowB)
{
    rowA = a.index(rowA);
    rowB = b.index(rowB);
    if (a.isNull(rowA) || b.isNull(rowB)) {
        return a.isNull(rowA) && b.isNull(rowB);
    }
    if (!a.type().isNested()) {
        return compareRows(a, rowA, b, rowB) == 0;
    }
    if (a.type().is(TypeKind::Array)) {
        return equalLists(a, rowA, b, rowB);
    }
    if (a.type().is(TypeKind::Map)) {
        return equalMaps(a, rowA, b, rowB);
    }
    for (std::size_t i = 0; i < a.childCount(); ++i) {
        if (!equalRows(a.child(i), rowA, b.child(i), rowB)) {
            return false;
        }
    }
    return true;
}

std::uint64_t hashRow(const Column &column, std::size_t row)
{
    row = column.index(row);
    if (column.isNull(row)) {
        return 0;
    }
    switch (column.type().kind()) {
    case TypeKind::Boolean:
        return mixBits(column.get<std::uint8_t>(row) + 1U);
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        return mixBits(static_cast<std::uint64_t>(column.get<std::int32_t>(row)) + 1);
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        return mixBits(static_cast<std::uint64_t>(column.get<std::int64_t>(row)) + 1);
    case TypeKind::Double: {
        const double value = column.get<double>(row) + 0.0; // -0.0 equals 0.0
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        return std::isnan(value) ? 1 : mixBits(bits + 1);
    }
    case TypeKind::Decimal: {
        if (Column::isWideDecimal(column.type())) {
            const std::size_t width = Column::decimalWidth(column.type());
            return hashBytes({column.data<char>() + row * width, width});
        }
        const Int128 unscaled = column.unscaledAt(row);
        return mixBits(static_cast<std::uint64_t>(unscaled) ^
                       mixBits(static_cast<std::uint64_t>(unscaled >> 64)));
    }
    case TypeKind::String:
    case TypeKind::Bytes:
        return hashBytes(column.get<std::string_view>(row));
    case TypeKind::Array:
    case TypeKind::Map:
    case TypeKind::Struct:
        break;
    }
    return hashNested(column, row);
}

std::int64_t findEntry(const Column &map, std::size_t row, const Column &keys, std::size_t keyRow)
{
    const ListRange range = map.get<ListRange>(row);
    for (std::uint32_t k = range.begin; k < range.begin + range.size; ++k) {
        if (equalRows(map.child(0), k, keys, keyRow)) {
            return k;
        }
    }
    return -1;
}

} // namespace weir
