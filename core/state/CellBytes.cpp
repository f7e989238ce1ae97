#include "core/state/CellBytes.h"

#include <cmath>
#include <cstring>
#include <iterator>
#include <limits>

namespace weir::state {
namespace {

constexpr char kNullCell = 0;
constexpr char kValueCell = 1;
constexpr char kListEnd = 0;
constexpr char kListNext = 1;

template <class U> void appendBigEndian(U bits, std::string &out)
{
    for (int shift = static_cast<int>(sizeof(U)) * 8 - 8; shift >= 0; shift -= 8) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(bits >> shift)));
    }
}

template <class U> bool takeBigEndian(std::string_view &bytes, U &bits)
{
    if (bytes.size() < sizeof(U)) {
        return false;
    }
    bits = 0;
    for (std::size_t i = 0; i < sizeof(U); ++i) {
        bits = static_cast<U>(bits << 8U) | static_cast<unsigned char>(bytes[i]);
    }
    bytes.remove_prefix(sizeof(U));
    return true;
}

__extension__ using UInt128 = unsigned __int128;

template <class U> constexpr U signBit()
{
    return U{1} << (sizeof(U) * 8 - 1);
}

/// Makes the bits of a double sort as its value does; -0.0 stays apart from 0.0.
std::uint64_t sortableDouble(double value)
{
    if (std::isnan(value)) {
        value = std::numeric_limits<double>::quiet_NaN();
    }
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return (bits & signBit<std::uint64_t>()) != 0 ? ~bits : bits | signBit<std::uint64_t>();
}

double doubleOfSortable(std::uint64_t bits)
{
    bits = (bits & signBit<std::uint64_t>()) != 0 ? bits & ~signBit<std::uint64_t>() : ~bits;
    double value = 0;
    std::memcpy(&value, &bits, sizeof bits);
    return value;
}

/// A slot's bytes from the most significant on, the sign turned so that they sort as numbers do.
void appendWideDecimal(const Column &column, std::size_t row, std::string &out)
{
    const std::size_t width = Column::decimalWidth(column.type());
    const char *slot = column.data<char>() + row * width;
    out.append(std::reverse_iterator(slot + width), std::reverse_iterator(slot));
    out[out.size() - width] = static_cast<char>(out[out.size() - width] ^ '\x80');
}

bool takeWideDecimal(std::string_view &bytes, Column &out, std::size_t row)
{
    const std::size_t width = Column::decimalWidth(out.type());
    if (bytes.size() < width) {
        return false;
    }
    std::string slot(bytes.rend() - static_cast<std::ptrdiff_t>(width), bytes.rend());
    slot.back() = static_cast<char>(slot.back() ^ '\x80');
    out.setSlot(row, slot.data());
    bytes.remove_prefix(width);
    return true;
}

void appendEscaped(std::string_view text, std::string &out)
{
    for (const char c : text) {
        out.push_back(c);
        if (c == '\0') {
            out.push_back('\xff');
        }
    }
    out.append(2, '\0');
}

bool takeEscaped(std::string_view &bytes, std::string &text)
{
    while (bytes.size() >= 2) {
        const char c = bytes.front();
        if (c != '\0') {
            text.push_back(c);
            bytes.remove_prefix(1);
            continue;
        }
        const bool end = bytes[1] == '\0';
        bytes.remove_prefix(2);
        if (end) {
            return true;
        }
        text.push_back('\0');
    }
    return false;
}

void appendCellList(const Column &column, std::size_t row, std::string &out)
{
    const ListRange range = column.get<ListRange>(row);
    for (std::uint32_t i = range.begin; i < range.begin + range.size; ++i) {
        out.push_back(kListNext);
        for (std::size_t child = 0; child < column.childCount(); ++child) {
            appendCell(column.child(child), i, out);
        }
    }
    out.push_back(kListEnd);
}

bool takeCellList(std::string_view &bytes, Column &out, std::size_t row, Arena &arena)
{
    const auto begin = static_cast<std::uint32_t>(out.child(0).size());
    std::uint32_t size = 0;
    while (!bytes.empty() && bytes.front() == kListNext) {
        bytes.remove_prefix(1);
        ++size;
        for (std::size_t child = 0; child < out.childCount(); ++child) {
            out.child(child).appendNull();
            if (!takeCell(bytes, out.child(child), out.child(child).size() - 1, arena)) {
                return false;
            }
        }
    }
    if (bytes.empty()) {
        return false;
    }
    bytes.remove_prefix(1);
    out.set(row, ListRange{begin, size});
    return true;
}

template <class T, class U>
bool takeSignedCell(std::string_view &bytes, Column &out, std::size_t row)
{
    U bits = 0;
    if (!takeBigEndian(bytes, bits)) {
        return false;
    }
    out.set<T>(row, static_cast<T>(bits ^ signBit<U>()));
    return true;
}

bool takeValueCell(std::string_view &bytes, Column &out, std::size_t row, Arena &arena)
{
    switch (out.type().kind()) {
    case TypeKind::Boolean: {
        std::uint8_t value = 0;
        const bool ok = takeBigEndian(bytes, value);
        out.set<std::uint8_t>(row, value);
        return ok;
    }
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        return takeSignedCell<std::int32_t, std::uint32_t>(bytes, out, row);
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        return takeSignedCell<std::int64_t, std::uint64_t>(bytes, out, row);
    case TypeKind::Double: {
        std::uint64_t bits = 0;
        const bool ok = takeBigEndian(bytes, bits);
        out.set(row, doubleOfSortable(bits));
        return ok;
    }
    case TypeKind::Decimal: {
        if (Column::isWideDecimal(out.type())) {
            return takeWideDecimal(bytes, out, row);
        }
        UInt128 bits = 0;
        const bool ok = takeBigEndian(bytes, bits);
        out.setUnscaled(row, static_cast<Int128>(bits ^ signBit<UInt128>()));
        return ok;
    }
    case TypeKind::String:
    case TypeKind::Bytes: {
        std::string text;
        const bool ok = takeEscaped(bytes, text);
        out.set(row, arena.copy(text));
        return ok;
    }
    case TypeKind::Array:
    case TypeKind::Map:
        return takeCellList(bytes, out, row, arena);
    case TypeKind::Struct:
        out.setValid(row);
        for (std::size_t i = 0; i < out.childCount(); ++i) {
            if (!takeCell(bytes, out.child(i), row, arena)) {
                return false;
            }
        }
        return true;
    }
    return false;
}

} // namespace

void appendCell(const Column &column, std::size_t row, std::string &out)
{
    row = column.index(row);
    if (column.isNull(row)) {
        out.push_back(kNullCell);
        return;
    }
    out.push_back(kValueCell);
    switch (column.type().kind()) {
    case TypeKind::Boolean:
        out.push_back(static_cast<char>(column.get<std::uint8_t>(row)));
        return;
    case TypeKind::Integer:
    case TypeKind::Date:
    case TypeKind::Time:
        appendBigEndian(static_cast<std::uint32_t>(column.get<std::int32_t>(row)) ^
                            signBit<std::uint32_t>(),
                        out);
        return;
    case TypeKind::Bigint:
    case TypeKind::Timestamp:
        appendBigEndian(static_cast<std::uint64_t>(column.get<std::int64_t>(row)) ^
                            signBit<std::uint64_t>(),
                        out);
        return;
    case TypeKind::Double:
        appendBigEndian(sortableDouble(column.get<double>(row)), out);
        return;
    case TypeKind::Decimal:
        if (Column::isWideDecimal(column.type())) {
            return appendWideDecimal(column, row, out);
        }
        appendBigEndian(static_cast<UInt128>(column.unscaledAt(row)) ^ signBit<UInt128>(), out);
        return;
    case TypeKind::String:
    case TypeKind::Bytes:
        appendEscaped(column.get<std::string_view>(row), out);
        return;
    case TypeKind::Array:
    case TypeKind::Map:
        appendCellList(column, row, out);
        return;
    case TypeKind::Struct:
        for (std::size_t i = 0; i < column.childCount(); ++i) {
            appendCell(column.child(i), row, out);
        }
        return;
    }
}

bool takeCell(std::string_view &bytes, Column &out, std::size_t row, Arena &arena)
{
    if (bytes.empty()) {
        return false;
    }
    const char mark = bytes.front();
    bytes.remove_prefix(1);
    if (mark == kNullCell) {
        out.setNull(row);
        return true;
    }
    return mark == kValueCell && takeValueCell(bytes, out, row, arena);
}

} // namespace weir::state
